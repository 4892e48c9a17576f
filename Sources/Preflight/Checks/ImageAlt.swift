import Diagnostics

extension Check {
  /// `image-alt`: every image has an alt text, empty for decoration.
  static let imageAlt = Check(
    "image-alt", .images, .error,
    wants: "every image has an alt text, empty for decoration",
    because: "Half of the readers see the letter without images first, some always.",
    accepts: [
      .html("<img src=\"https://example.org/a.png\" alt=\"A lamp\" width=\"10\">"),
      .html("<img src=\"https://example.org/a.png\" alt=\"\" width=\"10\">"),
    ],
    reports: [.html("<img src=\"↓https://example.org/a.png\" width=\"10\">")]
  ) { input in
    input.page.elements.filter { $0.name == "img" && $0["alt"] == nil }.map {
      Report("an image without alt text", at: $0["src"])
    }
  }
}
