public import Diagnostics
public import Editorial
import Records

/// JSON with the keys of the front matter, and under `body` Markdown, or HTML that is sanitised.
public enum JSONArticle: ArticleSource {
  /// `json`.
  public static let name = "json"

  /// A file called `.json`, or a text that begins with `{`.
  public static func recognises(_ bytes: [UInt8], file: String) -> Bool {
    if file.lowercased().hasSuffix(".json") { return true }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return text.first { $0 > 0x20 } == UInt8(ascii: "{") && !file.lowercased().hasSuffix(".md")
  }

  /// Reads the keys and then the body; places in the body count its own lines after the key's.
  public static func article(
    from bytes: [UInt8], file: String, lexicon: Lexicon
  ) throws(UnusableContent) -> ImportedArticle {
    let decoded = DecodedText(bytes, file: file)
    guard let text = decoded.text else { throw UnusableContent(file, findings: decoded.findings) }
    let record = Record(json: text, file: file)
    var article = ArticleFields(record: record, lexicon: lexicon).article()
    let written = (record.string("body", required: true) ?? "").cleaned
    if article.title.isEmpty { record.reportMissing("title") }
    let place = record.place(of: "body")
    if isHTML(written) {
      let html = SanitisedHTML(
        written, at: place, base: article.url, lexicon: lexicon, language: article.language)
      article.body = html.blocks
      return try ImportedArticle(article, decoded.findings + record.finish() + html.findings, file: file)
    }
    var body = MarkdownBody(
      file: file, firstLine: place.line ?? 1, calls: CallReader(lexicon, article.language), isOneLine: true)
    article.body = body.blocks(from: written)
    return try ImportedArticle(article, decoded.findings + record.finish() + body.findings, file: file)
  }

  /// Whether a body is HTML as content systems export it: it begins with the tag of a block.
  private static func isHTML(_ body: String) -> Bool {
    let start = body.drop { $0.isWhitespace }.prefix(12).lowercased()
    return ["p", "h1", "h2", "h3", "div", "figure", "blockquote", "ul", "ol", "img", "article", "section"]
      .contains { start.hasPrefix("<\($0)>") || start.hasPrefix("<\($0) ") }
  }
}
