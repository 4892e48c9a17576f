public import Diagnostics
public import Editorial

/// Press copy: plain text as a scraper leaves it.
///
/// Paragraphs come first, then the section, the title and `By NAME` as the last
/// lines. `Read More: TITLE` lines among the paragraphs are related pieces, and a
/// quotation that runs over paragraphs is one quote. What is not surely one of
/// these stays a paragraph: nothing is lost and nothing is made up.
public enum PressCopy: ArticleSource {
  /// `press-copy`.
  public static let name = "press-copy"

  /// Every text: this source comes last in the catalogue.
  public static func recognises(_ bytes: [UInt8], file: String) -> Bool { true }

  /// Reads the lines from the end for title and names, and the rest from the beginning.
  public static func article(
    from bytes: [UInt8], file: String, lexicon: Lexicon
  ) throws(UnusableContent) -> ImportedArticle {
    let decoded = DecodedText(bytes, file: file)
    guard let text = decoded.text else { throw UnusableContent(file, findings: decoded.findings) }
    var findings = decoded.findings
    let credits = CopyCredits(CopyLine.lines(of: text))
    let lines = credits.lines
    let colophon = Colophon(lines)
    findings += colophon.findings(file: file, lines: lines)
    let (all, related) = CopyParagraph.paragraphs(of: lines.prefix(colophon.bodyEnd))
    let copy = PullQuotes(all, file: file)
    findings += copy.findings
    var passages = QuotedPassages(copy.paragraphs, file: file)
    let body = passages.blocks()
    findings += passages.findings
    let quoted = passages.quotedParagraphs
    let sentences = copy.paragraphs.enumerated().filter { !quoted.contains($0.offset) }.map(\.element)
    let language = lexicon.likelyLanguage(of: copy.paragraphs.map(\.text).joined(separator: " "))
    let proposals = ProposedCalls(lexicon: lexicon, language: language ?? lexicon.standard).calls(
      in: sentences)
    findings += proposals.map { call, line in
      let label = lexicon.label(of: call, in: language ?? lexicon.standard)
      return Finding(
        "call-to-action-url", .warning, missingURL(of: label), at: Place(file: file, line: line),
        help: [missingURLHelp])
    }
    if body.isEmpty, colophon.title != nil {
      findings.append(Finding("no-body", .warning, .noBody, at: Place(file: file)))
    }
    let article = Article(
      title: colophon.title ?? "", section: colophon.section, byline: colophon.byline + credits.authors,
      published: copy.paragraphs.first.flatMap { Dateline($0.text, language: language?.tag)?.date },
      language: language == lexicon.standard ? nil : language?.tag,
      callsToAction: proposals.map(\.call), related: related.map { Article.RelatedLink($0) }, body: body)
    return try ImportedArticle(article.withoutMergeFields, findings, file: file)
  }
}

/// A line of press copy that is not blank, with its number in the file.
struct CopyLine {
  var text: Substring
  var number: Int
  /// Whether the line before it is blank.
  var beginsParagraph: Bool

  static func lines(of text: String) -> [CopyLine] {
    var lines: [CopyLine] = []
    var isAfterBlank = true
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let trimmed = line.trimmed
      if !trimmed.isEmpty {
        lines.append(CopyLine(text: trimmed, number: index + 1, beginsParagraph: isAfterBlank))
      }
      isAfterBlank = trimmed.isEmpty
    }
    return lines
  }
}

/// A paragraph of press copy, with the line it begins on.
struct CopyParagraph {
  var text: String
  var line: Int

  /// Joins the lines of each paragraph, and takes the `Read More: TITLE` lines out.
  static func paragraphs(of lines: some Sequence<CopyLine>) -> (
    paragraphs: [CopyParagraph], related: [String]
  ) {
    var paragraphs: [CopyParagraph] = []
    var related: [String] = []
    var parts: [Substring] = []
    var start = 0
    func flush() {
      if !parts.isEmpty { paragraphs.append(CopyParagraph(text: parts.joined(separator: " "), line: start)) }
      parts = []
    }
    for line in lines {
      if line.beginsParagraph { flush() }
      if let title = line.text.relatedTitle {
        flush()
        related.append(String(title))
        continue
      }
      if parts.isEmpty { start = line.number }
      parts.append(line.text)
    }
    flush()
    return (paragraphs, related)
  }
}

extension Substring {
  /// The text without white space at its ends, no-break spaces among it.
  var trimmed: Substring {
    let head = drop { $0.isWhitespace }
    return head[..<(head.lastIndex { !$0.isWhitespace }.map { head.index(after: $0) } ?? head.startIndex)]
  }

  fileprivate static let relatedMarkers: Set<String> = [
    "read more", "read also", "also read", "related", "see also", "lesen sie auch", "mehr dazu", "lire aussi",
    "à lire aussi",
    "lea también", "lee también", "leggi anche", "lees ook", "leia também",
  ]

  /// What follows `Read More:` and its like; nil for every other line.
  fileprivate var relatedTitle: Substring? {
    guard let colon = prefix(20).firstIndex(of: ":") else { return nil }
    let marker = self[..<colon].trimmed.lowercased()
    let title = self[index(after: colon)...].trimmed
    let isMarker = Self.relatedMarkers.contains(marker)
    return isMarker && !title.isEmpty ? title : nil
  }
}

extension String {
  fileprivate static let noBody = "there is no text beside the title"
}
