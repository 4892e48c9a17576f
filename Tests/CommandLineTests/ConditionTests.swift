import Foundation
import Testing

/// Parts of an issue for some readers only, from the article to the messages.
@Suite struct ConditionTests {
  private static let article = """
    ---
    title: A lamp{{#recipient.member}} for members{{/recipient.member}}
    dek: Somebody has to be up at four.
    ---
    Hello {{recipient.name|friend}}.

    {{#recipient.member}}

    Your number is {{recipient.number}}.

    {{/recipient.member}}

    Good bye.

    """
  private static let list = "email,name,member,number\nada@example.org,Ada,yes,7\nbo@example.org,Bo,no,\n"

  @Test func `each reader gets a variant, and the variants lie beside one another`() throws {
    let project = try SampleProject(list: Self.list, article: Self.article)
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let folder = "issues/001-the-white-helmets/"
    #expect(try project.read(folder + "message.html").contains("Your number") == false)
    #expect(try project.read(folder + "message+member.html").contains("Your number"))
    let run = try project.run("send", "--list", "club", "--confirm", "2")
    #expect(run.status == 0, "\(run.errors)")
    let mail = try sandbox.mail()
    #expect(Set(mail.map { $0.field("Subject") }) == ["A lamp", "A lamp for members"])
    #expect(mail.count { $0.text.contains("Your number is 7.") } == 1)
  }

  @Test func `a variant that was touched is noticed before it is sent`() throws {
    let project = try SampleProject(list: Self.list, article: Self.article)
    try project.compose()
    let file = "issues/001-the-white-helmets/message+member.txt"
    try project.write(file, project.read(file) + "And more.\n")
    let run = try project.run("send", "--list", "club", "--confirm", "2")
    #expect(run.status == 1)
    #expect(run.errors.contains("was changed after it was composed"))
  }

  @Test func `composing again without conditions takes the variants away`() throws {
    let project = try SampleProject(list: Self.list, article: Self.article)
    try project.compose()
    try project.write("articles/the-white-helmets.md", SampleProject.article)
    try project.compose()
    let file = "issues/001-the-white-helmets/message+member.txt"
    #expect(!project.exists(file))
  }

  @Test func `a condition that never ends is shown where it is written`() throws {
    let project = try SampleProject(
      list: Self.list, article: Self.article.replacing("\n{{/recipient.member}}\n", with: "\n"))
    let run = try project.run("compose", "articles/the-white-helmets.md")
    #expect(run.status == 65)
    #expect(
      run.errors.contains(
        """
        articles/the-white-helmets.md:7:1: error: {{#recipient.member}} never ends [condition]
        7 | {{#recipient.member}}
          | ^
        help: close it with {{/recipient.member}}
        """), "\(run.errors)")
  }

  @Test(arguments: ["recipient.../../../etc/x", "recipient.a/b", "recipient.member, recipient.b"])
  func `an issue's file cannot name other files by its conditions`(name: String) throws {
    let project = try SampleProject(list: Self.list, article: Self.article)
    try project.compose()
    let file = "issues/001-the-white-helmets/issue.yaml"
    try project.write(
      file,
      project.read(file).replacing("conditions:\n  - recipient.member", with: "conditions:\n  - \"\(name)\""))
    let run = try project.run("send", "--list", "club", "--confirm", "2")
    #expect(run.status == 65)
    #expect(run.errors.contains("[variants]"), "\(run.errors)")
  }
}
