import Diagnostics

extension Check {
  /// `action-expires-soon`: a call to action is good for longer than today.
  static let actionExpiresSoon = Check(
    "action-expires-soon", .action, .note,
    wants: "a call to action is good for longer than today",
    because: "Mail is read for days.",
    accepts: [
      .that("one that ends next month") { $0.calls[0].expires = "2026-12-22" },
      .that("one that is over, which action-expired reports") { $0.calls[0].expires = "2026-11-21" },
    ],
    reports: [.that("one that ends today") { $0.calls[0].expires = "2026-11-22" }]
  ) { input in
    input.calls.filter { $0.expires.map { $0.prefix(10) == input.today.prefix(10) } == true }
      .map { Report("the call to action \"\($0.label)\" ends today", at: $0.expires) }
  }
}
