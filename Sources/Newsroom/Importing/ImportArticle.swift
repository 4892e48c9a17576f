import Archives
import ArticleSources
public import Diagnostics
import Editorial
public import Foundation

/// Reads articles from a file, a page, a feed, an export or a folder, and writes them as Markdown.
public struct ImportArticle {
  /// What was chosen.
  public struct Choice: Sendable {
    /// Where the call to action leads.
    public var callToActionURL: String?
    /// Whether the front matter says where each field was found.
    public var explains = false
    /// Of several articles, only those of this day (`YYYY-MM-DD`) or later.
    public var since: String?
    /// Of several articles, only so many, the newest.
    public var limit: Int?
    /// Of several articles, only those with this text in title, tags, section or byline.
    public var match: String?
    /// Of several articles, only those that were not taken before.
    public var onlyNew = false

    /// Chooses nothing.
    public init() {}
  }

  let lexicon: Lexicon
  private let choice: Choice
  private let memory: (any ImportMemory)?

  /// Imports with the services and languages of the project that a folder lies in, or the built-in ones
  /// where there is none; `memory` knows what was taken before.
  public init(start: URL, choice: Choice = Choice(), memory: (any ImportMemory)? = nil) throws {
    self.choice = choice
    self.memory = memory
    let project = try? Project.find(from: start)
    lexicon = try LexiconFiles(project).lexicon(standard: nil)
  }

  /// Reads the article or the articles of a document; `name` is what entries are remembered under, if not
  /// the document's address.
  ///
  /// - Throws: `UnusableContent` naming what is wrong and where.
  public func articles(from document: ImportDocument, rememberedAs name: String? = nil) throws -> ImportResult
  {
    if ZIPArchive.begins(document.bytes) {
      return try articles(
        of: ArchiveFiles.read(document), in: document.file, source: name ?? document.address ?? document.file)
    }
    let source = document.source
    if let collection = try importedCollection(from: source, lexicon: lexicon) {
      return try chosen(from: collection, source: name ?? document.address ?? document.file)
    }
    let imported =
      WebPage.recognises(source.bytes, file: source.file) || source.mediaType?.contains("html") ?? false
      ? try WebPage.article(from: source, lexicon: lexicon)
      : try importedArticle(from: source.bytes, file: source.file, lexicon: lexicon)
    return ImportResult(
      kind: "article", articles: [try self.imported(imported.article, imported.findings, id: "")],
      isCollection: false)
  }

  /// Reads the posts of a folder.
  public func articles(inFolder folder: URL) throws -> ImportResult {
    try articles(
      of: FolderFiles.read(folder, extensions: SiteFolder.extensions), in: Files.shownPath(folder),
      source: folder.standardizedFileURL.path)
  }

  private func articles(of files: [FolderFile], in shown: String, source: String) throws -> ImportResult {
    let collection = SiteFolder.collection(from: files, lexicon: lexicon)
    guard !collection.entries.isEmpty else { throw NoPosts(path: shown, findings: collection.findings) }
    return try chosen(from: collection, source: source)
  }

  private func chosen(from collection: ArticleCollection, source: String) throws -> ImportResult {
    let known = choice.onlyNew ? try memory?.knownEntries(of: source) ?? [] : []
    var entries = collection.entries.filter { !known.contains($0.id) && matches($0.article) }
    // Feeds have the newest first; where all have dates, these say it.
    if entries.allSatisfy({ $0.article.published != nil }) {
      entries = entries.enumerated().sorted { a, b in
        let (x, y) = (a.element.article.published ?? "", b.element.article.published ?? "")
        return x == y ? a.offset < b.offset : x > y
      }.map(\.element)
    }
    if let limit = choice.limit { entries = Array(entries.prefix(limit)) }
    var slugs: Set<String> = []
    var articles: [Imported] = []
    for entry in entries {
      var imported = try imported(entry.article, entry.findings, id: entry.id)
      imported.slug = Self.free(imported.slug, among: &slugs)
      articles.append(imported)
    }
    return ImportResult(
      kind: collection.kind, title: collection.title, source: source, articles: articles,
      findings: collection.findings,
      knownCount: collection.entries.count { known.contains($0.id) }, isCollection: true)
  }

  private static func free(_ slug: String, among taken: inout Set<String>) -> String {
    var name = slug
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(slug)-\(number)"
      number += 1
    }
    return name
  }

  private func matches(_ article: Article) -> Bool {
    if let since = choice.since {
      guard let published = article.published, String(published.prefix(10)) >= since else { return false }
    }
    guard let match = choice.match?.lowercased(), !match.isEmpty else { return true }
    let texts = [article.title, article.section ?? ""] + article.tags + article.byline.map(\.name)
    return texts.contains { $0.lowercased().contains(match) }
  }

  private func imported(_ read: Article, _ found: [Finding], id: String) throws -> Imported {
    var (article, findings) = (read, found)
    if !choice.explains { article.origins = [] }
    if let url = choice.callToActionURL {
      article = try article.withCallToAction(at: url, lexicon: lexicon)
      findings.removeAll { $0.id == Article.missingURLFindingID }
    }
    return Imported(article: article, id: id, slug: article.slug, findings: findings)
  }

  /// Remembers that articles of a collection were taken.
  public func remember(_ articles: [Imported], of result: ImportResult) throws {
    guard result.isCollection, let memory else { return }
    try memory.remember(entries: articles.map(\.id), of: result.source)
  }
}

/// What knows which entries of feeds were taken before: the ledger does.
public protocol ImportMemory {
  /// The identifiers of the entries of a source that were taken.
  func knownEntries(of source: String) throws -> Set<String>
  /// Remembers entries of a source.
  func remember(entries: [String], of source: String) throws
}

/// A file that would be overwritten.
public struct FileExists: ExplainedError, Hashable {
  /// The file.
  public let path: String
  /// What to type instead.
  var suggestion = "--force replaces it"

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .cannotCreate, "\(path.printable) exists already", try: [suggestion],
      notDone: "nothing was written")
  }
}

/// A folder without a post.
public struct NoPosts: ExplainedError, Hashable {
  /// The folder.
  public let path: String
  /// What was found in it instead.
  public let findings: [Finding]

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .notFound, "there is no article in \(path.printable)",
      evidence: ["posts are Markdown or HTML with front matter; exports are JSON, XML or posts.csv"],
      findings: findings,
      notDone: "nothing was written")
  }
}
