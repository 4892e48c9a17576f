import Diagnostics
import Editorial
import Markup

/// Makes an article of an entry.
struct FeedArticle {
  private(set) var article: Article
  private(set) var findings: [Finding] = []

  init(_ entry: FeedEntry, tree: MarkupTree?, place: Place, lexicon: Lexicon) {
    let base = entry.base ?? entry.link
    var reader = FeedTextReader(tree: tree, base: base, lexicon: lexicon, language: entry.language)
    var blocks = entry.content.map { reader.blocks(of: $0) } ?? []
    let summary = entry.summary.map { reader.blocks(of: $0) } ?? []
    var dek: String?
    if blocks.isEmpty {
      blocks = summary
    } else {
      dek = Self.dek(summary, beside: blocks)
    }
    Self.removeSyndication(from: &blocks, link: entry.link)
    article = Article(
      title: entry.title, url: entry.link, section: entry.section, byline: entry.authors,
      published: entry.published,
      language: entry.language, dek: dek, image: entry.images.max { ($0.width ?? 0) < ($1.width ?? 0) },
      tags: Array(entry.tags.prefix(10)))
    if article.title.isEmpty { article.title = Self.title(of: blocks) }
    // An entry that is only a link is called by it.
    if article.title.isEmpty, let link = entry.link { article.title = String(link.text.sameAddress) }
    article.callsToAction = Self.calls(entry, blocks, title: article.title, lexicon: lexicon)
    var finish = PageFinish(article: article, blocks: blocks, lexicon: lexicon)
    finish.runOnEntry()
    article = finish.article
    findings = reader.omissions.findings(at: place, includesElements: true) + finish.findings(at: place)
  }

  /// A title for a note that has none: its first words.
  private static func title(of blocks: [Block]) -> String {
    let text = blocks.first { !$0.plainText.isBlankText }?.plainText.collapsedLine ?? ""
    guard text.count > 80 else { return text }
    let cut = text.prefix(80)
    return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + "…"
  }

  /// A summary that is not the beginning of the text.
  private static func dek(_ summary: [Block], beside blocks: [Block]) -> String? {
    let text = summary.map(\.plainText).joined(separator: " ").collapsedLine
    guard (3...400).contains(text.count) else { return nil }
    let beginning = text.prefix(60).lowercased().filter { $0.isLetter }
    let body = blocks.prefix(4).map(\.plainText).joined().lowercased().filter { $0.isLetter }
    let isCut = ["…", "...", "[...]", "[…]", "[&hellip;]"].contains { text.hasSuffix($0) }
    return isCut || body.contains(beginning) ? nil : text
  }

  /// Takes away what only feeds have at the end: "The post … appeared first on …", "Read more".
  private static func removeSyndication(from blocks: inout [Block], link: LinkURL?) {
    for _ in 0..<4 {
      guard let last = blocks.last, case .paragraph(let parts) = last else { return }
      let text = parts.plainText.collapsedLine.lowercased()
      let isNote =
        text.contains("appeared first on") || text.contains("erschien zuerst auf")
        || text.contains("est apparu en premier sur")
        || text.count < 60
          && [
            "read more", "continue reading", "read the rest", "weiterlesen", "lire la suite", "leer más",
            "comments", "permalink",
          ].contains { text.hasPrefix($0) }
      guard isNote else { return }
      blocks.removeLast()
    }
  }

  /// An episode asks to be heard, where a service that people know has it; a page of such a service to be watched.
  private static func calls(
    _ entry: FeedEntry, _ blocks: [Block], title: String, lexicon: Lexicon
  ) -> [CallToAction] {
    func call(_ url: LinkURL, _ action: Action?) -> CallToAction? {
      let provider = lexicon.providers.provider(for: url)
      guard let provider, [.watch, .listen].contains(provider.action),
        action == nil || provider.action == action
      else { return nil }
      return CallToAction(provider.action, title: title, provider: provider.id, url: url)
    }
    var calls: [CallToAction] = []
    if let recording = entry.recording {
      let links = ([entry.link].compactMap(\.self) + blocks.flatMap(\.links)).compactMap {
        call($0, recording.action)
      }
      for link in links where !calls.contains(where: { $0.provider == link.provider }) { calls.append(link) }
      if calls.isEmpty, let url = try? LinkURL(recording.attachment.address, on: entry.base ?? entry.link) {
        calls.append(
          CallToAction(
            recording.action, title: title, provider: lexicon.providers.provider(for: url)?.id, url: url))
      }
    } else if let link = entry.link, let page = call(link, nil) {
      calls.append(page)
    }
    if !calls.isEmpty { calls[0].isPrimary = true }
    return calls
  }
}

