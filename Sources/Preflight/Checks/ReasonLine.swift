import Diagnostics

extension Check {
  /// `reason-line`: both parts say why people get the letter.
  static let reasonLine = Check(
    "reason-line", .unsubscribe, .warning,
    wants: "both parts say why people get the letter",
    because: "Who does not remember signing up presses the spam button.",
    accepts: [.html("<p>more</p>")],
    reports: [
      .that("a text part without it") { $0.text = $0.text.replacing("because you signed up", with: "") }
    ]
  ) { input in
    let reason = input.sender.reason.collapsed
    guard !reason.isEmpty else { return [Report("no reason is configured", "set publication.reason")] }
    return [("HTML", input.page.visibleText), ("text", input.text)].filter {
      !$0.1.collapsed.contains(reason)
    }
    .map {
      Report(
        "the \($0.0) part does not say why people get the letter",
        "put {{publication.reason}} into the template")
    }
  }
}
