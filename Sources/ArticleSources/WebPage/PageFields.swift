import Editorial
import Markup

/// The fields of an article on a page, each from the first place that has it, with that place.
///
/// The order is the one of trust: JSON-LD, Open Graph, Twitter cards, `meta`,
/// microdata, then the page itself. Only the image comes from Open Graph before
/// JSON-LD, where sites list the crops that search engines ask for.
struct PageFields {
  typealias Found<Value> = (origin: String, value: Value)

  let tree: MarkupTree
  let head: PageHead
  let data: StructuredData
  let body: PageBody
  /// Where the page was found.
  let address: LinkURL?
  /// The headings of the first three levels, apart from the name of the site.
  private(set) var headings: [PageHeading] = []
  /// The heading that is the title's, if the page shows it.
  private(set) var heading: PageHeading?

  init(tree: MarkupTree, head: PageHead, data: StructuredData, body: PageBody, address: LinkURL?) {
    (self.tree, self.head, self.data, self.body, self.address) = (tree, head, data, body, address)
    headings = pageHeadings()
    heading = pageHeading()
  }

  /// The article without its text.
  func article() -> Article {
    var article = Article(title: "")
    func take<Value>(_ field: String, _ found: Found<Value>?) -> Value? {
      guard let found else { return nil }
      article.origins.append(Article.Origin(field: field, origin: found.origin))
      return found.value
    }
    let url = pageAddress()
    article.title = take("title", title(at: url?.value)) ?? ""
    article.url = take("url", url)
    article.section = take("section", section())
    article.byline = take("byline", byline()) ?? []
    let language = language()
    article.published = take("published", published(language: language?.value, at: url?.value))
    article.language = take("language", language)
    article.dek = take("dek", dek(beside: article.title))
    article.image = take("image", image())
    article.tags = take("tags", tags()) ?? []
    return article
  }

  /// The first candidate that is anything.
  func first<Value>(_ candidates: [(origin: String, value: () -> Value?)]) -> Found<Value>? {
    for (origin, value) in candidates {
      if let value = value() { return (origin, value) }
    }
    return nil
  }

  func pageAddress() -> Found<LinkURL>? {
    func url(_ text: String?) -> LinkURL? {
      guard let text, let url = try? LinkURL(text, on: head.base), url.host != nil else { return nil }
      return url
    }
    let main = data.article["mainEntityOfPage"]
    return first([
      ("link canonical", { url(head.canonical) }), ("og:url", { url(head["og:url"]) }),
      ("json-ld url", { url(data.article["url"].string) }),
      ("json-ld mainEntityOfPage", { url(main.string ?? main["@id"].string) }), ("address", { address }),
    ])
  }

  func language() -> Found<String>? {
    let tag = { (text: String?) in text.flatMap(WrittenLanguage.tag) }
    let article = data.article
    return first([
      ("json-ld inLanguage", { tag(article["inLanguage"].string ?? article["inLanguage"]["name"].string) }),
      ("html lang", { tag(head.language) }), ("og:locale", { tag(head["og:locale"]) }),
      (
        "meta content-language",
        {
          tag(head["content-language"] ?? head["language"] ?? head["dc.language"] ?? head["dcterms.language"])
        }
      ),
      (
        "article lang",
        {
          body.containers.lazy.flatMap { self.ancestors(of: $0) }.compactMap {
            tag(self.tree.attribute("lang", of: $0))
          }.first
        }
      ),
      (
        "words",
        {
          WrittenLanguage.guessed(self.body.containers.map { self.tree.text(of: $0) }.joined(separator: " "))
        }
      ),
    ])
  }

  private func ancestors(of node: Int) -> [Int] {
    var found = [node]
    while let last = found.last, last != 0 { found.append(tree.nodes[last].parent) }
    return found
  }

  func dek(beside title: String) -> Found<String>? {
    let found = first([
      ("json-ld description", { data.text("description") }), ("og:description", { head["og:description"] }),
      ("twitter:description", { head["twitter:description"] }),
      ("meta description", { head["description"] ?? head["dc.description"] }),
      ("itemprop description", { text(ofProperty: "description") }),
    ])
    guard let found, (10...500).contains(found.value.count), found.value != title else { return nil }
    return found
  }

  func section() -> Found<String>? {
    let found = first([
      ("json-ld articleSection", { data.text("articleSection") }),
      ("article:section", { head["article:section"] }),
      ("meta section", { head["parsely-section"] ?? head["section"] ?? head["sailthru.section"] }),
      ("itemprop articleSection", { text(ofProperty: "articleSection") }),
    ])
    return found.flatMap { $0.value.count <= 60 ? $0 : nil }
  }

  func tags() -> Found<[String]>? {
    let found = first([
      ("json-ld keywords", { data.keywords.isEmpty ? nil : data.keywords }),
      ("article:tag", { head.all("article:tag").isEmpty ? nil : head.all("article:tag") }),
      ("meta keywords", { keywords() }),
    ])
    guard let found else { return nil }
    var tags: [String] = []
    for tag in found.value where tag.count <= 60 && !tags.contains(tag) && tags.count < 10 {
      tags.append(tag)
    }
    return tags.isEmpty ? nil : (found.origin, tags)
  }

  private func keywords() -> [String]? {
    let list = head["news_keywords"] ?? head["keywords"] ?? head["parsely-tags"]
    let words = list?.split(separator: ",").compactMap { String($0).nonEmptyLine } ?? []
    return words.isEmpty ? nil : words
  }
}
