import Diagnostics

extension Check {
  /// `image-width`: every image has a width.
  static let imageWidth = Check(
    "image-width", .images, .warning,
    wants: "every image has a width",
    because: "Classic Outlook shows it at full size otherwise, past the edge of the letter.",
    accepts: [.html("<img src=\"https://example.org/a.png\" alt=\"x\" width=\"600\">")],
    reports: [.html("<img src=\"↓https://example.org/a.png\" alt=\"x\">")]
  ) { input in
    input.page.elements.filter { $0.name == "img" && $0["width"] == nil }.map {
      Report("an image without a width", at: $0["src"])
    }
  }
}
