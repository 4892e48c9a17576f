import Diagnostics
import Editorial
import Markup

/// The last steps from the blocks of a page or feed to an article.
///
/// What only repeats the fields goes from the text, links to other pieces become
/// related links, the first player becomes the call to action, and sentences that
/// ask for something are proposed as calls to action.
struct PageFinish {
  var article: Article
  var blocks: [Block]
  private let lexicon: Lexicon
  private var proposals: [CallToAction] = []
  /// The sentences under the title, as the page marks them.
  private let standfirsts: [[Substring]]

  init(article: Article, blocks: [Block], lexicon: Lexicon, standfirsts: [String] = []) {
    (self.article, self.blocks, self.lexicon) = (article, blocks, lexicon)
    self.standfirsts = standfirsts.map(\.plainWords)
  }

  /// Finishes an entry of a feed or a post of a folder: where nothing says its language, the text does, and where
  /// its fields were found is not kept.
  mutating func runOnEntry() {
    if article.language == nil {
      article.language = WrittenLanguage.guessed(blocks.map(\.plainText).joined(separator: " "))
    }
    run()
    article.origins = []
  }

  mutating func run() {
    removeBorrowedDek()
    removeRepetitions()
    takeRelated()
    removeEnding()
    removeEmptyHeadings()
    takeImage()
    takeCall()
    article.body = blocks
    propose()
    article.related = Array(
      article.related.filter { !$0.title.isEmpty && $0.url?.text != article.url?.text }.prefix(8))
  }

  // MARK: Beginning and end

  /// A description that is only how the text begins is no dek.
  private mutating func removeBorrowedDek() {
    guard let dek = article.dek?.plainWords, !dek.isEmpty, !standfirsts.contains(dek) else { return }
    for block in blocks.prefix(6) {
      guard case .paragraph(let parts) = block, case let text = parts.plainText, text.utf8.count > 60 else {
        continue
      }
      // The last words may be cut.
      let whole = text.plainWords
      let isBeginning = whole.starts(with: dek) || dek.count > 8 && whole.starts(with: dek.dropLast())
      if isBeginning { article.dek = nil }
      return
    }
  }

  /// Title, byline, date and dek stand in fields of their own.
  private mutating func removeRepetitions() {
    for _ in 0..<8 {
      guard let index = blocks.firstIndex(where: { !$0.isPicture && !$0.isPlayer }), index < 4,
        isRepetition(blocks[index])
      else { break }
      blocks.remove(at: index)
    }
    blocks.removeAll { block in
      guard case .heading(_, let parts) = block else { return false }
      return parts.plainText.plainWords == article.title.plainWords
    }
  }

  private func isRepetition(_ block: Block) -> Bool {
    if case .rule = block { return true }
    let text = block.plainText.collapsedLine
    if case .heading(_, let parts) = block { return parts.plainText.isSameTitle(as: article.title) }
    if case .list(let list) = block {
      return text.count < 100 && list.items.count <= 6
        && list.items.joined().allSatisfy { isSmall($0.plainText) }
    }
    guard case .paragraph = block else { return false }
    return isAsLong(text, as: article.title) && text.plainWords == article.title.plainWords
      || article.dek.map { isAsLong(text, as: $0) && text.plainWords == $0.plainWords } ?? false
      || isSmall(text)
  }

  /// Whether two texts could have the same words.
  private func isAsLong(_ text: String, as other: String) -> Bool {
    abs(text.utf8.count - other.utf8.count) < 40
  }

  /// Whether a line is only author, date, reading time or the name of the section.
  private func isSmall(_ text: String) -> Bool {
    guard text.utf8.count < 400, case let line = text.collapsedLine, line.count < 120 else { return false }
    let plain = line.lowercased()
    if let section = article.section, plain == section.lowercased() { return true }
    if plain.hasOctets("min"),
      plain.wholeMatch(
        of: /(?:.* )?\d+ ?-?(?:min|minutes?|minuten)\.? ?(?:read|lesezeit|de lecture|de lectura)?/) != nil
    {
      return line.count < 40
    }
    if [
      "share", "save", "listen", "comments", "advertisement", "print", "teilen", "partager", "compartir",
      "anzeige", "publicité", "subscribe",
    ].contains(plain) {
      return true
    }
    var rest = plain
    for author in article.byline { rest = rest.replacing(author.name.lowercased(), with: " ") }
    let isNamed = rest != plain
    let words = rest.split { !$0.isLetter }.filter { word in
      ![
        "by", "and", "von", "und", "par", "et", "por", "y", "published", "updated", "posted", "on", "at",
        "am", "pm", "the", "veröffentlicht", "stand", "uhr", "publié", "le", "publicado", "el",
        "est", "edt", "gmt", "bst", "utc", "cet", "last", "modified", "written", "words", "staff", "writer",
        "reporter", "editor", "photo", "in",
      ].contains(String(word))
    }
    let hasDate = WrittenDate(line, language: article.language) != nil
    if hasDate, words.count <= 3 { return true }
    return isNamed && words.count <= 1
  }

  private static let endings = [
    "share this", "follow us", "follow @", "sign up for", "subscribe to",
    "this article was originally published", "this story was originally published", "originally published",
    "all rights reserved", "© ",
    "read more from", "like this article", "did you like", "support our", "advertisement", "photo credit",
    "tags:", "filed under", "filed in", "posted in", "topics:", "more on this", "schlagworte",
    "mehr zum thema", "abonnieren sie", "newsletter", "teilen", "partager",
    "have a tip", "got a tip", "join the conversation", "related topics", "editing by", "reporting by",
  ]

