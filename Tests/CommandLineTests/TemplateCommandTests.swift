import Foundation
import Testing

/// `template list|show|check`.
@Suite struct TemplateCommandTests {
  let project: SampleProject

  init() throws { project = try SampleProject() }

  @Test func `the sample project's own templates have nothing to be said about them`() throws {
    let run = try project.run("template", "check")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.text.split(separator: "\n").allSatisfy { $0.contains("nothing to be said") })
    let list = try project.run("template", "list")
    #expect(list.text.split(separator: "\n").map { $0.prefix { $0 != " " } } == ["digest", "plain", "story"])
  }

  @Test func `show names what a template uses and what it could use, and its sample`() throws {
    let run = try project.run("template", "show", "story")
    #expect(run.text.contains("  links.unsubscribe"))
    #expect(run.text.contains("  article.blocks[].quote.html"))
    let sample = try project.run("template", "show", "story", "--sample", "text")
    #expect(sample.status == 0)
    #expect(sample.text.contains("Unsubscribe: https://"))
  }

  @Test func `a template without a way out, an address or a known name is refused`() throws {
    let body = "<html><body><img src=\"https://example.org/a.png\"><h1>{{issue.subjct}}</h1></body></html>\n"
    try project.write(
      "templates/bad/template.yaml", "name: bad\ndescription: A bad one.\nkind: story\nformat: html\n")
    try project.write("templates/bad/body.html", body)
    try project.write("templates/bad/body.txt", "{{article.title}}\n")
    try project.write("templates/bad/spare.html", "x\n")
    let run = try project.run("template", "check", "bad")
    #expect(run.status == 1)
    for words in [
      "warning: no part of the template includes templates/bad/spare.html [unused-file]",
      "templates/bad/body.html: error: this part gives readers no way out [unsubscribe-link]",
      "templates/bad/body.txt: error: this part has no postal address, which the law asks for [postal-address]",
      "[no-sample]",
    ] {
      #expect(run.text.contains(words), "\(run.text)")
    }
    try project.write(
      "templates/bad/sample.yaml", "articles:\n  - title: T\n    dek: D\n    body: Some words.\n")
    let named = try project.run("template", "check", "bad")
    #expect(
      named.text.contains("templates/bad/body.html:1:54: error: there is nothing named 'issue.subjct'"),
      "\(named.text)")
    try project.write("templates/bad/body.html", body.replacing("subjct", with: "subject"))
    let sized = try project.run("template", "check", "bad")
    #expect(
      sized.text.contains("error: the image https://example.org/a.png has no width [image-width]"),
      "\(sized.text)")
  }

  @Test func `a template that there is not is said with those that there are`() throws {
    let run = try project.run("template", "check", "stori")
    #expect(run.status == 66)
    #expect(run.errors.contains("did you mean 'story'?"))
  }
}
