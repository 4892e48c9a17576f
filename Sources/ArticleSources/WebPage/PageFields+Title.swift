import Editorial
import Markup

extension PageFields {
  func title(at url: LinkURL?) -> Found<String>? {
    let heading = pageHeading()
    let found = first([
      ("json-ld headline", { data.text("headline") ?? data.text("name") }),
      ("og:title", { head["og:title"] }),
      ("twitter:title", { head["twitter:title"] }),
      (
        "meta title",
        {
          head["dc.title"] ?? head["dcterms.title"] ?? head["parsely-title"] ?? head["sailthru.title"]
            ?? head["headline"] ?? head["title"]
        }
      ),
      ("itemprop headline", { text(ofProperty: "headline") }), ("h1", { heading }), ("title", { head.title }),
    ])
    guard let found else { return nil }
    var (origin, title) = (found.origin, found.value)
    if origin != "h1" { title = withoutSite(title, at: url, isLoose: origin == "title") }
    // The heading of the page has the marks and the length that readers see.
    if let heading, heading != title, heading.isSameTitle(as: title) { (origin, title) = ("h1", heading) }
    return (origin, title)
  }

  /// The heading of the first level that stands nearest before the text.
  private func pageHeading() -> String? {
    let container = body.containers.last ?? 0
    let end = body.outline.last[container]
    let headings = tree.nodes.indices.filter {
      tree.name($0) == "h1" && $0 <= end && !(tree.nodes[$0].element?.isHidden ?? false)
    }
    let texts = headings.compactMap { tree.text(of: $0).nonEmptyLine }.filter {
      $0.count > 3 && !data.organisations.contains($0)
    }
    return texts.last
  }

  /// A title without the name of the site at an end: `Title - Site`, `Site | Title`.
  private func withoutSite(_ title: String, at url: LinkURL?, isLoose: Bool) -> String {
    let sites = (data.organisations + [head["og:site_name"], head["application-name"]].compactMap(\.self)).map
    { $0.lowercased() }
    let heading = pageHeading()
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " < "] {
      guard title.contains(separator) else { continue }
      let parts = title.split(separator: separator).map(String.init)
      guard parts.count > 1, let first = parts.first, let last = parts.last else { continue }
      let rest = parts.dropLast().joined(separator: separator)
      let isSite = sites.contains {
        $0 == last.lowercased() || $0.hasPrefix(last.lowercased()) && last.count > 3
          || last.lowercased().hasPrefix($0) && $0.count > 3
      }
      if isSite || heading.map({ $0.isSameTitle(as: rest) }) ?? false { return rest }
      if sites.contains(first.lowercased()) { return parts.dropFirst().joined(separator: separator) }
      if parts.count > 2, heading.map({ $0.isSameTitle(as: first) }) ?? false { return first }
      let isHost = url?.host.map { host in
        let name = last.lowercased().filter { $0.isLetter || $0.isNumber }
        return name.count > 3 && host.filter { $0.isLetter || $0.isNumber }.contains(name)
      }
      if isHost ?? false, rest.split(separator: " ").count > 1 { return rest }
      // In `<title>` a short end after a bar is nearly always the name of the site.
      let isShort = last.split(separator: " ").count <= (separator == " | " ? 4 : 2)
      if isLoose, isShort, rest.split(separator: " ").count >= 3 { return rest }
    }
    return title
  }
}

extension String {
  /// Whether two titles have the same words, or one is the beginning of the other.
  func isSameTitle(as other: String) -> Bool {
    let (a, b) = (plainWords, other.plainWords)
    guard !a.isEmpty, !b.isEmpty else { return false }
    if a == b { return true }
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    return short.count >= 4 && long.starts(with: short)
  }

  /// The words in lower case without marks.
  var plainWords: [Substring] { lowercased().split { !$0.isLetter && !$0.isNumber } }
}
