import Diagnostics

extension Check {
  /// `action-in-parts`: the button's address is in both parts.
  static let actionInParts = Check(
    "action-in-parts", .action, .error,
    wants: "the button's address is in both parts",
    because: "Otherwise half of the readers cannot do what they are asked to.",
    accepts: [
      .html("<p>more</p>"),
      .that("a button whose address is another for each reader") {
        $0.calls[0].url = "https://example.org/{{recipient.street}}"
      },
      .that("an address with parameters for statistics added") {
        $0.html = $0.html.replacing("/lamp\"", with: "/lamp?from=letter#top\"")
        $0.text = $0.text.replacing("/lamp\n", with: "/lamp?from=letter#top\n")
        $0.calls[0].url = "https://example.org/lamp#top"
      },
    ],
    reports: [
      .that("a text part without it") { $0.text = $0.text.replacing("https://example.org/lamp", with: "") }
    ]
  ) { input in
    guard let call = input.calls.first(where: \.isPrimary) ?? input.calls.first, let url = call.url else {
      return []
    }
    // What follows is the reader's, or moves when parameters are added.
    let fixed = url.prefix { $0 != "{" && $0 != "#" }
    let inHTML = input.links.contains { $0["href"]?.hasPrefix(fixed) ?? false }
    return (inHTML ? [] : [Report("the HTML part does not have the button's address", at: url)])
      + (input.text.contains(fixed)
        ? [] : [Report("the text part does not have the button's address", at: url)])
  }
}
