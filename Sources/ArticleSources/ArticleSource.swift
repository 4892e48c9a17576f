public import Diagnostics
public import Editorial

/// A form in which articles arrive: bytes in, an article out.
///
/// To add one, put its file into the folder `Sources` and its type into
/// `articleSourceCatalog`.
public protocol ArticleSource: SendableMetatype {
  /// What it is called in messages: `markdown`.
  static var name: String { get }

  /// Whether the bytes look like this form; the first source of the catalogue that says so reads them.
  static func recognises(_ bytes: [UInt8], file: String) -> Bool

  /// Reads an article; throws when one of the findings is an error.
  static func article(
    from bytes: [UInt8], file: String, lexicon: Lexicon
  ) throws(UnusableContent) -> ImportedArticle
}

/// An article, and what is to be said about the text it came from.
public struct ImportedArticle: Hashable, Sendable {
  /// The article.
  public var article: Article
  /// What was found on the way: no errors among it.
  public var findings: [Finding]

  /// Pairs an article with findings.
  public init(article: Article, findings: [Finding] = []) {
    self.article = article
    self.findings = findings
  }

  /// Throws what was found when an error is among it.
  init(_ article: Article?, _ findings: [Finding], file: String) throws(UnusableContent) {
    guard let article, !findings.contains(where: { $0.severity == .error }) else {
      throw UnusableContent(file, findings: findings)
    }
    self.init(article: article, findings: findings)
  }
}
