import Editorial
import Markup

/// What a page says of its article in JSON-LD (schema.org), found among graphs, lists and references.
struct StructuredData {
  /// The object that describes the article; nothing where there is none.
  let article: LooseJSON
  /// The object that describes the page where none describes an article.
  let page: LooseJSON
  /// The names of the site and of its publisher.
  let organisations: [String]
  private let byID: [String: LooseJSON]

  private static let articleTypes: [String] = [
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle", "askpublicnewsarticle", "blogposting", "liveblogposting", "article", "techarticle",
    "scholarlyarticle",
    "advertisercontentarticle", "satiricalarticle", "report", "socialmediaposting", "discussionforumposting",
    "podcastepisode",
    "review", "recipe", "videoobject", "creativework",
  ]

  /// Reads all scripts of JSON-LD on a page; of several articles the one at `address` counts, or else the first.
  init(_ tree: MarkupTree, address: LinkURL?) {
    var objects: [LooseJSON] = []
    for node in tree.nodes.indices where tree.name(node) == "script" {
      guard let type = tree.attribute("type", of: node), type.lowercased().contains("ld+json") else {
        continue
      }
      Self.gather(LooseJSON(tree.text(of: node)), into: &objects, depth: 0)
    }
    var byID: [String: LooseJSON] = [:]
    for object in objects {
      guard let id = object["@id"].string, object.entries.count > (byID[id]?.entries.count ?? 1) else {
        continue
      }
      byID[id] = object
    }
    self.byID = byID
    let articles = objects.filter { object in
      Self.types(of: object).contains { Self.articleTypes.contains($0) }
        && (object["headline"].string ?? object["name"].string) != nil
    }
    func rank(_ object: LooseJSON) -> Int {
      Self.types(of: object).compactMap { Self.articleTypes.firstIndex(of: $0) }.min() ?? .max
    }
    let here = articles.filter { object in
      guard let address else { return false }
      let mine = [
        object["url"].string, object["mainEntityOfPage"].string, object["mainEntityOfPage"]["@id"].string,
      ]
      return mine.compactMap(\.self).contains { $0.sameAddress == address.text.sameAddress }
    }
    let chosen = here.isEmpty ? articles : here
    article =
      chosen.enumerated().min { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }?.element
      ?? .nothing
    page =
      objects.first { Self.types(of: $0).contains("webpage") && $0["datePublished"].string != nil }
      ?? .nothing
    let publisher = article["publisher"]
    let names =
      ([publisher]
      + objects.filter {
        !Self.types(of: $0).isDisjoint(with: ["website", "organization", "newsmediaorganization"])
      })
      .compactMap {
        ($0["name"].string ?? $0["@id"].string.flatMap { byID[$0]?["name"].string })?.asPlainLine
      }
    organisations = names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func gather(_ value: LooseJSON, into objects: inout [LooseJSON], depth: Int) {
    guard depth < 6, objects.count < 500 else { return }
    for item in value.items where item.isObject {
      objects.append(item)
      for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"] {
        gather(item[key], into: &objects, depth: depth + 1)
      }
    }
  }

  static func types(of object: LooseJSON) -> Set<String> {
    Set(object["@type"].items.compactMap { $0.string?.split { $0 == "/" || $0 == ":" }.last?.lowercased() })
  }

  /// An object, or the one that a reference by `@id` means.
  func resolved(_ value: LooseJSON) -> LooseJSON {
    guard value.isObject, value.entries.count <= 2, let id = value["@id"].string else { return value }
    return byID[id] ?? value
  }

  /// A text of the article.
  func text(_ key: String) -> String? { article[key].items.first?.string?.asPlainLine }

  /// The names under `author`, with pages about them.
  func authors(on page: LinkURL?) -> [Article.Author] {
    article["author"].items.flatMap { value -> [Article.Author] in
      let author = resolved(value)
      guard author.isObject else {
        return author.string.map { WrittenByline($0.asPlainLine ?? "").authors } ?? []
      }
      let name = author["name"].items.first?.string?.asPlainLine ?? ""
      let written = WrittenByline(name).authors
      let url = author["url"].items.first?.string.flatMap { try? LinkURL($0, on: page) }
      let role = author["jobTitle"].items.first?.string?.asPlainLine
      return written.map {
        Article.Author(
          $0.name, role: written.count == 1 ? role ?? $0.role : $0.role, url: written.count == 1 ? url : nil)
      }
    }
  }

  /// The largest image of the article.
  func image(on page: LinkURL?) -> Picture? {
    let images = article["image"].items + article["thumbnailUrl"].items
    let pictures = images.compactMap { value -> Picture? in
      let image = resolved(value)
      let address =
        image.string ?? image["contentUrl"].items.first?.string ?? image["url"].items.first?.string
      guard let address else { return nil }
      let url = page == nil && !address.contains(":") ? address : (try? LinkURL(address, on: page))?.text
      guard let url, let src = Picture.Source(url) else { return nil }
      func pixels(_ key: String) -> Int? {
        let value = image[key].isObject ? image[key]["value"] : image[key]
        return (value.int ?? value.string.flatMap { Int($0.prefix { $0.isNumber }) }).flatMap {
          (1...20_000).contains($0) ? $0 : nil
        }
      }
      return Picture(
        src: src, alt: image["description"].string?.asPlainLine ?? "", width: pixels("width"),
        height: pixels("height"),
        caption: image["caption"].string?.asPlainLine,
        credit: (image["creditText"].string ?? image["author"]["name"].string
          ?? image["copyrightHolder"]["name"].string)?.asPlainLine)
    }
    guard let first = pictures.first else { return nil }
    return pictures.allSatisfy({ $0.width != nil })
      ? pictures.max { ($0.width ?? 0) < ($1.width ?? 0) } ?? first : first
  }

  /// What the article is about.
  var keywords: [String] {
    article["keywords"].items.compactMap(\.string).flatMap { $0.split { $0 == "," || $0 == ";" } }
      .compactMap { String($0).asPlainLine }
  }
}

extension String {
  /// One line of text from a value in which HTML and its references may stand.
  var asPlainLine: String? {
    var text = self
    if text.contains("&") { text = text.withoutCharacterReferences }
    if text.contains("<"), text.contains(">") { text = MarkupTree(html: text, limits: .imported).seenText }
    return text.nonEmptyLine
  }

  /// An address without what makes no difference: scheme, `www.`, fragment, slash at the end.
  var sameAddress: Substring {
    var rest = prefix { $0 != "#" }
    for beginning in ["https://", "http://", "www."] where rest.hasPrefix(beginning) {
      rest = rest.dropFirst(beginning.count)
    }
    while rest.last == "/" { rest.removeLast() }
    return rest
  }
}

extension MarkupTree {
  /// The text of a document without scripts and their like.
  fileprivate var seenText: String {
    var text = ""
    var end = 0
    for node in nodes.indices where node >= end {
      if nodes[node].element == nil { text += nodes[node].text }
      if HTMLVocabulary.dropped.contains(name(node)) { end = descendants(of: node).upperBound }
    }
    return text
  }
}