  private mutating func removeEnding() {
    for _ in 0..<6 {
      guard let last = blocks.last else { return }
      let text = last.plainText.collapsedLine.lowercased()
      let isEnding =
        switch last {
        case .rule: true
        case .paragraph, .heading, .list:
          text.count < 220 && Self.endings.contains { text.hasPrefix($0) }
            || ["end", "ends", "-30-", "###", "* * *", "***"].contains(text)
            || text.count < 60 && isSmall(text)
        default: false
        }
      guard isEnding else { return }
      blocks.removeLast()
    }
  }

  /// A heading with nothing under it announced something that is gone.
  private mutating func removeEmptyHeadings() {
    while case .heading = blocks.last { blocks.removeLast() }
  }

  // MARK: Image and call to action

  /// The lead image does not stand in the text as well; without one the first image of the text leads.
  private mutating func takeImage() {
    let first = blocks.prefix(3).firstIndex(where: \.isPicture)
    if let lead = article.image {
      for index in blocks.indices {
        guard case .image(let picture) = blocks[index], picture.src.text.isSameImage(as: lead.src.text) else {
          continue
        }
        article.image = lead.filled(from: picture)
        if index == first { blocks.remove(at: index) }
        return
      }
      return
    }
    guard
      let index = blocks.firstIndex(where: {
        if case .image(let picture) = $0 {
          (picture.width ?? 400) >= 200 && !picture.src.text.isDecoration
        } else {
          false
        }
      }), case .image(let picture) = blocks[index]
    else { return }
    article.image = picture
    article.origins.append(Article.Origin(field: "image", origin: "first image of the text"))
    if index == first { blocks.remove(at: index) }
  }

  /// The first player is what the article asks its readers to do; others stay where they are.
  private mutating func takeCall() {
    guard article.callsToAction.isEmpty, let index = blocks.firstIndex(where: \.isPlayer),
      let call = call(of: blocks[index])
    else { return }
    article.callsToAction.append(call)
    article.origins.append(Article.Origin(field: "callsToAction", origin: "embedded player"))
    blocks.remove(at: index)
  }

  private func call(of block: Block) -> CallToAction? {
    switch block {
    case .embed(let embed):
      let action = embed.provider.flatMap(lexicon.providers.provider(id:))?.action ?? .watch
      return CallToAction(
        action, title: embed.title ?? article.title, provider: embed.provider, url: embed.url, isPrimary: true
      )
    case .callToAction(var call):
      call.label = nil
      call.title = call.title ?? article.title
      call.isPrimary = true
      return call
    default: return nil
    }
  }

  private mutating func propose() {
    let paragraphs = blocks.compactMap { block -> CopyParagraph? in
      if case .paragraph(let parts) = block { CopyParagraph(text: parts.plainText, line: 1) } else { nil }
    }
    for (call, _) in ProposedCalls(lexicon: lexicon, language: lexicon.language(article.language)).calls(
      in: paragraphs)
    {
      let isKnown = article.callsToAction.contains {
        $0.provider == call.provider && ($0.title == call.title || call.title == nil)
      }
      guard !isKnown else { continue }
      var call = call
      if call.url == nil, let url = link(for: call) {
        call.url = url
        call.isProposed = false
        call.confidence = nil
      }
      article.callsToAction.append(call)
      if call.url == nil { proposals.append(call) }
    }
  }

  /// The link to the provider in the sentence that a call to action was found in.
  private func link(for call: CallToAction) -> LinkURL? {
    guard let provider = call.provider, let evidence = call.evidence else { return nil }
    for block in blocks {
      guard case .paragraph(let parts) = block, parts.plainText.contains(evidence) else { continue }
      return parts.links.first { lexicon.providers.provider(for: $0)?.id == provider }
    }
    return nil
  }

  func findings(at place: Place) -> [Finding] {
    var findings = proposals.map { call in
      let label = lexicon.label(of: call, in: lexicon.language(article.language))
      return Finding("call-to-action-url", .warning, missingURL(of: label), at: place, help: [missingURLHelp])
    }
    let missing = article.pictures.count(where: \.alt.isEmpty)
    if missing > 0 {
      findings.append(Finding("image-alt", .warning, .noAlt(missing), at: place, help: [.noAltHelp]))
    }
    if article.byline.isEmpty {
      findings.append(Finding("no-byline", .note, .noByline, at: place, help: [.noBylineHelp]))
    }
    if article.published == nil {
      findings.append(Finding("no-date", .note, .noDate, at: place, help: [.noDateHelp]))
    }
    return findings
  }
}

extension String {
  fileprivate static func noAlt(_ count: Int) -> String {
    count == 1 ? "an image has no alternative text" : "\(count) images have no alternative text"
  }
  fileprivate static let noAltHelp = "say what they show between '![' and ']', and under 'image: alt:'"
  fileprivate static let noByline = "nobody is named as the author"
  fileprivate static let noBylineHelp = "add 'byline: [NAME]' to the front matter"
  fileprivate static let noDate = "no date of publication was found"
  fileprivate static let noDateHelp = "add 'published: YYYY-MM-DD' to the front matter"
}
