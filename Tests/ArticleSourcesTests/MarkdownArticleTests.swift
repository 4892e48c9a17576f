import Diagnostics
import Editorial
import Testing

@testable import ArticleSources

struct MarkdownArticleTests {
  private func body(_ text: String) -> [Block] {
    read("---\ntitle: T\n---\n" + text).article?.body ?? []
  }

  @Test func `a bold link on its own is a call to action in its place`() throws {
    let url = try LinkURL("https://www.netflix.com/title/1")
    #expect(
      body("**[Watch on Netflix](https://www.netflix.com/title/1)**\n") == [
        .callToAction(CallToAction(.watch, provider: "netflix", url: url, label: "Watch on Netflix"))
      ])
    let podcast = try LinkURL("https://podcasts.apple.com/1")
    #expect(
      body("**[The new episode](https://podcasts.apple.com/1)**\n") == [
        .callToAction(
          CallToAction(.listen, provider: "apple-podcasts", url: podcast, label: "The new episode"))
      ])
    #expect(body("**[a](https://a.example)** b\n").count == 1)
    guard case .paragraph = body("**[a](https://a.example)** b\n")[0] else {
      Testing.Issue.record("a bold link within text is text")
      return
    }
  }

  @Test func `a dash in the last paragraph of a quotation names its source`() {
    let quoted = Block.paragraph([.text("a")])
    #expect(body("> a\n>\n> — b\n") == [.quote([quoted], source: [.text("b")])])
    #expect(body("> a\n>\n> -- b\n") == [.quote([quoted], source: [.text("b")])])
    #expect(body("> a\n> — b\n") == [.quote([quoted], source: [.text("b")])])
    #expect(body("> — b\n") == [.quote([.paragraph([.text("— b")])], source: nil)])
  }

  @Test func `a merge field is read in text and left alone in code`() throws {
    let field = try #require(MergeField(name: "recipient.first_name", fallback: "my *friend*"))
    #expect(
      body("a {{recipient.first_name|my *friend*}}\n") == [.paragraph([.text("a "), .mergeField(field)])])
    #expect(body("\\{{a\\@b `{{x.y}}`\n") == [.paragraph([.text("{{a@b "), .code("{{x.y}}")])])
    #expect(
      body("\\\\{{recipient.first_name|my *friend*}}\n") == [.paragraph([.text("\\"), .mergeField(field)])])
  }

  @Test func `a heading of the first level is the title where none is given`() {
    let article = read("# The *title*\n\nText.\n").article
    #expect(article?.title == "The title")
    #expect(article?.body == [.paragraph([.text("Text.")])])
  }

  @Test(arguments: [
    ("Hello {{name}}.", "a.md:4:7: error: this is not a merge field [merge-field]"),
    ("Hello\n{{recipient.name", "a.md:5:1: error: this is not a merge field [merge-field]"),
    (
      "[a](javascript:x)",
      "a.md:4: error: \"javascript:x\" cannot be a link: \"javascript\" is not one of http, https, mailto and tel [link-url]"
    ),
    (
      "[a](/b)",
      "a.md:4: error: \"/b\" cannot be a link: it does not begin with https:, http:, mailto: or tel: [link-url]"
    ),
    (
      "[a](https://{{recipient.host}}/)",
      "a.md:4: error: \"https://{{recipient.host}}/\" cannot be a link: a merge field such as {{recipient.city}} stands behind the host, or is the whole address [link-url]"
    ),
    (
      "![a](data:x)",
      "a.md:4: error: \"data:x\" cannot be an image: it has an https: address or a path [image-url]"
    ),
    ("a <b>c</b>", "a.md:4: warning: HTML is left out: \"<b>\" [raw-html]"),
    (
      "\n<script>alert(1)</script>",
      "a.md:5: warning: HTML is left out: \"<script>alert(1)</script>\" [raw-html]"
    ),
  ])
  func `what is wrong in the body is said with its line`(text: String, words: String) {
    let findings = read("---\ntitle: T\n---\n" + text + "\n").findings
    #expect(findings.first?.text.split(separator: "\n").first == Substring(words))
  }

  @Test(arguments: [
    (
      "title: T",
      "a.md:1:1: error: the front matter is not closed [front-matter]\n1 | ---\n  | ^\nhelp: write a line '---' after it"
    ),
    (
      "titel: T\n---",
      "a.md:2:1: error: unknown key 'titel' [unknown-key]\n2 | titel: T\n  | ^\nhelp: did you mean 'title'?"
    ),
    (
      "title: T\nurl: x\n---",
      "a.md:3:6: error: 'url' cannot be \"x\": it does not begin with https:, http:, mailto: or tel: [link-url]\n3 | url: x\n  |      ^"
    ),
    (
      "title: T\nlanguage: English language\n---",
      "a.md:3:11: error: \"English language\" is not a language tag [language]\n3 | language: English language\n  |           ^\nhelp: write it as en, pt-BR or zh-Hant"
    ),
    (
      "title: T\nbyline: [[A]]\n---",
      "a.md:3:10: error: an entry of 'byline' must be a name or a mapping with 'name' [wrong-type]\n3 | byline: [[A]]\n  |          ^"
    ),
    (
      "title: T\nimage: {src: \"data:x\", alt: a}\n---",
      "a.md:3:14: error: 'src' cannot be \"data:x\": an image has an https: address or a path [image-url]\n3 | image: {src: \"data:x\", alt: a}\n  |              ^"
    ),
    (
      "title: T\nimage: {src: a.png}\n---",
      "a.md:3:8: warning: the image \"a.png\" has no alternative text [image-alt]\n3 | image: {src: a.png}\n  |        ^\nhelp: add 'alt: …'"
    ),
    (
      "title: T\ncallsToAction:\n  - {action: watch, provider: netflx, url: https://a.example}\n---",
      "a.md:4:31: error: no provider named \"netflx\" [unknown-provider]\n4 |   - {action: watch, provider: netflx, url: https://a.example}\n  |                               ^\nhelp: did you mean 'netflix'?"
    ),
    (
      "title: T\ncallsToAction:\n  - {action: watch, title: X}\n---",
      "a.md:4:5: warning: the call to action \"Watch X\" has no URL [call-to-action-url]\n4 |   - {action: watch, title: X}\n  |     ^\nhelp: give it with --cta-url URL, or write 'url: https://…' under callsToAction"
    ),
    (
      "title: T\ncallsToAction:\n  - {action: read, url: https://a.example, primary: true}\n  - {action: read, url: https://b.example, primary: true}\n---",
      "a.md:5:53: error: a second call to action is marked primary; an article has one [call-to-action-primary]\n5 |   - {action: read, url: https://b.example, primary: true}\n  |                                                     ^"
    ),
  ])
  func `what is wrong in the front matter is said in these words`(yaml: String, words: String) {
    #expect(read("---\n" + yaml + "\n").findings.last?.text == words)
  }

  @Test(arguments: [
    ("A ![](lamp.png) in text.", 1), ("![](lamp.png)", 1), ("[![ ](lamp.png)](https://example.org)", 1),
    ("> A ![](lamp.png)\n\n- ![](sea.png)", 2), ("A ![the lamp](lamp.png) in text.", 0),
  ])
  func `an image without alternative text is said at its line`(text: String, count: Int) {
    let findings = read("---\ntitle: T\n---\nFirst.\n\n" + text + "\n").findings.filter {
      $0.id == "image-alt"
    }
    #expect(findings.count == count)
    guard let first = findings.first else { return }
    #expect(
      first.text.hasPrefix("a.md:6: warning: the image \"lamp.png\" has no alternative text [image-alt]"),
      "\(first.text)")
  }

  @Test func `footnotes are said to stay as they are written`() {
    let findings = read("---\ntitle: T\n---\nFirst[^1].\n\n[^1]: The note.\n").findings
    #expect(findings.map(\.id) == ["footnote"])
    #expect(findings.first?.place?.line == 6)
  }

  @Test func `a heading that becomes the title keeps its merge fields`() {
    #expect(
      read("# News for **{{recipient.name|friend}}**\n\nText.\n").article?.title
        == "News for {{recipient.name|friend}}")
    #expect(
      read("# Write \\{{recipient.name}} there\n\nText.\n").article?.title
        == "Write { {recipient.name}} there")
  }

  @Test func `a title is needed`() {
    #expect(
      read("Text.\n").findings.map(\.text) == [
        "a.md:1:1: error: 'title' is missing [missing-key]\nhelp: write 'title: …' between two lines '---'"
      ])
  }

  @Test func `a wrong provider or address of JSON has line and column`() {
    let (_, findings) = read("{\n  \"title\": \"T\",\n  \"url\": \"x\"\n}", "a.json")
    #expect(
      findings.map { $0.text.split(separator: "\n")[0] } == [
        "a.json:1:1: error: 'body' is missing [missing-key]",
        "a.json:3:10: error: 'url' cannot be \"x\": it does not begin with https:, http:, mailto: or tel: [link-url]",
      ])
  }

  @Test(arguments: [
    String(repeating: ">", count: 10_000) + " a", String(repeating: "- ", count: 10_000) + "a",
    String(repeating: "*a **a ", count: 10_000), String(repeating: "[", count: 10_000),
    String(repeating: "![", count: 10_000), String(repeating: "`", count: 10_000),
    String(repeating: "{{", count: 10_000),
    String(repeating: "\\{{", count: 10_000), String(repeating: "<b>", count: 5_000),
    String(repeating: "**a", count: 5_000) + String(repeating: "**", count: 5_000),
  ])
  func `no text exhausts the stack`(text: String) {
    let (article, findings) = read("---\ntitle: T\n---\n" + text + "\n")
    #expect(article != nil || findings.contains { $0.id == "merge-field" })
  }

  @Test func `deep nesting becomes text, and HTML is counted`() {
    let deep = read("---\ntitle: T\n---\n" + String(repeating: ">", count: 30) + " a\n")
    #expect(deep.article?.body.first?.plainText == "a")
    #expect(
      deep.findings.map(\.message) == ["this is nested more than 24 levels deep; it becomes plain text"])
    let html = read("---\ntitle: T\n---\na" + String(repeating: "<i>", count: 50) + "\n")
    #expect(html.findings.count == 21)
    #expect(html.findings.last?.message == "HTML is left out in 30 more places")
  }

  @Test func `five megabytes are read`() {
    let text =
      "---\ntitle: T\n---\n" + String(repeating: "A line of text with *stress* in it.\n\n", count: 140_000)
    #expect(text.utf8.count > 5_000_000)
    #expect(read(text).article?.body.count == 140_000)
  }

  @Test(
    arguments: [
      ("https://www.youtube.com/watch?v=example", nil), ("<https://www.youtube.com/watch?v=example>", nil),
      ("[Behind the lamp](https://www.youtube.com/watch?v=example)", "Behind the lamp"),
    ] as [(String, String?)])
  func `a link alone to where something plays is an embed`(line: String, title: String?) throws {
    let url = try LinkURL("https://www.youtube.com/watch?v=example")
    let article = read("---\ntitle: T\n---\n\nText.\n\n\(line)\n").article
    #expect(article?.body.last == .embed(Embed(url: url, provider: "youtube", title: title)))
  }

  @Test(arguments: [
    "[A story](https://example.org/)", "See [Behind the lamp](https://youtu.be/x).",
    "[Petition](https://www.change.org/p/x)",
  ])
  func `any other link stays in its paragraph`(line: String) {
    let article = read("---\ntitle: T\n---\n\n\(line)\n").article
    #expect(article?.body.count == 1)
    if case .paragraph = article?.body.first {} else { Issue.record("\(article?.body ?? [])") }
  }

  @Test(arguments: [
    ("See www.example.org/x today.", "https://www.example.org/x"),
    ("See [the walk](http://www.example.org/x) today.", "http://www.example.org/x"),
    ("See http://example.org/x today.", "http://example.org/x"),
  ])
  func `an address without a scheme is https, others are as they are written`(line: String, url: String) {
    let body = read("---\ntitle: T\n---\n\n\(line)\n").article?.body ?? []
    #expect("\(body)".contains(url))
  }
}
