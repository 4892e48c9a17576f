import ArticleSources
import Editorial
import Foundation

/// Reads any octets as Markdown, a page, a feed and press copy; what becomes an article is written as Markdown, and that
/// is read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = Array(UnsafeBufferPointer(start: start, count: count))
  for file in ["a.md", "a.html", "a.txt", "a.json"] {
    let imported = try? importedArticle(from: octets, file: file, lexicon: lexicon)
    if let imported { writeAndRead(imported.article) }
  }
  let document = SourceDocument(bytes: octets, file: "feed")
  for entry in ((try? importedCollection(from: document, lexicon: lexicon))?.entries ?? []).prefix(3) {
    writeAndRead(entry.article)
  }
  return 0
}

private func writeAndRead(_ article: Article) {
  let text = ArticleMarkdown.text(for: article)
  let again = try? importedArticle(from: Array(text.utf8), file: "again.md", lexicon: lexicon)
  precondition(again?.article.title == article.title, "what was written is read as something else:\n\(text)")
}

private let lexicon: Lexicon = {
  let config = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "config")
  func text(_ path: String) throws -> String {
    try String(contentsOf: config.appending(path: path), encoding: .utf8)
  }
  do {
    return Lexicon(
      providers: try ProviderCatalog(yaml: text("providers.yaml"), file: "providers.yaml"),
      languages: try ["en", "de", "fr", "es", "ar"].map {
        try Language(tag: $0, yaml: text("languages/\($0).yaml"), file: "\($0).yaml")
      }, standard: "en")
  } catch { preconditionFailure("config is read: \(error)") }
}()
