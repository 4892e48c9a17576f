public import Diagnostics
public import Editorial

/// Several articles from one place: a feed, an export of a site, a folder of posts.
public struct ArticleCollection: Hashable, Sendable {
  /// One of them.
  public struct Entry: Hashable, Sendable {
    /// What tells it from all others of its collection, also next week.
    public var id: String
    /// The article.
    public var article: Article
    /// What was found on the way: no errors among it.
    public var findings: [Finding]

    /// Makes an entry.
    public init(id: String, article: Article, findings: [Finding] = []) {
      self.id = id
      self.article = article.withoutMergeFields
      self.findings = findings
    }
  }

  /// What it is: `feed`, `wordpress`.
  public var kind: String
  /// What it calls itself.
  public var title: String?
  /// The entries, in the order of the source.
  public var entries: [Entry]
  /// What was found in the whole of it, and what was passed over.
  public var findings: [Finding]

  /// Collects entries.
  public init(kind: String, title: String? = nil, entries: [Entry] = [], findings: [Finding] = []) {
    self.kind = kind
    self.title = title
    self.entries = entries
    self.findings = findings
  }
}

/// A form in which several articles arrive in one document.
///
/// To add one, put its file into the folder `Collections` and its type into
/// `articleCollectionCatalog`.
public protocol ArticleCollectionSource: SendableMetatype {
  /// What it is called: `feed`.
  static var name: String { get }

  /// Whether a document has this form.
  static func recognises(_ document: SourceDocument) -> Bool

  /// Reads the articles; throws when nothing can be read.
  static func collection(
    from document: SourceDocument, lexicon: Lexicon
  ) throws(UnusableContent) -> ArticleCollection
}

/// The sources of several articles, the most particular first.
public let articleCollectionCatalog: [any ArticleCollectionSource.Type] = [
  WordPressExport.self,
  XMLFeed.self,
  JSONFeed.self,
  GhostExport.self,
  ButtondownExport.self,
]

/// Reads the articles of a feed or an export; nil for a document that is neither.
public func importedCollection(
  from document: SourceDocument, lexicon: Lexicon
) throws(UnusableContent) -> ArticleCollection? {
  guard let source = articleCollectionCatalog.first(where: { $0.recognises(document) }) else { return nil }
  let place = Place(file: document.file)
  guard document.bytes.count <= SourceDocument.sizeLimit else {
    throw UnusableContent(document.file, findings: [Finding("feed-size", .tooLong, at: place)])
  }
  let collection = try source.collection(from: document, lexicon: lexicon)
  guard !collection.entries.isEmpty || collection.findings.contains(where: { $0.severity != .error }) else {
    throw UnusableContent(
      document.file, findings: collection.findings + [Finding("no-entries", .noEntries, at: place)])
  }
  return collection
}

extension SourceDocument {
  /// The beginning in lower case, as far as it is ASCII, without blanks in front.
  var beginning: Substring {
    // Octets of UTF-16 text have a NUL beside each.
    let octets = bytes.prefix(4096).filter { $0 != 0 }.map { $0 < 0x80 ? $0 : 0x20 }
    return String(decoding: octets, as: UTF8.self).lowercased().drop { $0.isWhitespace }
  }
}

extension String {
  /// What is said of posts that nobody has published.
  static func drafts(_ count: Int) -> String {
    count == 1 ? "a draft is passed over" : "\(count) drafts are passed over"
  }
  fileprivate static let tooLong = "it is longer than 50 MB"
  fileprivate static let noEntries = "there is no article in it"
}
