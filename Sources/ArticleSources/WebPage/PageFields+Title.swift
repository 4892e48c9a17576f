import Editorial
import Markup

extension PageFields {
  func title(at url: LinkURL?) -> Found<String>? {
    let heading = heading?.text
    let found = first([
      (
        "json-ld headline",
        { [data.text("headline"), data.text("name")].compactMap(\.self).first(where: isOnPage) }
      ),
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

  /// Whether the page shows a headline of its data anywhere: what it calls so may be a description.
  private func isOnPage(_ headline: String) -> Bool {
    let words = Set(headline.plainWords)
    let shown = ([head["og:title"], head.title].compactMap(\.self) + headings.filter(\.isFirst).map(\.text))
      .map {
        Set($0.plainWords)
      }
    return words.count < 3 || shown.isEmpty
      || shown.contains { $0.intersection(words).count * 2 >= min($0.count, words.count) }
  }

  /// The headings of the first three levels, apart from the name of the site.
  func pageHeadings() -> [PageHeading] {
    let host = address?.host ?? head.base?.host ?? "."
    return tree.nodes.indices.compactMap { node in
      let name = tree.name(node)
      guard name.utf8.count == 2, ["h1", "h2", "h3"].contains(name),
        !(tree.nodes[node].element?.isHidden ?? false), let text = tree.text(of: node).nonEmptyLine,
        text.count > 3
      else { return nil }
      let isSite =
        data.organisations.contains(text) || text == head["og:site_name"] || host.hasSuffix(text.lowercased())
      return isSite || leadsHome(node) ? nil : PageHeading(node: node, text: text, isFirst: name == "h1")
    }
  }

  /// Whether a heading is the name of the site: it leads to the first page.
  private func leadsHome(_ node: Int) -> Bool {
    if tree.nodes[node].element?.classes.contains("site-title") ?? false { return true }
    guard let link = tree.descendants(of: node).first(where: { tree.name($0) == "a" }),
      let href = tree.attribute("href", of: link)
    else { return false }
    let path = href.sameAddress.drop { $0 != "/" }
    return href == "/" || href.contains("://") && path.isEmpty
  }

  /// The heading that the page's title has too, or else the last of the first level before the text.
  func pageHeading() -> PageHeading? {
    let all = headings.filter(\.isFirst)
    let titles = [head["og:title"], head["twitter:title"], head.title].compactMap(\.self)
    if let shared = all.first(where: { heading in titles.contains { $0.begins(with: heading.text) } }) {
      return shared
    }
    let parts = titles.flatMap(\.titleParts)
    let lower = headings.filter { !$0.isFirst }.prefix(60)
    if let shared = lower.first(where: { heading in parts.contains { $0 == heading.text.plainWords } }) {
      return shared
    }
    let container = body.containers.last ?? 0
    let last = body.outline.last[container]
    let firstText = firstText
    return all.last { $0.node <= firstText } ?? all.first { (container...last).contains($0.node) }
  }

  /// The first paragraph of the text.
  var firstText: Int {
    let container = body.containers.last ?? 0
    let last = body.outline.last[container]
    return (container...last).first { body.outline.own[$0] > 120 } ?? container
  }

  /// A title without the name of the site at an end: `Title - Site`, `Site | Title`.
  private func withoutSite(_ title: String, at url: LinkURL?, isLoose: Bool) -> String {
    let sites = (data.organisations + [head["og:site_name"], head["application-name"]].compactMap(\.self)).map
    { $0.lowercased() }
    let heading = heading?.text
    for separator in [
      " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " < ", " ‹ ", " › ", " « ", "：", "_",
      "｜", "|",
      "-",
    ] {
      // Without blanks only scripts that have none set the name of the site off.
      if !separator.hasPrefix(" "), !title.unicodeScalars.contains(where: { $0.value >= 0x3040 }) { continue }
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

/// A heading of a page that is not the name of its site.
struct PageHeading {
  let node: Int
  let text: String
  /// Whether it is of the first level.
  let isFirst: Bool
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

  /// Whether the words of a heading stand at the beginning or the end of this title.
  func begins(with heading: String) -> Bool {
    let (words, other) = (plainWords, heading.plainWords)
    guard other.count > 1 || heading.count > 5 else { return false }
    return words.starts(with: other) || words.suffix(other.count) == other[...]
  }

  /// The words of the parts that signs set off: title, section, site; none where there are no signs.
  var titleParts: [[Substring]] {
    let signs = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " ‹ ", " « ", " › "]
    return signs.flatMap { sign in
      contains(sign) ? split(separator: sign).map { String($0).plainWords } : []
    }.filter {
      $0.count > 2 || $0.contains { $0.unicodeScalars.contains { $0.value >= 0x3040 } && $0.count > 4 }
    }
  }

  /// The words in lower case without marks.
  var plainWords: [Substring] { lowercased().split { !$0.isLetter && !$0.isNumber } }
}
