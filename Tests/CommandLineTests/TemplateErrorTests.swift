import Foundation
import Testing

/// Templates and articles that cannot be composed.
@Suite struct TemplateErrorTests {
  let project: SampleProject

  init() throws {
    project = try SampleProject()
    try FileManager.default.copyItem(
      at: project.folder.appending(path: "templates/story"),
      to: project.folder.appending(path: "templates/other"))
  }

  private func compose(_ more: String...) throws -> Run {
    try project.run(["compose", "articles/the-white-helmets.md"] + more)
  }

  @Test func `a name that the template cannot use is answered with its place and the nearest`() throws {
    let body = try project.read("templates/other/body.mjml")
    try project.write(
      "templates/other/body.mjml",
      body.replacing("    {{>head}}", with: "    <mj-title>{{issue.subjcet}}</mj-title>"))
    let run = try compose("--template", "other")
    #expect(run.status == 65)
    #expect(run.text.isEmpty)
    #expect(
      run.errors == """
        error: template other has an error

        templates/other/body.mjml:3:15: error: there is nothing named 'issue.subjcet' here [unknown-name]
        3 |     <mj-title>{{issue.subjcet}}</mj-title>
          |               ^
        help: did you mean 'issue.subject'?

          nothing was written (exit 65)

        """)
    #expect(!project.exists("issues"))
  }

  @Test func `the text template is checked too`() throws {
    try project.write("templates/other/body.txt", "{{issue.title}}\n{{nothing.here}}\n")
    let run = try compose("--template", "other")
    #expect(run.status == 65)
    #expect(run.errors.contains("\ntemplates/other/body.txt:2:1: error: "), "\(run.errors)")
    #expect(!project.exists("issues"))
  }

  @Test func `a tag that MJML does not have is answered with its place and the nearest`() throws {
    let body = try project.read("templates/other/body.mjml")
    let line = "<mj-section><mj-column><mj-txet>Hello</mj-txet></mj-column></mj-section>"
    try project.write(
      "templates/other/body.mjml", body.replacing("</mj-body>", with: "\(line)\n</mj-body>"))
    let run = try compose("--template", "other")
    let words = run.text + run.errors
    #expect(words.contains(/templates\/other\/body\.mjml:[0-9]+:[0-9]+: [a-z]+: .*mj-txet/), "\(words)")
    #expect(words.contains("did you mean 'mj-text'?"), "\(words)")
  }

  @Test func `a template that does not exist is answered with the nearest`() throws {
    let run = try compose("--template", "stroy")
    #expect(run.status == 66)
    #expect(
      run.errors == """
        error: there is no template 'stroy' in templates/
          did you mean 'story'?
          nothing was written (exit 66)

        """)
  }

  @Test(arguments: ["../templates/story", "/etc", "..", ""])
  func `a name cannot lead out of the folder`(name: String) throws {
    let run = try compose("--template", name)
    #expect(run.status == 66, "\(run.errors)")
    #expect(!project.exists("issues"))
  }

  @Test func `a field that readers do not have is answered with its place`() throws {
    try project.write(
      "articles/the-white-helmets.md",
      SampleProject.article.replacing("{{recipient.name|friend}}", with: "{{recipeint.name|friend}}"))
    let run = try compose()
    #expect(run.status == 65)
    #expect(run.errors.contains("\narticles/the-white-helmets.md:13:7: error: "), "\(run.errors)")
    #expect(run.errors.contains("recipient.name"), "\(run.errors)")
    #expect(!project.exists("issues"))
  }

  @Test func `an article without text is made with a warning`() throws {
    try project.write("articles/the-white-helmets.md", "---\ntitle: Nothing yet\n---\n")
    let run = try compose()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors == "warning: the article \"Nothing yet\" has a title and no text [empty-body]\n")
  }
}
