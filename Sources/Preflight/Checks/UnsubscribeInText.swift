import Diagnostics

extension Check {
  /// `unsubscribe-in-text`: the text part has the unsubscribe link.
  static let unsubscribeInText = Check(
    "unsubscribe-in-text", .unsubscribe, .error,
    wants: "the text part has the unsubscribe link",
    because: "Who reads the text part has the same right to a way out.",
    accepts: [.plain("more")],
    reports: [.that("a text part without the link") { $0.text = "Only words." }]
  ) { input in
    let known =
      input.values(of: "List-Unsubscribe").first?.matches(of: /<([^>]*)>/).map { String($0.1) } ?? []
    return known.contains { input.text.contains($0) }
      ? [] : [Report("the text part has no unsubscribe link", "put {{links.unsubscribe}} into body.txt")]
  }
}
