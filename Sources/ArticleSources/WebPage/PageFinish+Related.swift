import Editorial
import Markup

/// Links to other pieces leave the text and become related links.
extension PageFinish {
  /// What follows `Read more:` and its like.
  private static func isMarker(_ text: String) -> Bool {
    text.utf8.count < 60 && Announcement(text) == .others
  }

  /// Whether a line only lists what an article is filed under.
  private static func isTags(_ parts: [Inline]) -> Bool {
    let text = parts.plainText
    guard text.utf8.count < 300, !parts.links.isEmpty else { return false }
    let line = text.lowercased().collapsedLine
    return [
      "tags:", "tags :", "filed under", "schlagworte:", "schlagwörter:", "mots-clés", "etiquetas:", "topics:",
    ]
    .contains(where: line.hasPrefix)
  }

  mutating func takeRelated() {
    var kept: [Block] = []
    var isAfterMarker = false
    for block in blocks {
      switch block {
      case .heading(_, let parts) where Self.isMarker(parts.plainText):
        isAfterMarker = true
        continue
      case .paragraph(let parts):
        if isAfterMarker || Self.beginsWithMarker(parts), let links = Self.onlyLinks(in: parts) {
          addRelated(links)
          continue
        }
        if Self.isMarker(parts.plainText) {
          isAfterMarker = true
          continue
        }
        if Self.isTags(parts) { continue }
      case .list(let list) where isAfterMarker:
        let links = list.items.joined().compactMap { item -> [Article.RelatedLink]? in
          if case .paragraph(let parts) = item { Self.onlyLinks(in: parts) } else { nil }
        }
        if !links.isEmpty {
          addRelated(links.flatMap(\.self))
          isAfterMarker = false
          continue
        }
      default: break
      }
      isAfterMarker = false
      kept.append(block)
    }
    blocks = kept
    takeLastLinks()
  }

  /// A list of nothing but links at the end leads to other pieces, unless a heading says what it is.
  private mutating func takeLastLinks() {
    while blocks.count > 2, case .list(let list) = blocks.last {
      if case .heading = blocks[blocks.count - 2] { return }
      let links = list.items.map { item -> [Article.RelatedLink] in
        if item.count == 1, case .paragraph(let parts) = item[0] {
          Self.onlyLinks(in: parts) ?? []
        } else {
          []
        }
      }
      guard list.items.count > 1, links.allSatisfy({ $0.count == 1 && $0[0].title.count > 20 }) else {
        return
      }
      addRelated(links.flatMap(\.self))
      blocks.removeLast()
    }
  }

  private static func beginsWithMarker(_ parts: [Inline]) -> Bool {
    let text = String(parts.plainText.prefix(60)).collapsedLine
    if let colon = text.prefix(40).firstIndex(of: ":") { return isMarker(String(text[..<colon])) }
    guard let first = parts.first else { return false }
    switch first {
    case .text, .strong, .emphasis: return isMarker(first.plainText)
    default: return false
    }
  }

  /// The links of a paragraph that is hardly anything else.
  private static func onlyLinks(in parts: [Inline]) -> [Article.RelatedLink]? {
    var links: [Article.RelatedLink] = []
    var other = 0
    func walk(_ parts: [Inline]) {
      for part in parts {
        switch part {
        case .link(let inner, let url, _):
          links.append(Article.RelatedLink(inner.plainText.collapsedLine.withoutMarker, url: url))
        case .strong(let inner), .emphasis(let inner), .strikethrough(let inner): walk(inner)
        case .text(let text): other += text.collapsedLine.count
        default: break
        }
      }
    }
    walk(parts)
    return links.isEmpty || other > 40 ? nil : links
  }

  private mutating func addRelated(_ links: [Article.RelatedLink]) {
    for link in links.prefix(40)
    where article.related.count < 40 && link.title.count > 3
      && !article.related.contains(where: { $0.url == link.url && $0.url != nil || $0.title == link.title })
    {
      article.related.append(link)
    }
  }

  /// The links in boxes beside the text.
  mutating func addRelated(from boxes: [Int], tree: MarkupTree, base: LinkURL?) {
    for box in boxes {
      for node in tree.descendants(of: box) where tree.name(node) == "a" {
        guard let href = tree.attribute("href", of: node), !href.hasPrefix("#"),
          let url = try? LinkURL(href, on: base), url.host != nil
        else { continue }
        let title = tree.text(of: node).collapsedLine.withoutMarker
        guard title.count >= 12, title.count <= 200, title.contains(" ") else { continue }
        addRelated([Article.RelatedLink(title, url: url)])
      }
    }
  }
}
