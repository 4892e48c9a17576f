import Editorial
import Markup

extension FeedEntry {
  /// What the entry is remembered by: its own identifier, or its address, or its words.
  var identity: String { id ?? link?.text ?? title + "|" + (published ?? "") }
}

extension MarkupTree.Limits {
  static let importedXML = MarkupTree.Limits(octets: 50_000_000, depth: 100, openElements: 2_000)
}

/// Reads the entries of an XML feed from its tree.
struct XMLFeedReader {
  let tree: MarkupTree
  private let root: Int
  private let address: LinkURL?
  private let channelLink: LinkURL?
  private let channelLanguage: String?
  private let channelAuthors: [Article.Author]
  let title: String?
  /// The nodes of the entries.
  let entries: [Int]

  init(_ tree: MarkupTree, address: LinkURL?) {
    self.tree = tree
    self.address = address
    let names = tree.nodes.map { $0.element.map(FeedName.init)?.text ?? "" }
    let channel = tree.nodes.indices.first { names[$0] == "channel" || names[$0] == "feed" } ?? 0
    root = channel
    entries = tree.nodes.indices.filter {
      names[$0] == "item" || names[$0] == "entry" && names[tree.nodes[$0].parent] != "entry"
    }
    let fields = FeedFields(tree, channel, skipping: ["item", "entry"])
    title = fields.text("title")?.asPlainLine
    let link = fields.link(base: address)
    channelLink = link
    channelLanguage =
      (fields.text("language") ?? fields.text("dc:language") ?? tree.attribute("xml:lang", of: channel))
      .flatMap(WrittenLanguage.tag)
    channelAuthors = fields.authors(base: link)
  }

  /// What an entry says.
  func entry(_ node: Int) -> FeedEntry {
    let fields = FeedFields(tree, node)
    var entry = FeedEntry()
    let base = xmlBase(of: node) ?? channelLink ?? address
    entry.link = fields.link(base: base)
    entry.id =
      fields.text("guid")?.nonEmptyLine ?? fields.text("id")?.nonEmptyLine
      ?? tree.attribute("rdf:about", of: node)
    entry.base = xmlBase(of: node) ?? entry.link ?? base
    entry.title = fields.title ?? ""
    entry.authors = fields.authors(base: base)
    if entry.authors.isEmpty { entry.authors = channelAuthors }
    entry.published =
      [
        "pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created",
        "updated", "modified", "dcterms:modified", "date",
      ]
      .lazy.compactMap { fields.text($0).flatMap { WrittenDate($0)?.text } }.first
    entry.language =
      (fields.text("dc:language") ?? fields.text("language") ?? tree.attribute("xml:lang", of: node)).flatMap(
        WrittenLanguage.tag) ?? channelLanguage
    entry.content = fields.content([
      "content:encoded", "content", "xhtml:body", "xhtml:div", "fullitem", "body",
    ])
    entry.summary = fields.content([
      "description", "summary", "itunes:summary", "media:description", "itunes:subtitle", "tagline",
      "abstract",
    ])
    entry.tags = fields.tags
    entry.images = fields.images(base: entry.base)
    entry.attachments = fields.attachments(base: entry.base)
    return entry
  }

  /// The nearest `xml:base` above, each relative to the one above it.
  private func xmlBase(of node: Int) -> LinkURL? {
    var found: [String] = []
    var current = node
    while current != 0 {
      if let base = tree.attribute("xml:base", of: current) { found.append(base) }
      current = tree.nodes[current].parent
    }
    var base = address
    for written in found.reversed() { base = (try? LinkURL(written, on: base)) ?? base }
    return found.isEmpty ? nil : base
  }
}

/// The name of an element in the words of the modules that feeds use: `content:encoded`.
struct FeedName {
  let text: String

  init(_ element: MarkupTree.Element) {
    let prefix = Self.prefix(of: element.namespace)
    text = prefix.isEmpty ? element.name : prefix + ":" + element.name
  }

  private static func prefix(of namespace: String) -> String {
    if namespace.isEmpty { return "" }
    if let known = known[namespace] { return known }
    let lower = namespace.lowercased()
    for (part, prefix) in parts where lower.contains(part) { return prefix }
    return lower.contains(":") ? "other" : lower
  }

  private static let known = [
    "http://www.w3.org/2005/Atom": "", "http://purl.org/atom/ns#": "", "http://purl.org/rss/1.0/": "",
    "content": "content",
    "http://purl.org/rss/1.0/modules/content/": "content", "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
  ]

  /// Parts of namespaces that feeds write in many ways.
  private static let parts = [
    ("itunes.com/dtds", "itunes"), ("search.yahoo.com/mrss", "media"), ("purl.org/dc/terms", "dcterms"),
    ("purl.org/dc/", "dc"),
    ("rdf/simple/0.9", ""), ("backend.userland.com", ""), ("blogs.law.harvard.edu", ""),
    ("purl.org/atom", ""), ("w3.org/2005/atom", ""),
    ("my.netscape.com", ""), ("purl.org/rss/1.0/modules/content", "content"), ("wordpress.org/export", "wp"),
    ("feedburner", "feedburner"),
    ("excerpt", "excerpt"), ("purl.org/net/rss1.1", ""), ("youtube.com/xml", "yt"),
    ("podcastindex", "podcast"), ("rss/1.0/modules/rss091", ""),
  ]
}
