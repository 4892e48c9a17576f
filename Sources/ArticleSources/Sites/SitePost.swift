import Diagnostics
import Editorial
import Markup

/// A post of Hugo, Jekyll, Eleventy, Astro or a mail of Buttondown: fields under many names, and Markdown or HTML.
struct SitePost {
  private let fields: [String: LooseJSON]
  private let body: String
  private let bodyLine: Int
  private let place: Place
  private let path: SitePath

  init(_ matter: SiteFrontMatter, path: SitePath) {
    self.init(matter.fields, body: matter.body, bodyLine: matter.bodyLine, path: path)
  }

  /// A mail with plain fields.
  init(fields: [String: String], body: String, place: Place) {
    self.fields = Dictionary(fields.map { (Self.plain($0.key), LooseJSON.text($0.value)) }) { first, _ in
      first
    }
    (self.body, bodyLine, self.place, path) = (body, 1, place, SitePath(place.file))
  }

  private init(_ fields: LooseJSON, body: String, bodyLine: Int, path: SitePath) {
    var byName: [String: LooseJSON] = [:]
    // Zola and Hugo keep fields of a site's own in tables of their own.
    let inner = ["params", "extra", "taxonomies", "seo"].flatMap { fields[$0].entries }
    for (key, value) in fields.entries + inner
    where byName[Self.plain(key)] == nil && value != .nothing && value != .text("") {
      byName[Self.plain(key)] = value
    }
    (self.fields, self.body, self.bodyLine, self.path) = (byName, body, bodyLine, path)
    place = Place(file: path.file)
  }

