import Editorial
import Markup

extension PageFields {
  func published(language: String?, at url: LinkURL?) -> Found<String>? {
    let date = { (text: String?) in text.flatMap { WrittenDate($0, language: language)?.text } }
    return first([
      ("json-ld datePublished", { date(data.text("datePublished")) }),
      (
        "article:published_time",
        {
          date(
            head["article:published_time"] ?? head["og:published_time"] ?? head["og:article:published_time"]
              ?? head["article:published"])
        }
      ),
      (
        "meta date",
        {
          [
            "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date",
            "dcterms.created", "dcterms.date", "datepublished", "publish-date", "publish_date", "pubdate",
            "date", "publication_date", "article.published", "last-modified-date",
            "citation_publication_date", "citation_date", "cxenseparse:recs:publishtime", "dc.date.created",
          ]
          .lazy.compactMap { date(head[$0]) }.first
        }
      ),
      (
        "itemprop datePublished",
        {
          texts(ofProperty: "datePublished").lazy.compactMap(date).first
            ?? texts(ofProperty: "dateCreated").lazy.compactMap(date).first
        }
      ),
      ("time", { pageTime(date) }), ("date in the page", { pageDate(date) ?? dateBesideTitle(date) }),
      ("json-ld dateCreated", { date(data.text("dateCreated")) }),
      ("json-ld WebPage", { date(data.page["datePublished"].string) }),
      ("address", { addressDate(url) }), ("json-ld dateModified", { date(data.text("dateModified")) }),
    ])
  }

  private func pageTime(_ date: (String?) -> String?) -> String? {
    let times = byDistance(tree.nodes.indices.filter { tree.name($0) == "time" })
    let published = times.prefix(3).filter { node in
      tree.attribute("pubdate", of: node) != nil
        || (tree.nodes[node].element?.classes ?? []).contains {
          $0.lowercased().contains("publish") || $0.lowercased().contains("entry-date")
        }
    }
    for node in published + times.prefix(40) {
      if let found = date(tree.attribute("datetime", of: node)) ?? date(tree.text(of: node)) { return found }
    }
    return nil
  }

  /// Nodes in the order of how near they are to the title or the beginning of the text; what stands
  /// among comments, beside the article or in announcements of others is none.
  private func byDistance(_ nodes: [Int]) -> [Int] {
    let anchors = [heading?.node, firstText].compactMap(\.self)
    return nodes.filter { !isElsewhere($0) && !isBeside($0) }.map { node in
      (node: node, distance: anchors.map { abs($0 - node) }.min() ?? node)
    }.sorted { ($0.distance, $0.node) < ($1.distance, $1.node) }.map(\.node)
  }

  /// Whether a node stands in a column beside the article; the foot of an article is none.
  private func isBeside(_ node: Int) -> Bool {
    var ancestor = node
    while ancestor != 0 {
      if body.names[ancestor].contains(.margins), !holdsText(ancestor),
        let element = tree.nodes[ancestor].element,
        !(element.classes + [element.attributes["id"] ?? ""]).contains(where: {
          $0.lowercased().contains("foot")
        })
      {
        return true
      }
      ancestor = tree.nodes[ancestor].parent
    }
    return false
  }

  private func pageDate(_ date: (String?) -> String?) -> String? {
    let words: Set<String> = [
      "date", "dateline", "published", "publish", "pubdate", "publishdate", "timestamp", "datum", "postdate",
      "entrydate", "articledate", "publication", "posted", "time", "meta", "byline", "fecha", "submitted",
    ]
    let named = tree.nodes.indices.filter { node in
      guard let element = tree.nodes[node].element, body.outline.last[node] - node < 20 else { return false }
      let names = element.classes + [element.attributes["id"] ?? ""]
      return names.contains { name in
        name.lowercased().split { !$0.isWordLetter }.contains { words.contains(String($0)) }
      }
    }
    for node in byDistance(named).prefix(80) {
      let attributes = tree.nodes[node].element?.attributes
      let text = tree.text(of: node).collapsedLine
      if text.utf8.count < 160,
        let found = date(attributes?["datetime"]) ?? date(attributes?["content"]) ?? date(
          attributes?["title"])
          ?? date(text)
      {
        return found
      }
    }
    return nil
  }

  /// A date in a short line between the title and the text, or right after the text.
  private func dateBesideTitle(_ date: (String?) -> String?) -> String? {
    let near = nearRange
    let container = body.containers.last ?? 0
    let end = body.outline.last[container]
    let text = firstText
    let title = heading.flatMap { $0.node < text ? $0.node : nil } ?? near.lowerBound
    let before = max(min(title, near.lowerBound), title - 40)..<text
    let after = end..<min(end + 40, tree.nodes.count)
    for node in Array(before) + Array(max(text, end - 20)..<end) + Array(after) {
      guard tree.nodes[node].element != nil, body.outline.last[node] - node < 12, !isElsewhere(node) else {
        continue
      }
      let line = tree.text(of: node).collapsedLine
      guard line.utf8.count < 80, line.split(separator: " ").count < 10 else { continue }
      if let found = date(line) { return found }
    }
    return nil
  }

  /// A date in the path: `/2024/05/17/`.
  private func addressDate(_ url: LinkURL?) -> String? {
    guard let text = url?.text,
      let match = text.firstMatch(of: /\/(20\d{2}|19\d{2})[\/-](\d{1,2})[\/-](\d{1,2})(?:\/|-|$)/)
    else { return nil }
    return WrittenDate("\(match.1)-\(match.2)-\(match.3)")?.text
  }
}
