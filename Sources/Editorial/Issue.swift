/// One numbered mailing made of one or more articles.
public struct Issue: Hashable, Sendable {
  /// The number, from 1.
  public var number: Int
  /// The name in folders and addresses: `white-helmets`.
  public var slug: Slug
  /// The subject line.
  public var subject: String
  /// What an inbox shows after the subject.
  public var preheader: String
  /// The name of its template.
  public var template: String
  /// The articles, the first of them the leading one.
  public var articles: [Article]
  /// Whether a program makes it from a feed, and nobody sees it before it goes out.
  public var isAutomatic: Bool

  /// Makes an issue; texts are cleaned and put on one line.
  public init(
    number: Int, slug: Slug, subject: String, preheader: String, template: String, articles: [Article],
    isAutomatic: Bool = false
  ) {
    self.number = number
    self.slug = slug
    self.subject = subject.cleanedLine
    self.preheader = preheader.cleanedLine
    self.template = template
    self.articles = articles
    self.isAutomatic = isAutomatic
  }

  /// The name of its folder: `012-white-helmets`.
  public var folderName: String { Self.folderName(number: number, slug: slug.text) }

  /// The name of an issue's folder: three digits at least, then the slug.
  public static func folderName(number: Int, slug: String) -> String {
    let digits = String(max(0, number))
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits + "-" + slug
  }
}
