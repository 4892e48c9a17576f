import Diagnostics

extension Check {
  /// `link-words`: the words of a link say where it leads.
  static let linkWords = Check(
    "link-words", .links, .warning,
    wants: "the words of a link say where it leads",
    because: "People and screen readers go from link to link; 'click here' tells them nothing.",
    accepts: [
      .html("<a href=\"https://example.org/lamp\">Read the second chapter</a>"),
      .html("<a href=\"https://example.org/lamp\" aria-label=\"Read more: the lamp\">Read more</a>"),
    ],
    reports: [
      .html("<a href=\"https://example.org/lamp\">↓Click here</a>"),
      .html("<a href=\"https://example.org/lamp\">↓here</a>"),
    ]
  ) { input in
    let empty: Set<String> = [
      "click here", "here", "this link", "link", "read more", "more", "click", "learn more",
    ]
    // What a screen reader says instead counts: a card shows its title right above.
    return input.links.filter { empty.contains(($0["aria-label"] ?? $0.text).words.joined(separator: " ")) }
      .map {
        Report("the link says only \"\($0.text.collapsed)\"", at: $0.text.collapsed, "say what is behind it")
      }
  }
}
