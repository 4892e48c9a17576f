import Diagnostics

extension Check {
  /// `text-links`: what the HTML links to is in the text part too.
  static let textLinks = Check(
    "text-links", .text, .warning,
    wants: "what the HTML links to is in the text part too",
    because: "Otherwise readers of the text part cannot do what the letter asks for.",
    accepts: [.html("<a href=\"https://example.org/lamp\">again</a>")],
    reports: [.html("<a href=\"↓https://example.org/other\">another</a>")]
  ) { input in
    var seen: Set<String> = []
    // Nearly all stand there as words of their own, which is known at once.
    let words = Set(input.text.split(whereSeparator: \.isWhitespace))
    return input.links.compactMap { $0["href"] }.filter {
      $0.hasPrefix("http") && seen.insert($0).inserted && !words.contains($0[...]) && !input.text.contains($0)
    }
    .filter { $0.count > "https://".count }.prefix(5)
    .filter { link in !input.text.contains(link.split(separator: "/").dropFirst().joined(separator: "/")) }
    .map { Report("the text part does not have the link \($0)", at: $0) }
  }
}
