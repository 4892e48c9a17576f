public import Diagnostics
public import Editorial

/// The JSON that Ghost exports: posts, their authors and tags.
public enum GhostExport: ArticleCollectionSource {
  /// `ghost`.
  public static let name = "ghost"

  /// A JSON document with posts among the data of a database.
  public static func recognises(_ document: SourceDocument) -> Bool {
    let text = document.beginning
    guard text.hasPrefix("{") else { return false }
    return text.contains("\"db\"")
      || text.contains("\"posts\"")
        && (text.contains("\"meta\"") || text.contains("\"data\"") || text.contains("\"mobiledoc\"")
          || text.contains("\"lexical\""))
  }

  /// Reads the posts that are published.
  public static func collection(
    from document: SourceDocument, lexicon: Lexicon
  ) throws(UnusableContent) -> ArticleCollection {
    let root = LooseJSON(PageText(document.bytes, declared: document.charset).text)
    let database = root["db"].items.first ?? root
    let data = database["data"].isObject ? database["data"] : database
    var collection = ArticleCollection(kind: name)
    var drafts = 0
    let tables = GhostTables(data)
    for post in data["posts"].items {
      guard post["status"].string.map({ $0 == "published" || $0 == "sent" }) ?? true,
        post["type"].string != "page", post["page"] != .flag(true)
      else {
        drafts += 1
        continue
      }
      let place = Place(file: document.file)
      guard let entry = tables.entry(post) else {
        collection.findings.append(
          Finding(
            "ghost-body", .warning, .noBody(post["title"].string ?? "?"), at: place, help: [.noBodyHelp]))
        continue
      }
      let read = FeedArticle(entry, tree: nil, place: place, lexicon: lexicon)
      collection.entries.append(
        ArticleCollection.Entry(id: entry.identity, article: read.article, findings: read.findings))
    }
    if drafts > 0 {
      collection.findings.append(
        Finding("draft", .note, .draftsAndPages(drafts), at: Place(file: document.file)))
    }
    return collection
  }
}

/// The tables of a Ghost database that belong to posts.
private struct GhostTables {
  private let users: [String: LooseJSON]
  private let tags: [String: LooseJSON]
  private let metas: [String: LooseJSON]
  private var authorsOfPost: [String: [String]] = [:]
  private var tagsOfPost: [String: [String]] = [:]
  private let site: LinkURL?

  init(_ data: LooseJSON) {
    func table(_ name: String, by key: String = "id") -> [String: LooseJSON] {
      Dictionary(data[name].items.compactMap { row in row[key].string.map { ($0, row) } }) { first, _ in first
      }
    }
    users = table("users")
    tags = table("tags")
    metas = table("posts_meta", by: "post_id")
    for row in data["posts_authors"].items {
      if let post = row["post_id"].string, let author = row["author_id"].string {
        authorsOfPost[post, default: []].append(author)
      }
    }
    for row in data["posts_tags"].items {
      if let post = row["post_id"].string, let tag = row["tag_id"].string {
        tagsOfPost[post, default: []].append(tag)
      }
    }
    site = data["settings"].items.first { $0["key"].string == "url" }?["value"].string.flatMap {
      try? LinkURL($0)
    }
  }

  /// The post as an entry; nil where the export has its text only in the editor's own form.
  func entry(_ post: LooseJSON) -> FeedEntry? {
    let html = post["html"].string ?? post["plaintext"].string.map { $0.escapedForHTML }
    guard let html, let id = post["id"].string ?? post["uuid"].string else { return nil }
    var entry = FeedEntry()
    let meta = metas[id] ?? .nothing
    entry.id = post["uuid"].string ?? id
    entry.title = post["title"].string?.asPlainLine ?? ""
    entry.link = (post["canonical_url"].string ?? post["url"].string).flatMap { try? LinkURL($0, on: site) }
    if entry.link == nil, let site, let slug = post["slug"].string {
      entry.link = try? LinkURL("/\(slug)/", on: site)
    }
    entry.base = entry.link ?? site
    let authors =
      post["authors"].items
      + (authorsOfPost[id] ?? post["author_id"].string.map { [$0] } ?? []).compactMap { users[$0] }
    entry.authors = authors.compactMap { $0["name"].string?.asPlainLine }.map { Article.Author($0) }
    entry.published = (post["published_at"].string ?? post["created_at"].string).flatMap {
      WrittenDate($0)?.text
    }
    entry.language = post["locale"].string.flatMap(WrittenLanguage.tag)
    entry.content = .html(resolved(html))
    entry.summary = (post["custom_excerpt"].string ?? meta["custom_excerpt"].string).map {
      .html($0.escapedForHTML)
    }
    let tagNames = (post["tags"].items + (tagsOfPost[id] ?? []).compactMap { tags[$0] }).compactMap {
      $0["name"].string
    }
    entry.tags = tagNames.filter { !$0.hasPrefix("#") }
    entry.section = entry.tags.first
    if let address = post["feature_image"].string, let src = source(address) {
      let alt = post["feature_image_alt"].string ?? meta["feature_image_alt"].string
      let caption = (post["feature_image_caption"].string ?? meta["feature_image_caption"].string)?
        .asPlainLine
      entry.images = [Picture(src: src, alt: alt ?? "", caption: caption)]
    }
    return entry
  }

  /// Ghost writes `__GHOST_URL__` for the address of the site.
  private func resolved(_ text: String) -> String {
    let root = site.map { String($0.text.reversed().drop { $0 == "/" }.reversed()) } ?? ""
    return text.replacing("__GHOST_URL__", with: root)
  }

  private func source(_ address: String) -> Picture.Source? {
    let text = resolved(address)
    return Picture.Source((try? LinkURL(text, on: site))?.text ?? String(text.drop { $0 == "/" }))
  }
}

extension String {
  fileprivate static func draftsAndPages(_ count: Int) -> String {
    count == 1 ? "a draft or page is passed over" : "\(count) drafts and pages are passed over"
  }
  fileprivate static func noBody(_ title: String) -> String {
    "the post \(String(reflecting: String(title.prefix(80)))) has no HTML in the export"
  }
  fileprivate static let noBodyHelp = "import its page or the site's feed instead"
}
