import Foundation
import Testing

/// What the program says about itself.
@Suite struct HelpTests {
  static let commands = [
    "", "new", "import", "feed", "compose", "preview", "check", "send", "report", "mjml", "template", "list",
    "unsubscribe", "bounces", "token", "dkim", "sandbox", "doctor", "config",
  ]

  @Test(arguments: commands)
  func `the help of each command is as in its golden file`(command: String) throws {
    let run = try Binary.run(
      (command.isEmpty ? [] : [command]) + ["--help"], in: FileManager.default.temporaryDirectory,
      environment: ["COLUMNS": "100"])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    try expectSnapshot(run.text, command.isEmpty ? "help.txt" : "help-\(command).txt")
  }

  @Test func `every command of the program has a golden file`() throws {
    let run = try Binary.run(["--help"], in: FileManager.default.temporaryDirectory)
    let listed = run.text.matches(of: /\n  ([a-z]+)  +[A-Z]/).map { String($0.1) }
    #expect(listed == Self.commands.filter { !$0.isEmpty })
  }

  @Test func `the version is a line`() throws {
    let run = try Binary.run(["--version"], in: FileManager.default.temporaryDirectory)
    #expect(run.status == 0)
    #expect(run.text.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `shells get their completions`(shell: String) throws {
    let run = try Binary.run(
      ["--generate-completion-script", shell], in: FileManager.default.temporaryDirectory)
    #expect(run.status == 0)
    for command in ["compose", "preview", "send", "list"] { #expect(run.text.contains(command)) }
  }

  @Test func `a command that does not exist is a mistake of usage, answered with the nearest`() throws {
    let run = try Binary.run(["copmose", "x.md"], in: FileManager.default.temporaryDirectory)
    #expect(run.status == 64)
    #expect(run.text.isEmpty)
    #expect(run.errors.contains("'compose'"))
  }

  @Test func `a word that is none of those there are is answered with them`() throws {
    let run = try Binary.run(["preview", "--view", "htlm"], in: FileManager.default.temporaryDirectory)
    #expect(run.status == 64)
    #expect(
      run.errors == """
        error: the value 'htlm' is invalid for '--view <view>'
          one of: inbox, headers, html, text, links, images, checks, source
          try: broadsheet preview --help
          (exit 64)

        """)
  }

  @Test func `a part of a command that does not exist is answered with the nearest too`() throws {
    let run = try Binary.run(["list", "shwo", "club"], in: FileManager.default.temporaryDirectory)
    #expect(run.status == 64)
    #expect(
      run.errors == """
        error: there is no command 'list shwo'
          did you mean 'show'?
          try: broadsheet list --help
          (exit 64)

        """)
  }

  @Test func `a file that does not exist is answered with the nearest beside it`() throws {
    let project = try SampleProject()
    let run = try project.run("compose", "articles/the-white-helmet.md")
    #expect(run.status == 66)
    #expect(
      run.errors.contains(
        "there is no file articles/the-white-helmet.md\n  did you mean articles/the-white-helmets.md?"))
  }

  @Test func `an option that does not exist is a mistake of usage, answered with the nearest`() throws {
    let run = try Binary.run(
      ["compose", "x.md", "--subjct", "S"], in: FileManager.default.temporaryDirectory)
    #expect(run.status == 64)
    #expect(
      run.errors == """
        error: unknown option '--subjct'
          did you mean '--subject'?
          try: broadsheet compose --help
          (exit 64)

        """)
  }

  @Test func `the folder of a project can be named before and after the command`() throws {
    let project = try SampleProject()
    try project.compose()
    let elsewhere = FileManager.default.temporaryDirectory
    #expect(try Binary.run(["preview", "-C", project.folder.path], in: elsewhere).status == 0)
    let before = try Binary.run(["-C", project.folder.path, "preview"], in: elsewhere)
    #expect(before.status == 0)
  }

  @Test func `a new project can be composed from and previewed at once`() throws {
    let project = try SampleProject()
    let run = try Binary.run(["new", "other"], in: project.folder)
    #expect(run.status == 0)
    let again = try Binary.run(["new", "other"], in: project.folder)
    #expect(again.status == 73)
    #expect(
      project.shown(again.errors) == """
        error: PROJECT/other is not empty
          try: broadsheet new with another folder
          nothing was written (exit 73)

        """)
    let state = project.folder.appending(path: "other/.broadsheet")
    let attributes = try FileManager.default.attributesOfItem(atPath: state.path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }
}
