import Editorial
import Markup

/// What `meta`, `link`, `title` and microdata of a page say.
struct PageHead {
  private var metas: [String: [String]] = [:]
  private(set) var base: LinkURL?
  private(set) var canonical: String?
  private(set) var imageLink: String?
  private(set) var title: String?
  private(set) var language: String?
  private(set) var feeds: [String] = []
  /// The nodes with `itemprop`, by its words.
  private(set) var properties: [String: [Int]] = [:]

  init(_ tree: MarkupTree, address: LinkURL?) {
    base = address
    var hasBase = false
    for node in tree.nodes.indices {
      guard let element = tree.nodes[node].element else { continue }
      if let property = element.attributes["itemprop"] {
        for word in property.split(whereSeparator: \.isWhitespace) {
          properties[String(word), default: []].append(node)
        }
      }
      switch element.name {
      case "html": language = language ?? element.attributes["lang"] ?? element.attributes["xml:lang"]
      case "meta": add(meta: element.attributes)
      case "link": add(link: element.attributes)
      case "base" where !hasBase:
        if let href = element.attributes["href"], let url = try? LinkURL(href, on: address), url.host != nil {
          (base, hasBase) = (url, true)
        }
      case "title" where title == nil: title = tree.text(of: node).nonEmptyLine
      default: break
      }
    }
    if base == nil { base = (self["og:url"] ?? canonical).flatMap { try? LinkURL($0) } }
  }

  private mutating func add(meta attributes: MarkupTree.Attributes) {
    let names = [
      attributes["property"], attributes["name"], attributes["itemprop"], attributes["http-equiv"],
    ]
    guard let content = attributes["content"] ?? attributes["value"], !content.isBlankText else { return }
    for name in names.compactMap(\.self) {
      for word in name.lowercased().split(whereSeparator: \.isWhitespace) {
        metas[String(word), default: []].append(content)
      }
    }
  }

  private mutating func add(link attributes: MarkupTree.Attributes) {
    guard let href = attributes["href"] else { return }
    for word in (attributes["rel"] ?? "").lowercased().split(whereSeparator: \.isWhitespace) {
      switch word {
      case "canonical": canonical = canonical ?? href
      case "image_src": imageLink = imageLink ?? href
      case "alternate":
        let type = attributes["type"]?.lowercased() ?? ""
        if type.contains("rss") || type.contains("atom") || type.contains("feed+json") { feeds.append(href) }
      default: break
      }
    }
  }

  /// The content of the first `meta` of a name.
  subscript(name: String) -> String? { metas[name]?.first?.asPlainLine }

  /// The contents of all `meta` of a name.
  func all(_ name: String) -> [String] { (metas[name] ?? []).compactMap(\.asPlainLine) }
}
