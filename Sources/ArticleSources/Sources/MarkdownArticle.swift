public import Diagnostics
public import Editorial
import Records

/// Markdown with YAML front matter: the native form of an article.
public enum MarkdownArticle: ArticleSource {
  /// `markdown`.
  public static let name = "markdown"

  /// A file called `.md` or `.markdown`, or a text whose first line is `---`.
  public static func recognises(_ bytes: [UInt8], file: String) -> Bool {
    let lower = file.lowercased()
    if lower.hasSuffix(".md") || lower.hasSuffix(".markdown") { return true }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
    return line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Reads the front matter and then the body.
  ///
  /// Without a title in the front matter, a heading of the first level that begins
  /// the body is the title.
  public static func article(
    from bytes: [UInt8], file: String, lexicon: Lexicon
  ) throws(UnusableContent) -> ImportedArticle {
    let decoded = DecodedText(bytes, file: file)
    guard let text = decoded.text else { throw UnusableContent(file, findings: decoded.findings) }
    let parts = FrontMatter(text)
    guard parts.isClosed else {
      let place = Place(file: file, line: 1, column: 1)
      let finding = Finding("front-matter", .error, .open, at: place, sourceLine: "---", help: [.close])
      throw UnusableContent(file, findings: decoded.findings + [finding])
    }
    let record = Record(yaml: parts.yaml, file: file, lineOffset: parts.bodyLine == 1 ? 0 : 1)
    var article = ArticleFields(record: record, lexicon: lexicon).article()
    var body = MarkdownBody(
      file: file, firstLine: parts.bodyLine, calls: CallReader(lexicon, article.language))
    article.body = body.blocks(from: parts.body)
    if article.title.isEmpty, case .heading(level: 1, let title) = article.body.first {
      article.title = title.labelText.cleanedLine
      article.body.removeFirst()
    }
    if article.title.isEmpty {
      record.reportMissing("title", help: ["write 'title: …' between two lines '---'"])
    }
    return try ImportedArticle(article, decoded.findings + record.finish() + body.findings, file: file)
  }
}

/// A text cut into front matter and body.
struct FrontMatter {
  private(set) var yaml = ""
  private(set) var body: String
  /// The line of the file on which the body begins.
  private(set) var bodyLine = 1
  /// Whether a second `---` was found after the first.
  private(set) var isClosed = true

  init(_ text: String) {
    body = text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func isFence(_ line: Substring) -> Bool {
      line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
    }
    guard let first = lines.first, isFence(first) else { return }
    guard let end = lines.indices.dropFirst().first(where: { isFence(lines[$0]) }) else {
      isClosed = false
      return
    }
    yaml = lines[1..<end].joined(separator: "\n")
    body = lines[(end + 1)...].joined(separator: "\n")
    bodyLine = end + 2
  }
}

extension String {
  fileprivate static let open = "the front matter is not closed"
  fileprivate static let close = "write a line '---' after it"
}
