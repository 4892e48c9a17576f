import Diagnostics

extension Check {
  /// `action-expired`: no call to action is past its day.
  static let actionExpired = Check(
    "action-expired", .action, .error,
    wants: "no call to action is past its day",
    because: "Readers would be led to something that is over.",
    accepts: [.that("one that ends today") { $0.calls[0].expires = "2026-11-22" }],
    reports: [.that("one that ended yesterday") { $0.calls[0].expires = "2026-11-21" }]
  ) { input in
    input.calls.filter { $0.expires.map { $0.prefix(10) < input.today.prefix(10) } == true }
      .map {
        Report(
          "the call to action \"\($0.label)\" ended on \($0.expires ?? "")", at: $0.expires,
          "it is left out when the issue is composed again")
      }
  }
}