  private static func plain(_ key: String) -> String {
    key.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private func value(_ names: String...) -> LooseJSON {
    names.lazy.compactMap { fields[$0] }.first ?? .nothing
  }

  private func text(_ names: String...) -> String? {
    names.lazy.compactMap { fields[$0]?.items.first?.string?.asPlainLine }.first
  }

  /// Whether the post is not for readers yet.
  var isDraft: Bool {
    value("draft") == .flag(true) || value("published") == .flag(false) || value("draft").string == "true"
      || ["draft", "private", "hidden", "scheduled", "deleted"].contains(text("status") ?? "")
  }

  /// The article.
  func article(lexicon: Lexicon) -> ArticleCollection.Entry {
    var article = Article(title: text("title", "subject", "headline", "name") ?? "")
    article.url = (text("canonicalurl", "canonical", "absoluteurl", "url", "permalink", "link")).flatMap {
      try? LinkURL($0)
    }
    article.byline = authors
    article.published = dates.lazy.compactMap { WrittenDate($0)?.text }.first
    article.language = (text("lang", "language", "locale") ?? path.language).flatMap(WrittenLanguage.tag)
    article.dek = text("description", "summary", "excerpt", "subtitle", "dek", "lead", "tagline")
    article.tags = Array((words("tags", "tag") + words("keywords", "topics")).prefix(10))
    article.section = text("section", "category") ?? words("categories").first
    article.image = image
    var codes = Shortcodes()
    var findings: [Finding] = []
    let blocks = blocks(&codes, &findings, base: article.url, language: article.language, lexicon: lexicon)
    if article.title.isEmpty, case .heading(_, let title) = blocks.first {
      article.title = title.plainText.collapsedLine
    }
    if article.title.isEmpty { article.title = path.title }
    var finish = PageFinish(article: article, blocks: blocks, lexicon: lexicon)
    finish.runOnEntry()
    article = finish.article
    return ArticleCollection.Entry(
      id: text("id", "guid", "uuid") ?? path.file, article: article,
      findings: findings + codes.findings(at: place) + finish.findings(at: place))
  }

  // MARK: Fields

  private var dates: [String] {
    let names = [
      "date", "publishdate", "pubdate", "published", "publishedat", "publishedon", "datepublished", "created",
      "createdat", "lastmod", "updated",
    ]
    return names.compactMap { fields[$0]?.string } + [path.date].compactMap(\.self)
  }

  private var authors: [Article.Author] {
    let value = value("authors", "author", "byline", "creator", "writers")
    return value.items.flatMap { author -> [Article.Author] in
      if let name = author.string?.asPlainLine { return WrittenByline(name).authors }
      guard let name = author["name"].string?.asPlainLine else { return [] }
      let url = (author["url"].string ?? author["link"].string ?? author["website"].string).flatMap {
        try? LinkURL($0)
      }
      return [Article.Author(name, role: author["role"].string ?? author["title"].string, url: url)]
    }
  }

  private func words(_ names: String...) -> [String] {
    for name in names {
      guard let value = fields[name] else { continue }
      let texts = value.items.compactMap { $0.string ?? $0["name"].string }
      // Jekyll parts the tags of one text by blanks, all others by commas.
      let parts =
        texts.count == 1
        ? texts[0].split(separator: texts[0].contains(",") ? "," : "\n").map(String.init) : texts
      let words = parts.compactMap(\.asPlainLine)
      if !words.isEmpty { return words }
    }
    return []
  }

  private var image: Picture? {
    let value = value(
      "image", "cover", "coverimage", "featuredimage", "featureimage", "featureimg", "heroimage", "hero",
      "banner", "thumbnail", "thumb", "ogimage", "socialimage", "images", "header")
    guard let first = value.items.first else { return nil }
    let address =
      first.string
      ?? ["src", "url", "image", "path", "relative", "teaser"].lazy.compactMap { first[$0].string }.first
    guard let address, let src = Picture.Source(address.trimmedText) else { return nil }
    let alt =
      first["alt"].string
      ?? text("imagealt", "coveralt", "heroalt", "heroimagealt", "featuredimagealt", "thumbnailalt")
    let caption = first["caption"].string ?? text("imagecaption", "coverimagecaption", "featuredimagecaption")
    let credit = first["credit"].string ?? text("imagecredit", "photocredit", "imagesource")
    return Picture(src: src, alt: alt ?? "", caption: caption?.asPlainLine, credit: credit?.asPlainLine)
  }

  // MARK: Text

  private func blocks(
    _ codes: inout Shortcodes, _ findings: inout [Finding], base: LinkURL?, language: String?,
    lexicon: Lexicon
  ) -> [Block] {
    let text = codes.markdown(body.cleaned)
    if path.isHTML || Self.isHTML(text) {
      let html = SanitisedHTML(text, at: place, base: base, lexicon: lexicon, language: language)
      findings += html.findings
      return html.blocks
    }
    var reader = MarkdownBody(file: place.file, firstLine: bodyLine, calls: CallReader(lexicon, language))
    reader.lexiconForHTML = lexicon
    let blocks = reader.blocks(from: text)
    // Images without words are counted for the whole post, those in HTML too. What a site's own renderer
    // forgives is no reason to refuse its post.
    findings += reader.findings.filter { $0.id != "image-alt" }.map { finding in
      var finding = finding
      if finding.severity == .error { finding.severity = .warning }
      return finding
    }
    return blocks
  }

  /// Whether a text without a file's name is HTML throughout.
  private static func isHTML(_ text: String) -> Bool {
    let beginning = text.prefix(200).trimmed.lowercased()
    return [
      "<p", "<div", "<h1", "<h2", "<!doctype", "<html", "<figure", "<!-- buttondown-editor-mode: fancy",
    ].contains { beginning.hasPrefix($0) }
  }
}

/// What the path of a post says: date, title, language.
struct SitePath {
  let file: String
  private(set) var date: String?
  private(set) var title: String
  private(set) var language: String?
  private(set) var isHTML = false

  init(_ file: String) {
    self.file = file
    let parts = file.split(separator: "/")
    var name = parts.last ?? ""
    isHTML = name.lowercased().hasSuffix(".html") || name.lowercased().hasSuffix(".htm")
    if let dot = name.lastIndex(of: ".") { name = name[..<dot] }
    if let match = name.wholeMatch(of: /(.+)\.([a-z]{2}(?:-[A-Za-z]{2})?)/) {
      language = String(match.2)
      name = match.1
    }
    if name == "index", parts.count > 1 { name = parts[parts.count - 2] }
    if let match = name.wholeMatch(of: /(\d{4}-\d{2}-\d{2})-(.+)/) {
      date = String(match.1)
      name = match.2
    }
    let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    title = words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Whether the name is that of a list of posts or a file about the site.
  var isNoPost: Bool {
    let name = file.split(separator: "/").last?.lowercased() ?? ""
    return [
      "_index.md", "readme.md", "license.md", "contributing.md", "changelog.md", "404.md", "404.html",
      "index.html",
    ].contains(name)
  }
}
