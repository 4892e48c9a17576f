import Diagnostics

extension Check {
  /// `link-mismatch`: an address that is shown is the one that the link leads to.
  static let linkMismatch = Check(
    "link-mismatch", .links, .error,
    wants: "an address that is shown is the one that the link leads to",
    because: "That is what fraud looks like, and filters know it.",
    accepts: [
      .html("<a href=\"https://example.org/lamp\">example.org/lamp</a>"),
      .html("<a href=\"https://www.example.org/lamp\">https://example.org</a>"),
    ],
    reports: [
      .html("<a href=\"https://example.net/lamp\">↓https://example.org/lamp</a>"),
      .html("<a href=\"https://example.net/\">↓www.example.org</a>"),
    ]
  ) { input in
    input.links.filter { link in
      let shown = link.text.collapsed
      guard !shown.contains(" "),
        shown.lowercased().wholeMatch(of: /(?:https?:\/\/|www\.)[^\s\/]+\.[a-z]{2,}.*/) != nil
      else { return false }
      let host = URLParts(shown.lowercased().hasPrefix("http") ? shown : "https://" + shown).host
      return !URLParts.isSame(host, URLParts(link["href"] ?? "").host)
    }.map {
      Report("the link shows \($0.text.collapsed) and leads to \($0["href"] ?? "")", at: $0.text.collapsed)
    }
  }
}
