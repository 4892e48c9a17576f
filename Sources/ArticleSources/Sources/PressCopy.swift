public import Diagnostics
public import Editorial

/// Plain text.
public enum PressCopy: ArticleSource {
  /// `press-copy`.
  public static let name = "press-copy"
  /// Everything.
  public static func recognises(_ bytes: [UInt8], file: String) -> Bool { true }
  /// Nothing yet.
  public static func article(
    from bytes: [UInt8], file: String, providers: ProviderCatalog
  ) throws(UnusableContent) -> ImportedArticle {
    throw UnusableContent(file, findings: [])
  }
}
