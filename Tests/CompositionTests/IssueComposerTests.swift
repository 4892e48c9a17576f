import Composition
import Diagnostics
import Editorial
import Foundation
import Templating
import Testing

@Suite struct IssueComposerTests {
  @Test func `readers are led to where they choose, where the publication has a page for it`() throws {
    for has in [true, false] {
      var publication = try Sample.publication()
      publication.hasPreferencesLink = has
      let composer = try IssueComposer(
        template: Sample.template(), theme: Theme(yaml: Sample.text("config/theme.yaml"), file: "t"),
        publication: publication, lexicon: Sample.lexicon())
      let issue = try composer.compose(Sample.issue(Sample.article())).issue
      let field = try #require(MergeField(name: "links.preferences", fallback: nil))
      var tokens = issue.tokens
      let token = tokens.token(for: field)
      #expect(issue.html.contains("href=\"\(token)\"") == has)
      #expect(issue.text.contains("Change your preferences: \(token)\n") == has)
    }
  }

  @Test func `HTML and text are as they were looked at`() throws {
    let issue = try Sample.compose(Sample.article())
    try expectSnapshot(issue.html, "story.html")
    try expectSnapshot(issue.text, "story.txt")
  }

  @Test func `the same input gives the same issue`() throws {
    let first = try Sample.compose(Sample.article())
    let second = try Sample.compose(Sample.article())
    #expect(first == second)
    #expect(first.contentHash == second.contentHash)
    #expect(first.contentHash.count == 64)
  }

  @Test func `everything a reader gets is in the hash`() throws {
    let article = try Sample.article()
    let hash = try Sample.compose(article).contentHash
    #expect(try Sample.compose(article, subject: "Another").contentHash != hash)
    var changed = article
    changed.related = []
    #expect(try Sample.compose(changed).contentHash != hash)
  }

  @Test func `no font is fetched from anywhere, and every line is short`() throws {
    let html = try Sample.compose(Sample.article()).html
    #expect(!html.contains("fonts.googleapis"))
    #expect(html.split(separator: "\n").allSatisfy { $0.utf8.count < 998 })
  }

  @Test func `the button leads where the text leads`() throws {
    let issue = try Sample.compose(Sample.article())
    #expect(issue.html.contains("href=\"https://www.netflix.com/title/1\""))
    #expect(issue.html.contains("Watch Bread on Netflix"))
    #expect(issue.text.contains("→ Watch \"Bread\" on Netflix:\n  https://www.netflix.com/title/1\n"))
  }

  @Test func `a call to action without a URL is left out and said`() throws {
    var article = try Sample.article()
    article.callsToAction[0].url = nil
    let (issue, findings) = try Sample.composer().compose(Sample.issue(article))
    #expect(!issue.html.contains("Watch Bread"))
    #expect(
      findings.map(\.text) == [
        """
        warning: the call to action "Watch Bread on Netflix" has no URL and is left out [call-to-action-url]
        help: give it one with --cta-url URL, or in the article's front matter
        """
      ])
  }

  @Test func `a template without a way out is an error`() throws {
    let template = try Sample.template(changing: "footer.txt") {
      $0.replacing("{{links.unsubscribe}}", with: "")
    }
    let findings = try Sample.composer(template).compose(Sample.issue(Sample.article())).findings
    #expect(findings.map(\.id) == ["unsubscribe-link"])
  }

  @Test func `a misspelt name in a template stops it, with its place`() throws {
    let template = try Sample.template(changing: "head.mjml") {
      $0.replacing("{{issue.subject}}", with: "{{issue.subjekt}}")
    }
    let error = #expect(throws: UnusableContent.self) { try Sample.composer(template) }
    #expect(
      try #require(error).findings.map(\.text) == [
        """
        templates/shared/head.mjml:1:15: error: there is nothing named 'issue.subjekt' here [unknown-name]
        1 |     <mj-title>{{issue.subjekt}}</mj-title>
          |               ^
        help: did you mean 'issue.subject'?
        """
      ])
  }

  @Test func `a merge field in a style is refused`() throws {
    let template = try Sample.template(changing: "footer.mjml") {
      $0.replacing(
        "style=\"color:{{theme.muted}}\">{{words.unsubscribe}}",
        with: "style=\"color:{{recipient.color|red}}\">{{words.unsubscribe}}")
    }
    let error = #expect(throws: UnusableContent.self) {
      try Sample.compose(Sample.article(), template: template)
    }
    #expect(try #require(error).findings.map(\.id) == ["merge-field-place"])
  }

  @Test func `a template of HTML gets its style sheet into the elements`() throws {
    let template = try Template(
      name: "letter", folder: "templates/letter",
      files: [
        "template.yaml": "name: letter\ndescription: A letter.\nkind: story\nformat: html\n",
        "body.html": """
        <style>h1.title { color: #123456 } @media (max-width: 480px) { h1 { color: red } }</style>
        <h1 class="title">{{article.title}}</h1><p>{{issue.number}}</p><a href="{{links.unsubscribe}}">Unsubscribe</a>
        """,
        "body.txt": "{{article.title}}\n{{links.unsubscribe}}\n",
      ])
    let html = try Sample.compose(Sample.article(), template: template).html
    #expect(html.contains("<h1 class=\"title\" style=\"color:#123456"), "\(html)")
    #expect(html.contains("@media (max-width: 480px)"))
    #expect(html.contains("A bakery &amp; its &lt;lamp&gt;"))
  }

  @Test func `a picture that is a file here is left out and said`() throws {
    var article = try Sample.article()
    article.image = Picture.Source("oven.jpg").map { Picture(src: $0, alt: "x") }
    let (issue, findings) = try Sample.composer().compose(Sample.issue(article))
    #expect(!issue.html.contains("oven.jpg"))
    #expect(findings.map(\.id) == ["local-picture"])
  }

  @Test func `without a dek the first words are the preheader`() throws {
    var article = try Sample.article()
    article.dek = nil
    article.body = [.paragraph([.text(String(repeating: "word ", count: 60))])]
    let preheader = try Sample.compose(article).preheader
    #expect((100...130).contains(preheader.count))
    #expect(preheader.hasSuffix("word…"))
  }
}

/// Compares with a file that somebody looked at; `RECORD=1` writes it.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws
{
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
  if ProcessInfo.processInfo.environment["RECORD"] != nil {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  let golden = try String(contentsOf: file, encoding: .utf8)
  let line = zip(text.split(separator: "\n"), golden.split(separator: "\n")).first { $0 != $1 }
  #expect(
    text == golden, "first difference: \(line.map { "\($0.0)\n\($0.1)" } ?? "length")",
    sourceLocation: sourceLocation)
}
