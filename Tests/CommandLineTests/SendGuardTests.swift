import Foundation
import Testing

/// What stands between a command and people's inboxes.
@Suite struct SendGuardTests {
  let project: SampleProject
  let sandbox: SandboxProcess

  init() throws {
    project = try SampleProject()
    sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
  }

  @Test func `without a terminal nobody is mailed unless the number is confirmed`() throws {
    let run = try project.run("send", "--list", "club", input: "4\n")
    #expect(run.status == 64)
    #expect(
      run.errors == """
        error: refusing to send without confirmation: standard input is not a terminal
          this would mail 4 people on club
          try: broadsheet send 001-the-white-helmets --list club --confirm 4   if that is the number you expect
               broadsheet send 001-the-white-helmets --list club --dry-run     to see what would happen
          nothing was sent (exit 64)

        """)
    #expect(sandbox.count == 0)
  }

  @Test(arguments: [("3", "3 were"), ("5", "5 were"), ("1..3", "1..3 were"), ("5..9", "5..9 were")])
  func `a number that is not the number of people is refused`(number: String, words: String) throws {
    let run = try project.run("send", "--list", "club", "--confirm", number)
    #expect(run.status == 64)
    #expect(
      run.errors == """
        error: this would mail 4 people on club, and \(words) confirmed
          try: broadsheet send 001-the-white-helmets --list club --confirm 4   if that is the number you expect
          nothing was sent (exit 64)

        """)
    #expect(sandbox.count == 0)
    #expect(try project.run("report").status == 66)
  }

  @Test(arguments: ["4", "1..4", "4..4", "4..1000"])
  func `the number, or a range around it, is enough`(number: String) throws {
    #expect(try project.run("send", "--list", "club", "--confirm", number).status == 0)
    #expect(sandbox.count == 4)
  }

  @Test(arguments: ["four", "0", "-4", "4..", "..4", "5..4", "4...6", "1..2..3"])
  func `what is no number is a mistake in the command`(number: String) throws {
    let run = try project.run("send", "--list", "club", "--confirm=\(number)")
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("error: --confirm takes a number or two, N or N..M\n"), "\(run.errors)")
    #expect(sandbox.count == 0)
  }

  @Test(arguments: [
    "email,name,status\n", "email,name,status\nada@example.org,Ada,unsubscribed\n",
  ])
  func `an empty list is not sent to`(list: String) throws {
    try project.write("recipients/club.csv", list)
    let run = try project.run("send", "--list", "club", "--confirm", "1")
    #expect(run.status == 65)
    let rows = list.contains("ada") ? "1 row, less 1 unsubscribed" : "0 rows"
    #expect(
      run.errors == """
        error: list club has nobody to mail
          recipients/club.csv: \(rows)
          nothing was sent (exit 65)

        """)
  }

  @Test func `options that do not go together are refused`() throws {
    for arguments in [
      ["--to", "me@example.org", "--dry-run"], ["--to", "me@example.org", "--confirm", "1"],
      ["--to", "me@example.org", "--again"], ["--list", "club", "--again", "--resume"], [],
      [
        "--to", "a@example.org", "b@example.org", "c@example.org", "d@example.org", "e@example.org",
        "f@example.org",
      ],
    ] {
      let run = try project.run(["send"] + arguments)
      #expect(run.status == 64, "\(arguments)")
      #expect(run.text.isEmpty)
    }
    #expect(sandbox.count == 0)
  }

  @Test func `a test address that is none is refused before anything is sent`() throws {
    let run = try project.run("send", "--to", "me@example.org", "nonsense")
    #expect(run.status == 64)
    #expect(
      run.errors == """
        error: 'nonsense' is no address
          has no @
          nothing was sent (exit 64)

        """)
    #expect(sandbox.count == 0)
  }

  @Test func `what is suggested can be typed: it names the issue and the course`() throws {
    try project.compose("--number", "2")
    let run = try project.run("send", "1", "--list", "club")
    #expect(run.errors.contains("broadsheet send 001-the-white-helmets --list club --confirm 4"))
    #expect(try project.run("send", "1", "--list", "club", "--confirm", "4").status == 0)
    let again = try project.run("send", "1", "--list", "club", "--again")
    #expect(again.status == 64)
    #expect(again.errors.contains("broadsheet send 001-the-white-helmets --list club --again --confirm 4"))
  }

  @Test func `a send that never reached the server is not called sent`() throws {
    try project.write("config/broadsheet.yaml", SampleProject.configuration(port: 1))
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 75)
    try project.use(sandbox)
    // Nobody has got anything: the issue may still be corrected.
    let composed = try project.run("compose", "articles/the-white-helmets.md", "--number", "1")
    #expect(composed.status == 0, "\(composed.errors)")
  }

  @Test func `an account that does not exist leaves no plan behind`() throws {
    let run = try project.run("send", "--list", "club", "--confirm", "4", "--account", "psot")
    #expect(run.status == 78)
    #expect(
      run.errors == """
        error: the configuration has an error

        error: no account 'psot' is described, or it has no host (from --account) [unknown-account]
        help: did you mean 'post'?

          nothing was sent (exit 78)

        """)
    #expect(try project.run("report").status == 66)
  }

  @Test func `-n is short for --dry-run`() throws {
    let run = try project.run("send", "--list", "club", "-n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(sandbox.count == 0)
  }
}
