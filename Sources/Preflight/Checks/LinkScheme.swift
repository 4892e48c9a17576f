import Diagnostics

extension Check {
  /// `link-scheme`: links are https, mailto or tel, and whole.
  static let linkScheme = Check(
    "link-scheme", .links, .error,
    wants: "links are https, mailto or tel, and whole",
    because: "A relative link leads nowhere from a mailbox; scripts and data are taken out or refused.",
    accepts: [.html("<a href=\"tel:+4930123\">call</a>")],
    reports: [
      .html("<a href=\"↓/lamp\">x</a>"), .html("<a href=\"↓javascript:alert(1)\">x</a>"),
      .html("<a href=\"↓data:text/html,x\">x</a>"), .html("<a href=\"↓www.example.org\">x</a>"),
    ]
  ) { input in
    input.links.compactMap { $0["href"] }.filter { link in
      !link.isEmpty && link != "#"
        && !["https:", "http:", "mailto:", "tel:"].contains { link.lowercased().hasPrefix($0) }
    }.map { link in
      let isHost = link.lowercased().hasPrefix("www.")
      return Report(
        "a link that is no whole address: \(link)", at: link,
        help: isHost ? ["use https://\(link)  (check --fix does it)"] : [],
        replacement: isHost ? "https://" + link : nil)
    }
  }
}
