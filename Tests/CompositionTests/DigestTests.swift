import Composition
import Diagnostics
import Editorial
import Templating
import Testing

/// Issues of several articles.
@Suite struct DigestTests {
  /// A digest of the fewest tags.
  static func template(kind: String = "digest") throws -> Template {
    try Template(
      name: "short", folder: "templates/short",
      files: [
        "template.yaml": "name: short\ndescription: Few words.\nkind: \(kind)\nformat: html\n",
        "body.html": """
        <h1>{{article.title}}</h1>{{#others}}<h2>{{title}}</h2><p>{{summary}}</p>\
        {{#primaryCallToAction}}<a href="{{url}}">{{label}}</a>{{/primaryCallToAction}}{{/others}}\
        <a href="{{links.unsubscribe}}">Unsubscribe</a>
        """,
        "body.txt": """
        {{article.titleLines}}
        {{#others}}

        {{subtitleLines}}
        {{summary}}
        {{#url}}
        {{url}}
        {{/url}}
        {{/others}}

        {{links.unsubscribe}}

        """,
      ])
  }

  static func articles(_ count: Int) throws -> [Article] {
    try (1...count).map { number in
      Article(
        title: "Story \(number)", url: try LinkURL("https://example.org/\(number)"),
        dek: number == 2 ? nil : "What story \(number) says, in a sentence of some length.",
        body: [.paragraph([.text("The first words of story \(number).")])])
    }
  }

  private func issue(_ articles: [Article]) -> Issue {
    Issue(number: 3, slug: Slug("story-1"), subject: "", preheader: "", template: "short", articles: articles)
  }

  @Test func `an item in another language says so, and which way its lines run`() throws {
    var articles = try Self.articles(3)
    articles[1].language = "ar"
    let html = try Sample.composer(Sample.template(named: "digest")).compose(issue(articles)).issue.html
    #expect(html.contains("<h2 lang=\"ar\" dir=\"rtl\""))
    #expect(html.ranges(of: "lang=\"ar\"").count == 2)
  }

  @Test func `the first article leads and the others follow in their order`() throws {
    let composer = try Sample.composer(Self.template())
    let composed = try composer.compose(issue(Self.articles(3))).issue
    #expect(composed.title == "Story 1")
    #expect(composed.subject == "Story 1")
    #expect(composed.html.contains("<h1>Story 1</h1><h2>Story 2</h2><p>The first words of story 2.</p>"))
    #expect(
      composed.text.hasPrefix(
        """
        Story 1
        =======

        Story 2
        -------
        The first words of story 2.
        https://example.org/2

        Story 3
        -------
        What story 3 says, in a sentence of some length.
        https://example.org/3

        """))
  }

  @Test func `a summary is the first words that are the same for all readers`() throws {
    var articles = try Self.articles(3)
    let field = try #require(MergeField(name: "recipient.name", fallback: "friend"))
    articles[1].body = [
      .paragraph([.text("Dear "), .strong([.mergeField(field)]), .text(", here it is.")]),
      .paragraph([.text("The boat left at six.")]),
    ]
    let html = try Sample.composer(Self.template()).compose(issue(articles)).issue.html
    #expect(html.contains("<h2>Story 2</h2><p>The boat left at six.</p>"))
  }

  @Test func `a summary in which readers are named names each of them, also in the inbox`() throws {
    var articles = try Self.articles(3).map { article in
      var article = article
      article.dek = nil
      return article
    }
    let field = try #require(MergeField(name: "recipient.name", fallback: "friend"))
    for index in articles.indices {
      articles[index].body = [
        .paragraph([.text("Welcome aboard, "), .mergeField(field), .text(", to story \(index + 1).")])
      ]
    }
    let composed = try Sample.composer(Self.template()).compose(issue(articles)).issue
    let token = try #require(composed.tokens.fields.firstIndex(of: field)).description + "x"
    #expect(!composed.html.contains("friend"))
    #expect(!composed.preheader.contains("friend"), "\(composed.preheader)")
    #expect(
      composed.html.contains(
        "<p>Welcome aboard, \(composed.tokens.mark)recipientname\(token), to story 2.</p>"))
    #expect(composed.preheader.contains("Welcome aboard, \(composed.tokens.mark)recipientname\(token)"))
  }

  @Test func `braces that an author means as braces bring nothing into the inbox`() throws {
    var articles = try Self.articles(3)
    articles[0].dek = nil
    articles[0].body = [.paragraph([.text("Braces {{links.unsubscribe}} and {{recipient.email}} are text.")])]
    let composed = try Sample.composer(Self.template()).compose(issue(articles)).issue
    #expect(composed.preheader.contains("Braces {{links.unsubscribe}} and {{recipient.email}} are text"))
    #expect(!composed.tokens.fields.contains { $0.name == "recipient.email" })
  }

  @Test(arguments: [60, 116, 120, 126, 131])
  func `no field is cut in half where a text has no blanks`(length: Int) throws {
    var articles = try Self.articles(3)
    let field = try #require(MergeField(name: "recipient.name", fallback: "友"))
    for index in articles.indices {
      articles[index].dek = nil
      articles[index].title = "第\(index)"
      articles[index].body = [
        .paragraph([.text(String(repeating: "船", count: length)), .mergeField(field), .text("出港した。")])
      ]
    }
    let composed = try Sample.composer(Self.template()).compose(issue(articles)).issue
    let token =
      composed.tokens.mark + "recipientname\(try #require(composed.tokens.fields.firstIndex(of: field)))x"
    let rest = composed.preheader.replacing(token, with: "")
    #expect(!rest.contains("mf"), "\(composed.preheader)")
    #expect(rest.allSatisfy { !$0.isASCII || "0123456789 ".contains($0) }, "\(composed.preheader)")
  }

  @Test(arguments: [
    (1, "1 article is", "a template of the kind story takes one"), (2, "2 articles are", "give one more"),
    (14, "14 articles are", "leave out 1, or make two issues"),
  ])
  func `a digest of too few or too many articles is refused`(count: Int, words: String, help: String) throws {
    let error = #expect(throws: UnusableContent.self) {
      try Sample.composer(Self.template()).compose(issue(Self.articles(count)))
    }
    #expect(
      try #require(error).findings.map(\.text) == [
        """
        error: template short shows a lead story and 2 to 12 more, and \(words) given [article-count]
        help: \(help)
        """
      ])
  }

  @Test(arguments: [3, 13])
  func `a digest has 3 to 13 articles`(count: Int) throws {
    let html = try Sample.composer(Self.template()).compose(issue(Self.articles(count))).issue.html
    #expect(html.ranges(of: "<h2>").count == count - 1)
  }

  @Test(arguments: [2, 3])
  func `several articles do not fit into a story`(count: Int) throws {
    let error = #expect(throws: UnusableContent.self) {
      try Sample.composer(Self.template(kind: "story")).compose(issue(Self.articles(count)))
    }
    #expect(
      try #require(error).findings.map(\.text) == [
        """
        error: template short shows one article, and \(count) articles are given [article-count]
        help: a template of the kind digest takes several
        """
      ])
  }
}
