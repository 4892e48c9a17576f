import Diagnostics
import Editorial
import Testing

@testable import Templating

@Suite struct MustacheTextTests {
  static let shape = ViewShape.record([
    "title": .text,
    "body": .html,
    "isFirst": .flag,
    "issue": .record(["number": .text]),
    "article": .record([
      "title": .text, "section": .text, "image": .record(["src": .text, "alt": .text]),
      "items": .list(["label": .text, "image": .record(["src": .text])]),
    ]),
  ])

  static func values(image: ViewValue = .record(nil), section: String? = nil) -> [String: ViewValue] {
    [
      "title": .text("Tom & <Jerry>"), "body": .html("<p>x</p>"), "isFirst": .flag(true),
      "issue": .record(["number": .text("12")]),
      "article": .record([
        "title": .text("Inner"), "section": .text(section), "image": image,
        "items": .list([
          ["label": .text("one"), "image": .record(nil)],
          ["label": .text("two"), "image": .record(["src": .text("two.png")])],
        ]),
      ]),
    ]
  }

  func findings(_ source: String, partials: [String: String] = [:]) -> [Finding] {
    let texts = partials.mapValues { MustacheText(source: $0, file: "partial", escaping: .html) }
    return MustacheText(source: source, file: "body.mjml", escaping: .html).findings(
      shape: Self.shape, partials: texts)
  }

  func rendered(
    _ source: String, _ values: [String: ViewValue] = values(), escaping: MustacheText.Escaping = .html,
    partials: [String: String] = [:]
  ) throws -> String {
    let texts = partials.mapValues { MustacheText(source: $0, file: "partial", escaping: escaping) }
    let text = MustacheText(source: source, file: "body.mjml", escaping: escaping)
    #expect(text.findings(shape: Self.shape, partials: texts) == [])
    return try text.render(values, partials: texts) { "TOKEN(\($0.name),\($0.fallback ?? "-"))" }
  }

  @Test func `values are escaped for HTML, and HTML is not`() throws {
    #expect(try rendered("{{title}}{{{body}}}") == "Tom &amp; &lt;Jerry&gt;<p>x</p>")
    #expect(try rendered("{{title}}", escaping: .none) == "Tom & <Jerry>")
  }

  @Test func `what is not there shows nothing and is false`() throws {
    #expect(
      try rendered(
        "{{#article}}[{{section}}]{{#section}}yes{{/section}}{{^section}}no{{/section}}{{/article}}")
        == "[]no")
    #expect(
      try rendered(
        "{{#article}}{{#section}}<{{section}}>{{/section}}{{/article}}", Self.values(section: "Film"))
        == "<Film>")
  }

  @Test func `a name missing in a list's item is not looked up around it`() throws {
    let outer = Self.values(image: .record(["src": .text("outer.png"), "alt": .text("")]))
    let source = "{{#article}}{{#items}}{{label}}:{{#image}}{{src}}{{/image}};{{/items}}{{/article}}"
    #expect(try rendered(source, outer) == "one:;two:two.png;")
  }

  @Test func `merge fields become tokens with their fallback`() throws {
    #expect(
      try rendered("Hello {{ recipient.name | friend }}, {{links.unsubscribe}}")
        == "Hello TOKEN(recipient.name,friend), TOKEN(links.unsubscribe,-)")
  }

  @Test func `another file of the template is included in the scope it stands in`() throws {
    #expect(try rendered("{{#article}}{{>part}}{{/article}}", partials: ["part": "<{{title}}>"]) == "<Inner>")
  }

  @Test(arguments: [
    (
      "{{titel}}", "body.mjml:1:1: error: there is nothing named 'titel' here [unknown-name]",
      "did you mean 'title'?"
    ),
    (
      "a\n  {{#article}}{{imag}}{{/article}}",
      "body.mjml:2:15: error: there is nothing named 'imag' here [unknown-name]", "did you mean 'image'?"
    ),
    ("{{body}}", "body.mjml:1:1: error: 'body' is HTML [html-value]", "write {{{body}}}"),
    (
      "{{{title}}}", "body.mjml:1:1: error: 'title' is plain text and has to be escaped [not-html]",
      "write {{title}}"
    ),
    (
      "{{article}}", "body.mjml:1:1: error: 'article' is a section, not a text [not-a-value]",
      "write {{#article}} … {{/article}}"
    ),
    (
      "{{#article}}x", "body.mjml:1:1: error: the section 'article' never ends [unclosed-section]",
      "close it with {{/article}}"
    ),
    (
      "{{#article}}{{/issue}}",
      "body.mjml:1:13: error: 'issue' is closed, but the section that is open is 'article' [wrong-close]",
      "write {{/article}}"
    ),
    ("{{/article}}", "body.mjml:1:1: error: no section 'article' is open here [stray-close]", nil),
    (
      "{{>fotter}}", "body.mjml:1:1: error: the template has no file for 'fotter' [unknown-partial]",
      "did you mean 'footer'?"
    ),
    (
      "{{=<% %>=}}",
      "body.mjml:1:1: error: tags that begin with '=' cannot be used in templates [unsupported-tag]", nil
    ),
    (
      "{{title|none}}",
      "body.mjml:1:1: error: only recipient.… can have a fallback, 'title' cannot [fallback-outside-merge-field]",
      nil
    ),
    (
      "{{links.unsubscrib}}",
      "body.mjml:1:1: error: there is nothing named 'links.unsubscrib' here [unknown-name]",
      "did you mean 'links.unsubscribe'?"
    ),
    ("{{title", "body.mjml:1:1: error: this tag never ends [unclosed-tag]", "close it with }}"),
  ])
  func `a wrong tag is reported where it stands`(source: String, words: String, help: String?) throws {
    let findings = findings(source, partials: ["footer": ""])
    let first = try #require(findings.first)
    #expect(first.text.split(separator: "\n").first.map(String.init) == words)
    #expect(first.help.first == help)
  }

  @Test func `a file that includes itself is an error, not the end`() {
    #expect(findings("{{>a}}", partials: ["a": "{{>a}}"]).map(\.id) == ["endless-partial"])
  }

  @Test func `a shape knows the values that fit it`() {
    #expect(Self.shape.fits(.record(Self.values())))
    var values = Self.values()
    values["title"] = nil
    #expect(!Self.shape.fits(.record(values)))
    values["title"] = .flag(true)
    #expect(!Self.shape.fits(.record(values)))
  }

  @Test func `a tag that never ends is found in a partial too, once`() {
    let findings = findings("{{>part}}{{>part}}", partials: ["part": "{{#article}}{{title"])
    #expect(
      findings.map(\.message) == [
        "this tag never ends", "the section 'article' never ends", "the section 'article' never ends",
      ])
  }

  @Test func `the names that are used are known from outside of all sections`() {
    var check = TagCheck(root: Self.shape, partials: [:])
    check.walk(
      MustacheText(
        source:
          "{{#article}}{{title}}{{#items}}{{label}}{{/items}}{{title}}{{/article}} {{recipient.name|x}}",
        file: "b", escaping: .html), depth: 0)
    #expect(
      check.uses.map(\.name) == [
        "article", "article.title", "article.items", "article.items[].label", "recipient.name",
      ])
    #expect(check.uses.map(\.place.column) == [1, 13, 22, 32, 73])
  }
}
