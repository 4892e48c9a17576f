import Diagnostics

extension Check {
  /// `action-label`: the button says what happens.
  static let actionLabel = Check(
    "action-label", .action, .warning,
    wants: "the button says what happens",
    because: "A verb and its object are followed more than \"Click here\".",
    accepts: [
      .that("Watch The White Helmets on Netflix") { $0.calls[0].label = "Watch The White Helmets on Netflix" }
    ],
    reports: [
      .that("Click here") { $0.calls[0].label = "Click here" },
      .that("a label of 61 characters") { $0.calls[0].label = String(repeating: "a", count: 61) },
    ]
  ) { input in
    let empty: Set<String> = [
      "click here", "here", "more", "read more", "submit", "go", "link", "learn more",
    ]
    return input.calls.compactMap { call in
      if empty.contains(call.label.words.joined(separator: " ")) {
        return Report(
          "the button says only \"\(call.label)\"", at: call.label, "say what happens: verb, object, place")
      }
      return call.label.count > 60
        ? Report("the button has \(call.label.count) characters", at: call.label, "60 at most fit on a phone")
        : nil
    }
  }
}
