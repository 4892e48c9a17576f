import Diagnostics

extension Check {
  /// `image-alt-file`: an alt text says what is to be seen.
  static let imageAltFile = Check(
    "image-alt-file", .images, .warning,
    wants: "an alt text says what is to be seen",
    because: "The name of a file tells nobody anything.",
    accepts: [.html("<img src=\"https://example.org/a.png\" alt=\"A lamp in a window\" width=\"10\">")],
    reports: [
      .html("<img src=\"https://example.org/a.png\" alt=\"↓IMG_2041.jpg\" width=\"10\">"),
      .html("<img src=\"https://example.org/a.png\" alt=\"↓image\" width=\"10\">"),
    ]
  ) { input in
    input.page.elements.filter { $0.name == "img" }.compactMap { $0["alt"] }.filter { alt in
      alt.lowercased().contains(/\.(?:jpe?g|png|gif|webp)$/)
        || ["image", "picture", "photo", "img"].contains(alt.trimmed.lowercased())
    }.map { Report("the alt text is \"\($0)\"", at: $0, "say what is to be seen") }
  }
}
