import ArticleSources
public import Diagnostics
import Editorial

/// An article that was read, and what an editor should know about it.
public struct Imported: Sendable {
  var article: Article
  /// What tells it from others of its source.
  public let id: String
  /// The name of a file for it.
  public internal(set) var slug: String
  /// What an editor should know.
  public internal(set) var findings: [Finding]

  /// The article with its front matter.
  public var markdown: String { ArticleMarkdown.text(for: article) }
  /// Its title.
  public var title: String { article.title }
  /// When it was published.
  public var published: String? { article.published }
  /// Its address.
  public var url: String? { article.url?.text }
  /// The language of its text.
  public var language: String? { article.language }
  /// Who wrote it.
  public var byline: [String] { article.byline.map(\.name) }
  /// The part of the publication it belongs to.
  public var section: String? { article.section }
  /// The address or path of its leading image.
  public var image: String? { article.image?.src.text }
  /// Where its fields were found, where that was asked for.
  public var origins: [(field: String, origin: String)] { article.origins.map { ($0.field, $0.origin) } }
}

/// What an import gave.
public struct ImportResult: Sendable {
  /// `article`, or what kind of collection it was.
  public let kind: String
  /// What a collection calls itself.
  public var title: String?
  /// What a collection is remembered by.
  public var source = ""
  /// The articles.
  public var articles: [Imported]
  /// What is to be said of the whole.
  public var findings: [Finding] = []
  /// How many were passed over because they were taken before.
  public var knownCount = 0
  /// Whether the source could have held several.
  public let isCollection: Bool
}

/// A document to import: octets and what is known about them.
public struct ImportDocument: Sendable {
  /// The octets.
  public var bytes: [UInt8]
  /// What messages call it: a file's name, `-` or an address.
  public var file: String
  /// Where it was found on the web, after redirects.
  public var address: String?
  /// The charset that the server named.
  public var charset: String?
  /// The media type that the server named.
  public var mediaType: String?

  /// Collects what is known.
  public init(
    bytes: [UInt8], file: String, address: String? = nil, charset: String? = nil, mediaType: String? = nil
  ) {
    self.bytes = bytes
    self.file = file
    self.address = address
    self.charset = charset
    self.mediaType = mediaType
  }

  var source: SourceDocument {
    SourceDocument(
      bytes: bytes, file: file, address: address.flatMap { try? LinkURL($0) }, charset: charset,
      mediaType: mediaType)
  }
}

/// Fetches a document from the web: an edge does it.
public typealias Fetch = (_ address: String) throws -> ImportDocument
