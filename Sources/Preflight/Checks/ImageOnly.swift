import Diagnostics

extension Check {
  /// `image-only`: there is more to read than to look at.
  static let imageOnly = Check(
    "image-only", .images, .warning,
    wants: "there is more to read than to look at",
    because: "A letter of pictures is empty with images off, and filters take it for spam.",
    accepts: [.html("<img src=\"https://example.org/a.png\" alt=\"x\" width=\"10\">")],
    reports: [.page("<img src=\"https://example.org/a.png\" alt=\"A lamp\" width=\"600\"><p>Out</p>")]
  ) { input in
    let images = input.page.elements.count { $0.name == "img" }
    let words = input.page.runs.reduce(0) { $0 + $1.text.words.count }
    return images > 0 && words < 20 * images && words < 200 && words < 40
      ? [Report("the letter has \(words) words beside \(images) \(images == 1 ? "image" : "images")")] : []
  }
}