/// Reads the texts of entries: HTML, nodes, or plain text with line ends.
struct FeedTextReader {
  let tree: MarkupTree?
  let base: LinkURL?
  let lexicon: Lexicon
  let language: String?
  var omissions = Omissions()

  init(tree: MarkupTree?, base: LinkURL?, lexicon: Lexicon, language: String?) {
    (self.tree, self.base, self.lexicon, self.language) = (tree, base, lexicon, language)
  }

  mutating func blocks(of content: FeedEntry.Content) -> [Block] {
    switch content {
    case .html(let html): return blocks(html: html)
    case .nodes(let node):
      guard let tree else { return [] }
      return read(tree, node)
    }
  }

  private mutating func blocks(html: String) -> [Block] {
    var html = html
    // Escaped once more than needed: a common mistake.
    if !html.contains("<"),
      ["&lt;p", "&lt;a ", "&lt;br", "&lt;div", "&lt;img"].contains(where: html.contains)
    {
      html = html.withoutCharacterReferences
    }
    guard html.contains("<") else { return Self.paragraphs(of: html.withoutCharacterReferences) }
    return read(MarkupTree(html: html, limits: .imported), 0)
  }

  private mutating func read(_ tree: MarkupTree, _ node: Int) -> [Block] {
    var reader = HTMLBlocks(tree, base: base, lexicon: lexicon, language: language)
    reader.omissions = omissions
    for index in tree.nodes.indices
    where tree.nodes[index].element?.classes.contains(where: Self.boxes.contains) ?? false {
      reader.leftOut[index] = true
    }
    defer { omissions = reader.omissions }
    return reader.read(node)
  }

  /// What services put among the text for their own pages.
  private static let boxes: Set<String> = [
    "subscription-widget-wrap", "subscription-widget-wrap-editor", "subscription-widget", "subscribe-widget",
    "button-wrapper",
    "image-link-expand", "sharedaddy", "jp-relatedposts", "feedflare", "wp-block-jetpack-subscriptions",
    "addtoany_share_save_container",
    "kg-signup-card", "kg-cta-card", "captioned-button-wrap", "mc4wp-form",
  ]

  /// Plain text: an empty line parts paragraphs, or else every line end does.
  private static func paragraphs(of text: String) -> [Block] {
    let lines = text.cleaned.split(separator: "\n", omittingEmptySubsequences: false)
    var paragraphs: [String] = []
    var current: [Substring] = []
    let hasGaps = lines.contains { $0.allSatisfy(\.isWhitespace) }
    for line in lines {
      if line.allSatisfy(\.isWhitespace) || !hasGaps {
        if !current.isEmpty { paragraphs.append(current.joined(separator: " ")) }
        current = line.allSatisfy(\.isWhitespace) ? [] : [line]
      } else {
        current.append(line)
      }
    }
    if !current.isEmpty { paragraphs.append(current.joined(separator: " ")) }
    return paragraphs.compactMap(\.nonEmptyLine).map { .paragraph([.text($0)]) }
  }
}

extension Block {
  /// The addresses of all links and calls to action in it.
  var links: [LinkURL] {
    switch self {
    case .paragraph(let parts), .heading(_, let parts): parts.links
    case .quote(let blocks, _): blocks.flatMap(\.links)
    case .list(let list): list.items.joined().flatMap(\.links)
    case .table(let header, let rows): (header + rows.joined()).flatMap(\.links)
    case .callToAction(let call): [call.url].compactMap(\.self)
    case .embed(let embed): [embed.url]
    case .image, .code, .rule: []
    }
  }
}
