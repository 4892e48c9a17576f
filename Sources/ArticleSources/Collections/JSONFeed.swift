public import Diagnostics
public import Editorial

/// JSON Feed 1.0 and 1.1.
public enum JSONFeed: ArticleCollectionSource {
  /// `json-feed`.
  public static let name = "json-feed"

  /// A JSON document that names the version of the format.
  public static func recognises(_ document: SourceDocument) -> Bool {
    let text = document.beginning
    return text.hasPrefix("{") && text.replacing("\\/", with: "/").contains("jsonfeed.org/version")
  }

  /// Reads the items.
  public static func collection(
    from document: SourceDocument, lexicon: Lexicon
  ) throws(UnusableContent) -> ArticleCollection {
    let feed = LooseJSON(PageText(document.bytes, declared: document.charset).text)
    let home =
      feed["home_page_url"].string.flatMap { try? LinkURL($0, on: document.address) } ?? document.address
    let authors = people(feed, base: home)
    let entries = feed["items"].items.map { item -> ArticleCollection.Entry in
      var entry = entry(item, base: home)
      if entry.authors.isEmpty { entry.authors = authors }
      entry.language = entry.language ?? feed["language"].string.flatMap(WrittenLanguage.tag)
      let read = FeedArticle(entry, tree: nil, place: Place(file: document.file), lexicon: lexicon)
      return ArticleCollection.Entry(id: entry.identity, article: read.article, findings: read.findings)
    }
    return ArticleCollection(
      kind: name, title: feed["title"].string?.asPlainLine,
      entries: entries.filter { !$0.article.title.isEmpty })
  }

  private static func entry(_ item: LooseJSON, base: LinkURL?) -> FeedEntry {
    var entry = FeedEntry()
    func url(_ key: String) -> LinkURL? {
      item[key].string.flatMap { try? LinkURL($0, on: base) }.flatMap { $0.host == nil ? nil : $0 }
    }
    entry.id = item["id"].string
    entry.title = item["title"].string?.asPlainLine ?? ""
    entry.link = url("url") ?? url("external_url")
    entry.base = entry.link ?? base
    entry.authors = people(item, base: base)
    entry.published = (item["date_published"].string ?? item["date_modified"].string).flatMap {
      WrittenDate($0)?.text
    }
    entry.language = item["language"].string.flatMap(WrittenLanguage.tag)
    entry.content =
      item["content_html"].string.map { .html($0) }
      ?? item["content_text"].string.map { .html($0.escapedForHTML) }
    entry.summary = item["summary"].string.map { .html($0.escapedForHTML) }
    entry.tags = item["tags"].items.compactMap { $0.string?.asPlainLine }
    entry.images = [url("image") ?? url("banner_image")].compactMap { $0.flatMap { Picture.Source($0.text) } }
      .map { Picture(src: $0, alt: "") }
    entry.attachments = item["attachments"].items.compactMap { attachment in
      attachment["url"].string.map {
        FeedEntry.Attachment(address: $0, type: attachment["mime_type"].string ?? "")
      }
    }
    return entry
  }

  private static func people(_ value: LooseJSON, base: LinkURL?) -> [Article.Author] {
    var people: [Article.Author] = []
    for author in value["authors"].items + value["author"].items {
      guard let name = author["name"].string?.asPlainLine, let first = WrittenByline(name).authors.first,
        !people.contains(where: { $0.name == first.name })
      else { continue }
      people.append(
        Article.Author(first.name, url: author["url"].string.flatMap { try? LinkURL($0, on: base) }))
    }
    return people
  }
}
