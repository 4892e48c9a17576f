import Diagnostics

extension Check {
  /// `action-primary`: one call to action is the button.
  static let actionPrimary = Check(
    "action-primary", .action, .warning,
    wants: "one call to action is the button",
    because: "Two buttons are none: readers do not know which.",
    accepts: [
      .that("one button and a link") {
        $0.calls.append(
          CheckedCall(label: "Join the club", url: "https://example.org/j", isPrimary: false, expires: nil))
      }, .that("nothing to do") { $0.calls = [] },
    ],
    reports: [
      .that("two buttons") {
        $0.calls.append(
          CheckedCall(label: "Join the club", url: "https://example.org/j", isPrimary: true, expires: nil))
      }
    ]
  ) { input in
    let primary = input.calls.filter(\.isPrimary)
    return primary.count > 1
      ? [
        Report(
          "\(primary.count) calls to action are primary", at: primary.last?.url, "leave primary: true at one")
      ] : []
  }
}
