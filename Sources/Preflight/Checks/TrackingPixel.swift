import Diagnostics

extension Check {
  /// `tracking-pixel`: no image that nobody sees.
  static let trackingPixel = Check(
    "tracking-pixel", .images, .warning,
    wants: "no image that nobody sees",
    because:
      "Apple loads all images in advance, so openings are noise; and counting readers needs their consent.",
    accepts: [.html("<img src=\"https://example.org/a.png\" alt=\"\" width=\"20\" height=\"20\">")],
    reports: [.html("<img src=\"↓https://example.org/o.gif\" alt=\"\" width=\"1\" height=\"1\">")]
  ) { input in
    input.page.elements.filter {
      $0.name == "img" && ["0", "1"].contains($0["width"] ?? "") && ["0", "1"].contains($0["height"] ?? "")
    }
    .map { Report("an image of one pixel, which counts who opens the letter", at: $0["src"]) }
  }
}
