import Foundation
import Testing

/// Projects whose configuration is missing or wrong.
@Suite struct ConfigurationErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var from: String
    var to: String
    var errors: String

    init(_ id: String, _ from: String, _ to: String, _ errors: String) {
      (testDescription, self.from, self.to) = (id, from, to)
      self.errors = errors + "\n"
    }
  }

  static let cases = [
    Case(
      "unknown key", "  reply-to:", "  reply-too:",
      """
      error: config/broadsheet.yaml has an error

      config/broadsheet.yaml:4:3: error: unknown key 'reply-too' [unknown-key]
      4 |   reply-too: editors@example.org
        |   ^
      help: did you mean 'reply-to'?

        (exit 78)
      """),
    Case(
      "a command in a project", "    port: 1", "    port: 1\n    password-command: [cat, /etc/passwd]",
      """
      error: config/broadsheet.yaml has an error

      config/broadsheet.yaml:15:5: error: 'password-command' cannot stand in a project's configuration [personal-setting]
      15 |     password-command: [cat, /etc/passwd]
         |     ^
      help: put it into ~/.config/broadsheet/config.yaml: a project arrives by git clone

        (exit 78)
      """),
    Case(
      "a file of secrets in a project", "    port: 1", "    port: 1\n    password-file: /etc/passwd",
      """
      error: config/broadsheet.yaml has an error

      config/broadsheet.yaml:15:5: error: 'password-file' cannot stand in a project's configuration [personal-setting]
      15 |     password-file: /etc/passwd
         |     ^
      help: put it into ~/.config/broadsheet/config.yaml: a project arrives by git clone

        (exit 78)
      """),
    Case(
      "no sender", "  from: The Lantern <letters@example.org>\n", "",
      """
      error: config/broadsheet.yaml has an error

      config/broadsheet.yaml: error: 'publication.from' is not set: the sender that readers see: Name <address> [missing-setting]

        (exit 78)
      """),
    Case(
      "a sender without @", "<letters@example.org>", "<letters.example.org>",
      """
      error: config/broadsheet.yaml has an error

      config/broadsheet.yaml:3:3: error: 'publication.from' is no address: has no @ [wrong-value]

        (exit 78)
      """),
    Case(
      "a way out without a token", "?t={token}", "",
      """
      error: config/broadsheet.yaml has an error

      config/broadsheet.yaml:9:3: error: 'links.unsubscribe' has to have {token} in it [wrong-value]

        (exit 78)
      """),
    Case(
      "an unknown kind of security", "security: none", "security: nnoe",
      """
      error: config/broadsheet.yaml has an error

      config/broadsheet.yaml:15:15: error: 'security' has to be one of tls, starttls, none, not "nnoe" [wrong-value]
      15 |     security: nnoe
         |               ^

        (exit 78)
      """),
    Case(
      "no YAML", "publication:", "publication: [",
      """
      error: config/broadsheet.yaml has an error

      """),
  ]

  @Test(arguments: cases)
  func `the words say which line of the configuration`(example: Case) throws {
    let project = try SampleProject()
    try project.write(
      "config/broadsheet.yaml", SampleProject.configuration().replacing(example.from, with: example.to))
    for command in [
      ["compose", "articles/the-white-helmets.md"], ["preview"], ["send", "--list", "club"], ["report"],
    ] {
      let run = try project.run(command)
      #expect(run.status == 78)
      #expect(run.text.isEmpty)
      if example.testDescription == "no YAML" {
        #expect(run.errors.contains("this is not YAML"))
      } else {
        let end = "\n  \(Self.notDone(command))(exit 78)\n"
        #expect(run.errors == example.errors.replacing("\n  (exit 78)\n", with: end))
      }
    }
  }

  /// What a command says it has not done.
  private static func notDone(_ command: [String]) -> String {
    switch command.first {
    case "send": "nothing was sent "
    case "compose": "nothing was written "
    default: ""
    }
  }

  @Test func `without config/ there is no project`() throws {
    let project = try SampleProject()
    try project.remove("config")
    for command in [
      ["compose", "articles/the-white-helmets.md"], ["preview"], ["send", "--list", "club"], ["report"],
      ["config"],
    ] {
      let run = try project.run(command)
      #expect(run.status == 78)
      #expect(
        project.shown(run.errors) == """
          error: there is no newsletter project here
            config/broadsheet.yaml is neither in PROJECT nor in a folder above it
            try: broadsheet new FOLDER   to make one
                 broadsheet -C FOLDER …  to work in another folder
            \(Self.notDone(command))(exit 78)

          """)
    }
  }

  @Test(arguments: ["theme.yaml", "providers.yaml"])
  func `a file of config/ that is missing is named`(name: String) throws {
    let project = try SampleProject()
    try project.remove("config/\(name)")
    let run = try project.run("compose", "articles/the-white-helmets.md")
    #expect(run.status == 78)
    #expect(
      run.errors == """
        error: the configuration has an error

        error: there is no file config/\(name) [missing-file]
        help: 'broadsheet new FOLDER' makes a project that has it

          nothing was written (exit 78)

        """)
  }

  @Test func `a password file that others can read is refused`() throws {
    let project = try SampleProject()
    try project.write(
      "home/.config/broadsheet/config.yaml",
      "accounts:\n  post:\n    user: letters\n    password-file: PASSWORD\n"
        .replacing("PASSWORD", with: project.folder.appending(path: "password").path))
    try project.write("password", "secret\n")
    project.environment["HOME"] = project.folder.appending(path: "home").path
    try project.compose()
    for (mode, reason) in [(0o644, "group or others can read it; chmod 600 it"), (0, "it cannot be read")] {
      if mode == 0 {
        try project.remove("password")
      } else {
        try FileManager.default.setAttributes(
          [.posixPermissions: mode], ofItemAtPath: project.folder.appending(path: "password").path)
      }
      let run = try project.run("send", "--list", "club", "--confirm", "4")
      #expect(run.status == 78)
      #expect(
        project.shown(run.errors) == """
          error: there is no password for the account
            password-file PROJECT/password: \(reason)
            nothing was sent (exit 78)

          """)
    }
    #expect(try project.run("report").status == 66)
  }

  @Test func `a variable that names no setting is answered with the nearest`() throws {
    let project = try SampleProject()
    project.environment["BROADSHEET_PUBLICATION_NAEM"] = "x"
    let run = try project.run("preview")
    #expect(run.status == 78)
    #expect(
      run.errors == """
        error: the environment has an error

        error: BROADSHEET_PUBLICATION_NAEM names no setting [unknown-variable]
        help: did you mean 'BROADSHEET_PUBLICATION_NAME'?

          (exit 78)

        """)
  }

  @Test func `config says where each value comes from, and no password`() throws {
    let project = try SampleProject()
    project.environment = ["BROADSHEET_ACCOUNT_PORT": "26", "BROADSHEET_PASSWORD": "very secret"]
    let run = try project.run("config", "--show-origin")
    #expect(run.status == 0)
    #expect(run.lines.contains("publication.name = The Lantern    # config/broadsheet.yaml:2:3"))
    #expect(run.lines.contains("accounts.post.port = 26    # $BROADSHEET_ACCOUNT_PORT"))
    #expect(run.lines.contains("ledger.durability = process    # built in"))
    #expect(!run.text.contains("very secret"))
  }
}
