import Composition
import Editorial
import Foundation
import InternetMessage
import Templating

typealias Issue = Editorial.Issue

/// The project's own template, theme and providers, and articles to compose.
enum Sample {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func template(changing file: String? = nil, _ change: (String) -> String = { $0 }) throws -> Template
  {
    try template(named: "story", changing: file, change)
  }

  /// A template of the project, with one of its files or of those that templates share changed.
  static func template(
    named name: String, changing file: String? = nil, _ change: (String) -> String = { $0 }
  ) throws -> Template {
    func files(in folder: String) throws -> [String: String] {
      let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      return Dictionary(
        uniqueKeysWithValues: try names.map { name in
          let source = try text("\(folder)/\(name)")
          return (name, name == file ? change(source) : source)
        })
    }
    return try Template(
      name: name, folder: "templates/\(name)", files: try files(in: "templates/\(name)"),
      shared: Template.Files(folder: "templates/shared", texts: try files(in: "templates/shared")))
  }

  static func theme(adding yaml: String = "") throws -> Theme {
    try Theme(yaml: text("config/theme.yaml") + yaml, file: "theme.yaml")
  }

  static func lexicon() throws -> Lexicon {
    Lexicon(
      providers: try ProviderCatalog(yaml: text("config/providers.yaml"), file: "providers.yaml"),
      languages: try ["en", "de", "fr", "es", "ar"].map {
        try Language(tag: $0, yaml: text("config/languages/\($0).yaml"), file: "\($0).yaml")
      }, standard: "en")
  }

  static func publication(browser: Bool = true) throws -> Publication {
    Publication(
      name: "The Lantern", from: try Mailbox("The Lantern <letters@example.org>"),
      replyTo: try Mailbox("editors@example.org"), postalAddress: "12 Harbour Street, Springfield",
      homePage: "https://example.org/", language: "en", reason: "You signed up at example.org.",
      hasBrowserLink: browser)
  }

  static func composer(_ template: Template? = nil, theme: Theme? = nil) throws -> IssueComposer {
    try IssueComposer(
      template: try template ?? Self.template(),
      theme: theme ?? self.theme(), publication: publication(), lexicon: lexicon())
  }

  static func compose(_ article: Article, subject: String = "", template: Template? = nil) throws
    -> ComposedIssue
  {
    try composer(template).compose(issue(article, subject: subject)).issue
  }

  static func issue(_ article: Article, subject: String = "") -> Issue {
    Issue(
      number: 12, slug: Slug(article.title), subject: subject, preheader: "", template: "story",
      articles: [article])
  }

  static func reader(_ name: String? = "Ada", fields: [String: String] = [:]) throws -> Reader {
    Reader(
      address: try EmailAddress("ada@example.org"), name: name, fields: fields,
      unsubscribeURL: "https://example.org/u?t=abc", browserURL: "https://example.org/letters/12")
  }

  static func field(_ name: String, _ fallback: String? = nil) throws -> Inline {
    guard let field = MergeField(name: name, fallback: fallback) else { throw NoField() }
    return .mergeField(field)
  }

  struct NoField: Error {}

  /// Every kind of block once.
  static func article() throws -> Article {
    let link = try LinkURL("https://example.org/a?b=c&d=e")
    var article = Article(
      title: "A bakery & its <lamp>", section: "City", byline: [.init("Ada Example"), .init("Bo Sample")])
    article.published = "2026-11-20"
    article.dek = "Somebody has to be up at four."
    article.image = Picture.Source("https://example.org/images/oven.jpg").map {
      Picture(
        src: $0, alt: "An oven with its door open", width: 1200, height: 630, caption: "The oven",
        credit: "A. Example")
    }
    article.callsToAction = [
      CallToAction(
        .watch, title: "Bread", provider: "netflix", url: try LinkURL("https://www.netflix.com/title/1"),
        isPrimary: true)
    ]
    article.related = [.init("The mill", url: try LinkURL("https://example.org/mill"), label: "Read more")]
    article.body = [
      .paragraph([
        .text("Hello "), try field("recipient.name", "friend"), .text(", this is "),
        .emphasis([.text("fresh")]), .text(" & "), .link([.text("warm")], url: link, title: nil), .text("."),
      ]),
      .heading(level: 2, [.text("At four")]),
      .quote([.paragraph([.text("The dough does not wait.")])], source: [.text("a baker")]),
      .list(ListBlock(items: [[.paragraph([.text("flour")])], [.paragraph([.text("water")])]])),
      .list(
        ListBlock(
          isOrdered: true, start: 3, items: [[.paragraph([.text("knead")])], [.paragraph([.text("wait")])]])),
      .code("oven --hot\n  --now", language: nil),
      .rule,
      .table(header: [[.text("Bread")], [.text("Price")]], rows: [[[.text("Rye")], [.text("3 €")]]]),
      .paragraph([.strong([.text("Come early")]), .lineBreak, .text("and bring a bag.")]),
    ]
    return article
  }
}
