import ArticleSources
import Composition
import Diagnostics
import Editorial
import Foundation
import InternetMessage
import Templating
import Testing

/// Merge fields in all that an author writes, not only in the text.
@Suite struct ArticleMergeFieldTests {
  private static let markdown = """
    ---
    title: For {{recipient.name|you}}
    section: "{{recipient.city|Town}} pages"
    dek: News from {{recipient.city|your town}}.
    image:
      src: https://example.org/images/oven.jpg
      alt: An oven in {{recipient.city|town}}
      width: 1200
      height: 630
      caption: Baked for {{recipient.name|you}}
    callsToAction:
      - action: vote
        label: Vote in {{recipient.city|your town}}
        url: https://example.org/vote?ward={{recipient.ward|0}}
        primary: true
    related:
      - title: What {{recipient.city|the town}} reads
        url: https://example.org/{{recipient.city|town}}/
    ---

    The [ballot]({{links.preferences}}) and [the map](<https://example.org/map?q={{recipient.city|New York}}&z=4>).

    **[Watch it, {{recipient.name|friend}}](https://www.netflix.com/title/1)**
    """

  private func parts(of reader: Reader) throws -> (html: String, text: String) {
    let article = try importedArticle(
      from: Array(Self.markdown.utf8), file: "a.md", lexicon: Sample.lexicon()
    ).article
    let message = try NewsletterMessage(
      issue: Sample.compose(article), publication: Sample.publication(), date: .distantPast)
    let parsed = ParsedMessage(
      try message.encoded(for: reader, id: MessageID(unique: "1.1", domain: DomainName("example.org"))))
    return (parsed.html?.text() ?? "", parsed.plainText?.text() ?? "")
  }

  private func reader(_ fields: [String: String]) throws -> Reader {
    Reader(
      address: try EmailAddress("ada@example.org"), name: fields["name"], fields: fields,
      unsubscribeURL: "https://example.org/u?t=abc", browserURL: "https://example.org/12",
      preferencesURL: "https://example.org/p?t=abc")
  }

  @Test func `section, caption, alt, labels and addresses are filled in for each reader`() throws {
    let (html, text) = try parts(of: reader(["name": "Ada", "city": "Łódź & co", "ward": "7"]))
    for part in [
      "Łódź &amp; co pages", "alt=\"An oven in Łódź &amp; co\"", "Baked for Ada", "Vote in Łódź &amp; co",
      "href=\"https://example.org/vote?ward=7\"", "What Łódź &amp; co reads",
      "href=\"https://example.org/%C5%81%C3%B3d%C5%BA%20%26%20co/\"", "href=\"https://example.org/p?t=abc\"",
      "href=\"https://example.org/map?q=%C5%81%C3%B3d%C5%BA%20%26%20co&amp;z=4\"", "Watch it, Ada",
    ] {
      #expect(html.contains(part), "\(part)")
    }
    for part in [
      "Łódź & co PAGES", "https://example.org/vote?ward=7", "https://example.org/p?t=abc",
      "Vote in Łódź & co",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!html.contains("{{") && !text.contains("{{"))
  }

  @Test func `fallbacks stand where a reader has no value`() throws {
    let (html, _) = try parts(of: reader([:]))
    for part in [
      "Town pages", "alt=\"An oven in town\"", "Baked for you", "ward=0\"", "q=New%20York&amp;z=4",
      "Watch it, friend",
    ] {
      #expect(html.contains(part), "\(part)")
    }
  }

  @Test(arguments: [
    "\"><script>alert(1)</script>", "a\r\nBcc: eve@example.org", "%0d%0aBcc: eve@example.org",
    "javascript:alert(1)", "\u{202E}gnp.exe", "👩‍🚒 {{recipient.email}}", String(repeating: "x", count: 10_000),
  ])
  func `a hostile value stays text wherever it stands`(value: String) throws {
    let (html, text) = try parts(of: reader(["name": value, "city": value, "ward": value]))
    #expect(!html.contains("<script") && !html.contains("href=\"javascript:"))
    #expect(!html.contains("ada@example.org") && !text.contains("ada@example.org"))
    #expect(html.ranges(of: "<h1").count == 1)
    #expect(!html.contains("\u{202E}") && !text.contains("\u{202E}"))
  }

  @Test func `a refused merge field is shown where the template has it`() throws {
    let template = try Sample.template(changing: "body.mjml") {
      $0.replacing("{{issue.language}}", with: "{{recipient.language|en}}")
        .replacing("{{>footer}}", with: "<mj-raw>{{recipient.language|en}}</mj-raw>{{>footer}}")
    }
    let error = #expect(throws: UnusableContent.self) {
      try Sample.compose(Sample.article(), template: template)
    }
    let finding = try #require(error?.findings.first)
    #expect(finding.place?.file == "templates/story/body.mjml")
    #expect(finding.place?.line == 1)
    #expect(finding.sourceLine?.contains("{{recipient.language|en}}") == true)
  }

  @Test func `a template says what it cannot be used without`() throws {
    let template = try Sample.template(changing: "template.yaml") { _ in
      "name: story\ndescription: One article.\nkind: story\nformat: mjml\nneeds: [article.title, article.image]\n"
    }
    #expect(template.needs.map(\.name) == ["article.title", "article.image"])
    var article = try Sample.article()
    _ = try Sample.compose(article, template: template)
    article.image = nil
    let error = #expect(throws: UnusableContent.self) { try Sample.compose(article, template: template) }
    let finding = try #require(error?.findings.first)
    #expect(finding.message == "template story needs article.image, and this issue has none")
    #expect(finding.place?.description == "templates/story/template.yaml:5:24")
    #expect(finding.help.first == "write 'image: …' in the article's front matter")
  }

  @Test func `a name that a template cannot need is refused, with the nearest one`() throws {
    let template = try Sample.template(changing: "template.yaml") {
      $0.replacing("article.title", with: "article.titel")
    }
    let error = #expect(throws: UnusableContent.self) { try Sample.composer(template) }
    #expect(error?.findings.first?.message == "there is nothing named 'article.titel' here")
    #expect(error?.findings.first?.help.first?.contains("article.title") == true)
  }
}
