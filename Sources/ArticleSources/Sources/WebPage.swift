public import Diagnostics
public import Editorial
import Markup

/// A web page: its article without what stands around it.
public enum WebPage: ArticleSource {
  /// `web-page`.
  public static let name = "web-page"

  /// A file called `.html`, or a text that begins with a tag of HTML.
  public static func recognises(_ bytes: [UInt8], file: String) -> Bool {
    let lower = file.lowercased()
    if [".html", ".htm", ".xhtml"].contains(where: lower.hasSuffix) { return true }
    let beginning = String(decoding: bytes.prefix(1024).map { $0 < 0x80 ? $0 : 0x20 }, as: UTF8.self)
      .lowercased()
    let text = beginning.drop { $0.isWhitespace || $0 == "\0" }
    return ["<!doctype html", "<html", "<head", "<body", "<article"].contains { text.hasPrefix($0) }
      || text.hasPrefix("<!--") && text.contains("<html") || text.hasPrefix("<?xml") && text.contains("<html")
  }

  /// Reads a page of a file; its address is what it says itself.
  public static func article(
    from bytes: [UInt8], file: String, lexicon: Lexicon
  ) throws(UnusableContent) -> ImportedArticle {
    try article(from: SourceDocument(bytes: bytes, file: file), lexicon: lexicon)
  }

  /// Reads a page that came from an address.
  public static func article(
    from document: SourceDocument, lexicon: Lexicon
  ) throws(UnusableContent) -> ImportedArticle {
    let place = Place(file: document.file)
    guard document.bytes.count <= SourceDocument.sizeLimit else {
      throw UnusableContent(document.file, findings: [Finding("article-size", .tooLong, at: place)])
    }
    let text = PageText(document.bytes, declared: document.charset)
    let tree = MarkupTree(html: text.text, limits: .imported)
    let head = PageHead(tree, address: document.address)
    let page = PageArticle(
      tree, head: head, address: document.address, file: document.file, lexicon: lexicon)
    return try ImportedArticle(page.article.withoutMergeFields, page.findings, file: document.file)
  }
}

extension String {
  fileprivate static let tooLong = "the page is longer than 50 MB"
}
