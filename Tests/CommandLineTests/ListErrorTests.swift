import Foundation
import Testing

/// Lists that cannot be used as they are.
@Suite struct ListErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var list: String
    var errors: String

    init(_ id: String, _ list: String, _ errors: String) {
      testDescription = id
      self.list = list
      self.errors = errors + "\n"
    }
  }

  static let cases = [
    Case(
      "a row without @", "email,name\nada@example.org,Ada\ncharles.example.org,Charles\n",
      """
      error: recipients/club.csv has 1 row that cannot be mailed

      recipients/club.csv:3: error: the address has no @: 'charles.example.org' [list-row]

        try: correct the list, or leave them out with --skip-bad-rows
        nothing was sent (exit 65)
      """),
    Case(
      "a line break in a name", "email,name\nada@example.org,\"Ada\r\nBcc: eve@example.org\"\n",
      """
      error: recipients/club.csv has 1 row that cannot be mailed

      recipients/club.csv:2: error: the name has a line break or another control character: 'Ada  Bcc: eve@example.org' [list-row]

        try: correct the list, or leave them out with --skip-bad-rows
        nothing was sent (exit 65)
      """),
    Case(
      "a line break in an address", "email,name\n\"ada@example.org\r\nRCPT TO:<eve@example.org>\",Ada\n",
      """
      error: recipients/club.csv has 1 row that cannot be mailed

      recipients/club.csv:2: error: the address has a line break: 'ada@example.org  RCPT TO:<eve@example.org>' [list-row]

        try: correct the list, or leave them out with --skip-bad-rows
        nothing was sent (exit 65)
      """),
    Case(
      "no email column", "adress,name\nada@example.org,Ada\n",
      """
      error: recipients/club.csv:1: no column is called 'email'
        the columns are 'adress', 'name'
        try: call the column of addresses 'email'
        nothing was sent (exit 65)
      """),
    Case(
      "nearly an email column", "emial,name\nada@example.org,Ada\n",
      """
      error: recipients/club.csv:1: no column is called 'email'
        the columns are 'emial', 'name'
        try: rename 'emial' to 'email'
        nothing was sent (exit 65)
      """),
    Case(
      "an empty file", "",
      """
      error: recipients/club.csv is empty
        try: begin it with a header row: email,name
        nothing was sent (exit 65)
      """),
    Case(
      "no text", "email,name\nada@example.org,A\0da\n",
      """
      error: recipients/club.csv:2: a NUL byte: this is not a text file in UTF-8
        try: save it as CSV (UTF-8), or as what spreadsheets call Unicode text
        nothing was sent (exit 65)
      """),
    Case(
      "a row of 2 MiB", "email,name\nada@example.org,\"" + String(repeating: "a", count: 2 << 20) + "\n",
      """
      error: recipients/club.csv:2: the row that begins here is longer than 1 MiB
        try: look for a quote that is not closed
        nothing was sent (exit 65)
      """),
  ]

  @Test(arguments: cases)
  func `nobody is mailed, and the words say which row`(example: Case) throws {
    let project = try SampleProject(list: example.list)
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let run = try project.run("send", "--list", "club", "--confirm", "1..10")
    #expect(run.status == 65)
    #expect(run.text.isEmpty)
    #expect(project.shown(run.errors) == example.errors)
    #expect(sandbox.count == 0)
    #expect(try project.run("report").status == 66)
  }

  @Test func `bad rows can be left out`() throws {
    let project = try SampleProject(list: SampleProject.club + "charles.example.org,Charles,\n")
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let run = try project.run("send", "--list", "club", "--skip-bad-rows", "--confirm", "4")
    #expect(run.status == 0, "\(run.errors)")
    #expect(sandbox.count == 4)
  }

  @Test func `a list that does not exist is answered with the nearest`() throws {
    let project = try SampleProject()
    try project.compose()
    let run = try project.run("send", "--list", "clbu", "--confirm", "4")
    #expect(run.status == 66)
    #expect(
      project.shown(run.errors) == """
        error: no list 'clbu' in recipients
          did you mean 'club'?
          nothing was sent (exit 66)

        """)
  }

  @Test(arguments: ["../recipients/club", "club.csv", "", ".", "/etc/passwd"])
  func `a name cannot lead out of the folder`(name: String) throws {
    let project = try SampleProject()
    try project.compose()
    #expect(try project.run("send", "--list", name, "--confirm", "4").status == 66)
  }

  @Test func `a value that is missing names the rows, and nobody is mailed`() throws {
    let project = try SampleProject(
      list: """
        email,name,firstname
        ada@example.org,Ada,Ada
        bob@example.org,,
        cy@example.org,Cy,
        di@example.org,,
        ed@example.org,,

        """,
      article: SampleProject.article.replacing("{{recipient.name|friend}}", with: "{{recipient.name}}"))
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let run = try project.run("send", "--list", "club", "--confirm", "5")
    #expect(run.status == 65)
    let words = """
      error: list recipients/club.csv has an error

      articles/the-white-helmets.md:13:7: error: {{recipient.name}} has no value for 3 people [missing-merge-value]
      13 | Hello {{recipient.name}},
         |       ^
      help: recipients/club.csv:3 (bob@example.org), :5 (di@example.org), :6 (ed@example.org)
      help: or give a fallback: {{recipient.name|friend}}

        nothing was sent (exit 65)

      """
    #expect(run.errors == words)
    #expect(sandbox.count == 0)
  }

  @Test func `a field that is no column is answered with the nearest column`() throws {
    let project = try SampleProject(
      article: SampleProject.article.replacing("{{recipient.name|friend}}", with: "{{recipient.nmae}}"))
    try project.compose()
    let run = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(run.status == 65)
    let words = """
      error: list recipients/club.csv has an error

      articles/the-white-helmets.md:13:7: error: {{recipient.nmae}} has no value for 4 people [missing-merge-value]
      13 | Hello {{recipient.nmae}},
         |       ^
      help: recipients/club.csv:2 (ada@example.org), :3 (zoe@example.net), :4 (mei@example.com) and 1 more
      help: the list has a column 'name'; did you mean {{recipient.name}}?
      help: or give a fallback: {{recipient.nmae|friend}}

        nothing was sent (exit 65)

      """
    #expect(run.errors == words)
  }
}
