import Diagnostics

extension Check {
  /// `action-in-parts`: the button's address is in both parts.
  static let actionInParts = Check(
    "action-in-parts", .action, .error,
    wants: "the button's address is in both parts",
    because: "Otherwise half of the readers cannot do what they are asked to.",
    accepts: [.html("<p>more</p>")],
    reports: [
      .that("a text part without it") { $0.text = $0.text.replacing("https://example.org/lamp", with: "") }
    ]
  ) { input in
    guard let call = input.calls.first(where: \.isPrimary) ?? input.calls.first, let url = call.url else {
      return []
    }
    let inHTML = input.links.contains { $0["href"] == url }
    return (inHTML ? [] : [Report("the HTML part does not have the button's address", at: url)])
      + (input.text.contains(url)
        ? [] : [Report("the text part does not have the button's address", at: url)])
  }
}
