import Diagnostics

extension Check {
  /// `link-name`: every link has words, or an image with a text.
  static let linkName = Check(
    "link-name", .accessibility, .error,
    wants: "every link has words, or an image with a text",
    because: "A screen reader reads the address letter by letter otherwise.",
    accepts: [
      .html(
        "<a href=\"https://example.org/lamp\"><img src=\"https://example.org/a.png\" alt=\"Home\" width=\"10\"></a>"
      )
    ],
    reports: [
      .html("<a href=\"↓https://example.org/lamp\"></a>"),
      .html(
        "<a href=\"↓https://example.org/lamp\"><img src=\"https://example.org/a.png\" alt=\"\" width=\"10\"></a>"
      ),
    ]
  ) { input in
    input.links.filter { $0.text.trimmed.isEmpty && $0["aria-label"] == nil }.map {
      Report("a link without words", at: $0["href"])
    }
  }
}
