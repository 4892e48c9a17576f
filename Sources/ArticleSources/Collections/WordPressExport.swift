public import Diagnostics
public import Editorial
import Markup

/// The XML that WordPress exports (WXR): posts with authors, categories, tags and featured images.
public enum WordPressExport: ArticleCollectionSource {
  /// `wordpress`.
  public static let name = "wordpress"

  /// RSS with the namespace of the export.
  public static func recognises(_ document: SourceDocument) -> Bool {
    let text = document.beginning
    return text.hasPrefix("<") && text.contains("wordpress.org/export/")
  }

  /// Reads the posts that are published.
  public static func collection(
    from document: SourceDocument, lexicon: Lexicon
  ) throws(UnusableContent) -> ArticleCollection {
    let tree = MarkupTree(
      xml: PageText(document.bytes, declared: document.charset).text, limits: .importedXML)
    let reader = XMLFeedReader(tree, address: document.address)
    let authors = Self.authors(tree)
    let fields = reader.entries.map { ($0, FeedFields(tree, $0)) }
    let files = Dictionary(
      fields.compactMap { _, fields -> (String, FeedFields)? in
        guard fields.text("wp:post_type") == "attachment", let id = fields.text("wp:post_id") else {
          return nil
        }
        return (id, fields)
      }
    ) { first, _ in first }
    var collection = ArticleCollection(kind: name, title: reader.title)
    var passed = 0
    for (node, fields) in fields {
      let type = fields.text("wp:post_type") ?? "post"
      if type == "attachment" || type == "nav_menu_item" { continue }
      guard type == "post", fields.text("wp:status").map({ $0 == "publish" }) ?? true else {
        passed += 1
        continue
      }
      let place = Place(file: document.file, line: tree.nodes[node].line)
      collection.entries.append(
        entry(
          reader.entry(node), fields, tree, files: files, authors: authors, place: place, lexicon: lexicon
        ))
    }
    if passed > 0 {
      collection.findings.append(Finding("draft", .note, .passed(passed), at: Place(file: document.file)))
    }
    return collection
  }

  private static func authors(_ tree: MarkupTree) -> [String: String] {
    var authors: [String: String] = [:]
    for node in tree.nodes.indices
    where tree.nodes[node].element.map({ FeedName($0).text == "wp:author" }) ?? false {
      let fields = FeedFields(tree, node)
      if let login = fields.text("wp:author_login"), let name = fields.text("wp:author_display_name") {
        authors[login] = name
      }
    }
    return authors
  }

  private static func entry(
    _ read: FeedEntry, _ fields: FeedFields, _ tree: MarkupTree, files: [String: FeedFields],
    authors: [String: String], place: Place,
    lexicon: Lexicon
  ) -> ArticleCollection.Entry {
    var entry = read
    let login = fields.text("dc:creator")?.collapsedLine
    if let login, let name = authors[login]?.asPlainLine { entry.authors = [Article.Author(name)] }
    if let written = fields.text("wp:post_date_gmt"), !written.hasPrefix("0000"),
      let date = WrittenDate(written + "Z")
    {
      entry.published = date.text
    }
    var codes = Shortcodes()
    if let html = fields.text("content:encoded") {
      entry.content = .html(WordPressText.html(codes.html(html)))
    }
    entry.summary = fields.text("excerpt:encoded").map { .html($0) }
    let categories = fields.nodes("category").filter { tree.attribute("domain", of: $0) == "category" }
    entry.section = categories.compactMap { tree.text(of: $0).asPlainLine }.first {
      $0.lowercased() != "uncategorized"
    }
    entry.tags = fields.tags.filter { $0.lowercased() != "uncategorized" }
    let thumbnail = fields.nodes("wp:postmeta").map { FeedFields(tree, $0) }.first {
      $0.text("wp:meta_key") == "_thumbnail_id"
    }?.text("wp:meta_value")
    if let file = thumbnail.flatMap({ files[$0] }), let address = file.text("wp:attachment_url"),
      let url = try? LinkURL(address, on: entry.base), let src = Picture.Source(url.text)
    {
      let alt = file.nodes("wp:postmeta").map { FeedFields(tree, $0) }.first {
        $0.text("wp:meta_key") == "_wp_attachment_image_alt"
      }?.text("wp:meta_value")
      entry.images = [Picture(src: src, alt: alt ?? "", caption: file.text("excerpt:encoded")?.asPlainLine)]
    }
    let article = FeedArticle(entry, tree: tree, place: place, lexicon: lexicon)
    return ArticleCollection.Entry(
      id: entry.identity, article: article.article, findings: article.findings + codes.findings(at: place))
  }
}

/// The text of a WordPress post as HTML: what the site itself does when it shows it.
enum WordPressText {
  private static let blocks = [
    "<p", "<div", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6", "<ul", "<ol", "<blockquote", "<pre", "<table",
    "<figure", "<hr", "<!--", "<section", "<iframe",
  ]

  /// An empty line parts paragraphs, and an address alone on a line is a player.
  static func html(_ text: String) -> String {
    let parts = text.cleaned.split(separator: "\n", omittingEmptySubsequences: false)
    var out = ""
    var paragraph: [String] = []
    var isInPre = false
    var lastLine = ""
    func write(_ line: String) {
      out += line + "\n"
      lastLine = line
    }
    func flush() {
      if !paragraph.isEmpty { write("<p>" + paragraph.joined(separator: "<br>") + "</p>") }
      paragraph = []
    }
    for line in parts {
      let trimmed = line.trimmed
      if isInPre || trimmed.contains("<pre") {
        flush()
        isInPre = !trimmed.contains("</pre")
        write(String(line))
      } else if trimmed.isEmpty {
        flush()
      } else if let frame = frame(trimmed) {
        flush()
        write(frame)
      } else if blocks.contains(where: trimmed.lowercased().hasPrefix) || trimmed.hasPrefix("</")
        || lastLine.opensBlock && paragraph.isEmpty
      {
        flush()
        write(String(line))
      } else {
        paragraph.append(String(trimmed))
      }
    }
    flush()
    return out
  }

  /// An address that stands alone, of a host whose players are known.
  private static func frame(_ line: Substring) -> String? {
    guard line.hasPrefix("http"), !line.contains(" "), !line.contains("<"),
      let url = try? LinkURL(String(line)), EmbeddedPlayer(url) != nil
    else { return nil }
    return "<iframe src=\"\(url.text.replacing("\"", with: "%22").replacing("&", with: "&amp;"))\"></iframe>"
  }
}

extension String {
  /// Whether a line begins a block that a later line closes.
  fileprivate var opensBlock: Bool {
    let line = lowercased()
    return ["<ul>", "<ol>", "<figure", "<blockquote", "<div", "<li>"].contains { line.hasPrefix($0) }
      && !line.contains("</")
  }

  fileprivate static func passed(_ count: Int) -> String { "\(count) drafts and pages are passed over" }
}
