import Foundation
import Testing

/// `mjml` as a filter, without a project.
@Suite struct MJMLFilterTests {
  let project: SampleProject

  init() throws { project = try SampleProject() }

  static let good = """
    <mjml><mj-body><mj-section><mj-column><mj-text>Good morning</mj-text></mj-column></mj-section></mj-body></mjml>

    """
  static let bad = """
    <mjml><mj-body><mj-section>
    <mj-column><mj-txet>Good morning</mj-txet></mj-column></mj-section></mj-body></mjml>

    """
  static let finding = """
    bad.mjml:2:12: error: there is no tag <mj-txet>; the result does not have it nor what is in it [unknown-tag]
    2 | <mj-column><mj-txet>Good morning</mj-txet></mj-column></mj-section></mj-body></mjml>
      |            ^
    help: did you mean 'mj-text'?

    """

  @Test func `standard input becomes standard output`() throws {
    try project.remove("config")
    let run = try project.run("mjml", input: Self.good)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.lines.first == "<!doctype html>")
    #expect(run.text.contains(">Good morning</div>"))
    #expect(try project.run("mjml", "-", input: Self.good).output == run.output)
    try project.write("good.mjml", Self.good)
    #expect(try project.run("mjml", "good.mjml").output == run.output)
    let written = try project.run("mjml", "good.mjml", "-o", "good.html")
    #expect(written.status == 0)
    #expect(try project.read("good.html") == run.text)
  }

  @Test func `--validate strict writes nothing and says where`() throws {
    try project.write("bad.mjml", Self.bad)
    let run = try project.run("mjml", "bad.mjml", "--validate", "strict", "-o", "bad.html")
    #expect(run.status == 65)
    #expect(run.text.isEmpty)
    #expect(run.errors == "error: bad.mjml has an error\n\n\(Self.finding)\n  (exit 65)\n")
    #expect(!project.exists("bad.html"))
    let input = try project.run("mjml", "--validate", "strict", input: Self.bad)
    #expect(input.status == 65)
    #expect(input.text.isEmpty)
    #expect(input.errors.contains(":2:12: error: there is no tag <mj-txet>"))
  }

  @Test func `without it errors are said, and with skip they are not`() throws {
    try project.write("bad.mjml", Self.bad)
    let soft = try project.run("mjml", "bad.mjml")
    #expect(soft.status == 0)
    #expect(soft.errors == Self.finding)
    let skip = try project.run("mjml", "bad.mjml", "--validate", "skip")
    #expect(skip.status == 0)
    #expect(skip.errors.isEmpty)
    #expect(skip.output == soft.output)
  }

  @Test func `a file that is not there`() throws {
    let run = try project.run("mjml", "none.mjml")
    #expect(run.status == 66)
    #expect(run.errors == "error: there is no file none.mjml\n  (exit 66)\n")
  }

  @Test func `an include cannot leave the folder of its file`() throws {
    try project.write("secret.mjml", "<mj-text>very secret</mj-text>")
    try project.write(
      "inner/a.mjml",
      "<mjml><mj-body><mj-section><mj-column><mj-include path=\"../secret.mjml\" /></mj-column></mj-section></mj-body></mjml>"
    )
    let run = try project.run("mjml", "inner/a.mjml")
    #expect(!run.text.contains("very secret"))
    #expect(run.errors.contains("inner/a.mjml:1:"), "\(run.errors)")
  }
}
