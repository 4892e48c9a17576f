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
      ("time", { pageTime(date) }), ("date in the page", { pageDate(date) }),
      ("json-ld dateCreated", { date(data.text("dateCreated")) }),
      ("address", { addressDate(url) }), ("json-ld dateModified", { date(data.text("dateModified")) }),
    ])
  }

  private func pageTime(_ date: (String?) -> String?) -> String? {
    let near = nearRange
    let times = tree.nodes.indices.filter { tree.name($0) == "time" }
    let ordered =
      times.filter { near.contains($0) || $0 < near.lowerBound } + times.filter { $0 > near.upperBound }
    let published = ordered.filter { node in
      tree.attribute("pubdate", of: node) != nil
        || (tree.nodes[node].element?.classes ?? []).contains {
          $0.lowercased().contains("publish") || $0.lowercased().contains("entry-date")
        }
    }
    let inside = ordered.filter { near.contains($0) }
    for node in published + inside + ordered {
      if let found = date(tree.attribute("datetime", of: node)) ?? date(tree.text(of: node)) { return found }
    }
    return nil
  }

  private func pageDate(_ date: (String?) -> String?) -> String? {
    let words: Set<String> = [
      "date", "dateline", "published", "publish", "pubdate", "timestamp", "datum", "postdate", "entrydate",
      "articledate", "publication", "posted", "time", "meta", "byline",
    ]
    for node in tree.nodes.indices {
      guard let element = tree.nodes[node].element, body.outline.last[node] - node < 20 else { continue }
      let names = element.classes + [element.attributes["id"] ?? ""]
      let isNamed = names.contains { name in
        name.lowercased().split { !$0.isLetter }.contains { words.contains(String($0)) }
      }
      guard isNamed else { continue }
      let text = tree.text(of: node).collapsedLine
      if text.utf8.count < 160,
        let found = date(element.attributes["datetime"]) ?? date(element.attributes["content"]) ?? date(text)
      {
        return found
      }
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
