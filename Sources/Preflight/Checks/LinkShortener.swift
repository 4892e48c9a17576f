import Diagnostics

extension Check {
  /// `link-shortener`: no shortened links.
  static let linkShortener = Check(
    "link-shortener", .links, .error,
    wants: "no shortened links",
    because: "Filters count them as spam: nobody sees where they lead.",
    accepts: [.html("<a href=\"https://example.org/x\">x</a>")],
    reports: [.html("<a href=\"↓https://bit.ly/abc\">x</a>")]
  ) { input in
    input.links.compactMap { $0["href"] }.filter { input.knowledge.shorteners.contains(URLParts($0).host) }
      .map { Report("this link is shortened by \(URLParts($0).host)", at: $0, "write where it leads") }
  }
}
