public import Diagnostics
public import Editorial

/// The article sources, the most particular first.
public let articleSourceCatalog: [any ArticleSource.Type] = [
  JSONArticle.self,
  MarkdownArticle.self,
  WebPage.self,
  PressCopy.self,
]

/// Reads an article in whatever form the bytes have.
///
/// `file` is the name the person gave, or `-`; its extension helps to tell the form.
public func importedArticle(
  from bytes: [UInt8], file: String, lexicon: Lexicon
) throws(UnusableContent) -> ImportedArticle {
  let source = articleSourceCatalog.first { $0.recognises(bytes, file: file) } ?? PressCopy.self
  return try source.article(from: bytes, file: file, lexicon: lexicon)
}
