import ArticleSources
public import Diagnostics
import Editorial
public import Foundation

/// Reads an article from a file in one of the known forms, and writes it as Markdown.
public struct ImportArticle {
  /// An article as Markdown, and what an editor should know about it.
  public struct Imported: Sendable {
    /// The article with its front matter.
    public let markdown: String
    /// The name of a file for it.
    public let slug: String
    /// What an editor should know.
    public let findings: [Finding]
  }

  private let lexicon: Lexicon
  private let callToActionURL: String?

  /// Imports with the services and languages of the project that a folder lies in, or the built-in ones
  /// where there is none.
  public init(start: URL, callToActionURL: String?) throws {
    self.callToActionURL = callToActionURL
    let project = try? Project.find(from: start)
    lexicon = try LexiconFiles(project).lexicon(standard: nil)
  }

  /// Reads an article.
  ///
  /// - Throws: `UnusableContent` naming what is wrong and where.
  public func article(from bytes: [UInt8], file: String) throws -> Imported {
    let imported = try importedArticle(from: bytes, file: file, lexicon: lexicon)
    var article = imported.article
    var findings = imported.findings
    if let callToActionURL {
      article = try article.withCallToAction(at: callToActionURL, lexicon: lexicon)
      findings.removeAll { $0.id == Article.missingURLFindingID }
    }
    return Imported(markdown: ArticleMarkdown.text(for: article), slug: article.slug, findings: findings)
  }

  /// Writes an article as `SLUG.md` into a folder; an existing file stays unless it is to be replaced.
  ///
  /// - Throws: `FileExists`; `FileProblem`.
  public func save(_ imported: Imported, in folder: URL, replace: Bool) throws -> String {
    let file = folder.appending(path: imported.slug + ".md")
    if !replace, FileManager.default.fileExists(atPath: file.path) {
      throw FileExists(path: file.relativePath)
    }
    try Files.makeFolder(folder)
    try Files.write(Array(imported.markdown.utf8), to: file)
    return file.relativePath
  }
}

/// A file that would be overwritten.
public struct FileExists: ExplainedError, Hashable {
  /// The file.
  public let path: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .cannotCreate, "\(path.printable) exists already", try: ["--force replaces it"],
      notDone: "nothing was written")
  }
}
