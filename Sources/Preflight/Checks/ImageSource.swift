import Diagnostics

extension Check {
  /// `image-source`: images are on the web with https, or in the message.
  static let imageSource = Check(
    "image-source", .images, .error,
    wants: "images are on the web with https, or in the message",
    because: "data: images are not shown by Gmail and Outlook, relative ones by nobody.",
    accepts: [.html("<img src=\"cid:a@example.org\" alt=\"x\" width=\"10\">")],
    reports: [
      .html("<img src=\"↓data:image/png;base64,AAAA\" alt=\"x\" width=\"10\">"),
      .html("<img src=\"↓images/a.png\" alt=\"x\" width=\"10\">"),
      .html("<img src=\"↓http://example.org/a.png\" alt=\"x\" width=\"10\">"),
    ]
  ) { input in
    input.page.elements.filter { $0.name == "img" }.compactMap { $0["src"] }.filter {
      !$0.hasPrefix("https://") && !$0.hasPrefix("cid:")
    }
    .map { source in
      let isPlain = source.lowercased().hasPrefix("http://")
      return Report(
        "an image that many readers will not see: \(source.prefix(60))", at: source,
        help: isPlain ? ["use https://\(source.dropFirst(7))  (check --fix does it)"] : [],
        replacement: isPlain ? "https://" + source.dropFirst(7) : nil)
    }
  }
}
