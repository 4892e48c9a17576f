public import Diagnostics
public import Editorial
import Records

/// JSON with the keys of the front matter, and the Markdown under `body`.
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
    let markdown = record.string("body", required: true)
    if article.title.isEmpty { record.reportMissing("title") }
    let place = record.place(of: "body")
    var body = MarkdownBody(
      file: file, firstLine: place.line ?? 1, calls: CallReader(lexicon, article.language), isOneLine: true)
    article.body = body.blocks(from: (markdown ?? "").cleaned)
    return try ImportedArticle(article, decoded.findings + record.finish() + body.findings, file: file)
  }
}
