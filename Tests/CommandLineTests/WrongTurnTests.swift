import Foundation
import Testing

/// What people type at first, and what helps them on.
@Suite struct WrongTurnTests {
  private let project: SampleProject

  init() throws { project = try SampleProject() }

  @Test(arguments: [
    ["list", "show", "club"], ["template", "show", "story"], ["dkim", "dns"], ["report", "--help"],
    ["config"],
    ["list", "export", "--suppressed", "--help"],
  ])
  func `a folder may be named before any command`(command: [String]) throws {
    let outside = project.folder.deletingLastPathComponent()
    let run = try Binary.run(["-C", project.folder.path] + command, in: outside)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == (try project.run(command)).text)
  }

  @Test(arguments: [("init", "new"), ("lint", "check"), ("prevew", "preview"), ("status", "report")])
  func `a command of another program names ours`(word: String, meant: String) throws {
    let run = try project.run(word)
    #expect(run.status == 64)
    #expect(run.errors.contains("did you mean '\(meant)'?"), "\(run.errors)")
  }

  @Test func `an account that is not described stops a rehearsal too, at its line`() throws {
    try project.compose()
    let configuration = try project.read("config/broadsheet.yaml")
    let lines = configuration.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.hasPrefix("account: ") }) + 1
    try project.write(
      "config/broadsheet.yaml", configuration.replacing(/(?m)^account: .*$/, with: "account: lettres"))
    let run = try project.run("send", "--list", "club", "--dry-run")
    #expect(run.status == 78)
    #expect(
      run.errors.contains("config/broadsheet.yaml:\(line):1: error: no account 'lettres' is described"),
      "\(run.errors)")
    let other = try Binary.run(
      ["doctor"], in: project.folder, environment: ["BROADSHEET_ACCOUNT": "nowhere"])
    #expect(other.errors.contains("or it has no host (from $BROADSHEET_ACCOUNT)"), "\(other.errors)")
  }

  @Test func `a language that is no tag is refused with its place`() throws {
    let configuration = try project.read("config/broadsheet.yaml")
    try project.write(
      "config/broadsheet.yaml",
      configuration.replacing("publication:\n", with: "publication:\n  language: english\n"))
    let run = try project.run("compose", "articles/the-white-helmets.md")
    #expect(run.status == 78)
    #expect(
      run.errors.contains("'publication.language' has to be a language tag such as en, pt-BR"),
      "\(run.errors)")
  }

  @Test func `who has not finished and who sends nothing are told apart`() throws {
    let sandbox = try SandboxProcess(rules: ["rcptTo zoe@example.net 451 4.7.1 later"])
    try project.use(sandbox)
    try project.compose()
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 75)
    #expect(
      try project.run("report").text.hasPrefix("Issue 001-the-white-helmets to club, unfinished\n"))
  }

  @Test func `without a feed it is said how to follow one`() throws {
    for command in ["list", "run"] {
      let run = try project.run("feed", command)
      #expect(run.status == 66)
      #expect(run.errors.contains("try: broadsheet feed add https://…"), "\(run.errors)")
    }
  }

  @Test func `a name that is no selector is a slip of the command line`() throws {
    let run = try project.run("dkim", "keygen", "--selector", "no selector!")
    #expect(run.status == 64)
    #expect(run.errors.contains("nothing was written"))
    try #require(try project.run("dkim", "keygen", "--selector", "m1").status == 0)
    let records = try project.run("dkim", "dns")
    #expect(!records.errors.contains("no key is configured"))
    #expect(records.errors.contains(".broadsheet/dkim/m1.pem signs nothing"))
  }

  @Test func `groups of checks go by the names that the summary has`() throws {
    try project.compose()
    let run = try project.run("check", "--only", "inbox,call to action")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("✓ call to action") && run.text.contains(" inbox "))
    #expect(!run.text.contains("links"))
    let wrong = try project.run("check", "--only", "subject-lenght")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("did you mean 'subject-length'?"))
  }

  @Test func `tags that an author shows on purpose stop no send`() throws {
    try project.write(
      "articles/the-white-helmets.md",
      SampleProject.article + "\n\nWrite `{{ page.title }}` or \\{{name}}.\n")
    try project.compose()
    let run = try project.run("check", "--only", "placeholder-tags")
    #expect(run.status == 0, "\(run.text)")
  }

  @Test func `a digest says which of its articles lead nowhere`() throws {
    for name in ["a", "b", "c"] {
      try project.write(
        "articles/\(name).md",
        "---\ntitle: Story \(name)\n\(name == "b" ? "" : "url: https://example.org/\(name)\n")---\nFirst.\n\nSecond.\n"
      )
    }
    let run = try project.run(
      "compose", "articles/a.md", "articles/b.md", "articles/c.md", "--template", "digest")
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "warning: the article \"Story b\" has no url: readers of the digest get no further than its summary [article-url]"
      ),
      "\(run.errors)")
    #expect(run.errors.ranges(of: "[article-url]").count == 1)
  }

  @Test func `what is read from standard input is called so`() throws {
    let run = try project.run(["mjml", "-"], input: "<p>x</p>")
    #expect(run.errors.contains("standard input:1:1: error: "), "\(run.errors)")
  }

  @Test(arguments: [
    ("", "error: letter.eml is empty\n"),
    ("email,name\n", "error: letter.eml is no mail: it has no header\n"),
  ])
  func `what is no mail is no letter to preview`(text: String, words: String) throws {
    try project.write("letter.eml", text)
    let run = try project.run("preview", "letter.eml")
    #expect(run.status == 65)
    #expect(run.text.isEmpty)
    #expect(run.errors.hasPrefix(words), "\(run.errors)")
    #expect(
      run.errors.hasSuffix("  try: broadsheet preview   to see the newest issue\n  (exit 65)\n"),
      "\(run.errors)")
  }

  @Test func `mail to the unsubscribe address that is no mail is called so`() throws {
    let run = try project.run(["unsubscribe", "--from-mail", "-"], input: "email,name\n")
    #expect(run.status == 65)
    #expect(run.errors == "error: it is no mail: it has no header\n  nobody was unsubscribed (exit 65)\n")
  }

  @Test func `a file without the column of addresses is told how to be imported`() throws {
    try project.write("people.csv", "Mailanschrift;Name\nada@example.org;Ada\n")
    let run = try project.run("list", "import", "people.csv", "--list", "new")
    #expect(
      run.errors == """
        error: people.csv:1: no column is called 'email'
          the columns are 'Mailanschrift', 'Name'
          try: --rename 'Mailanschrift=email', if that is the column of addresses
          nothing was changed (exit 65)

        """, "\(run.errors)")
    try project.write("people.csv", "E-Mail-Adresse;Name\nada@example.org;Ada\nNoReply@example.org;\n")
    #expect(try project.run("list", "import", "people.csv", "--list", "new").status == 0)
    #expect(
      try project.run("list", "check", "new").text.contains(
        "warning: 1 address is for a server and not for a reader: postmaster@, noreply@ and the like [list-servers]"
      ))
  }

  @Test func `a word of a segment without quotation marks is shown with them`() throws {
    let run = try project.run("list", "show", "club", "--segment", "name = Ada and email contains \"@\"")
    #expect(run.status == 64)
    #expect(
      run.errors.contains("in a shell: --segment 'name = \"Ada\" and email contains \"@\"'"), "\(run.errors)")
  }

  @Test func `a text of a segment that nobody has is answered with the nearest that somebody has`() throws {
    try project.write(
      "recipients/club.csv", "email,city\nada@example.org,Berlin\nbo@example.org,Bonn\ncy@example.org,\n")
    let run = try project.run("list", "show", "club", "--segment", "city in ('Berln', 'bonn', 'Ulm')")
    #expect(run.text.hasPrefix("club   1 person in the segment"), "\(run.text)")
    let nobody = try project.run("list", "show", "club", "--segment", "city = 'Berln' or city = 'Ulm'")
    #expect(
      nobody.text == """
        club   0 people in the segment, of 3 rows
          nobody has "Berln" in city; did you mean "Berlin"?
          nobody has "Ulm" in city
          columns    email, city

        """, "\(nobody.text)")
    try project.compose()
    let send = try project.run("send", "--list", "club", "--segment", "city = 'Berln'", "--confirm", "1")
    #expect(send.status == 65)
    #expect(
      send.errors.contains("  nobody has \"Berln\" in city; did you mean \"Berlin\"?\n"), "\(send.errors)")
  }

  @Test func `what is no article is said, and that nothing was written`() throws {
    for (arguments, status, words) in [
      (["compose", "articles"], 66, "articles is a folder, and a file is needed"),
      (["import", "ftp://example.org/a"], 64, "an address that begins with ftp:// is not fetched"),
      (["compose", "articles/the-white-helmets.md", "--template", "digest"], 65, "1 article is given"),
    ] as [([String], Int32, String)] {
      let run = try project.run(arguments)
      #expect(run.status == status)
      #expect(run.errors.contains(words), "\(run.errors)")
      #expect(run.errors.hasSuffix("  nothing was written (exit \(status))\n"), "\(run.errors)")
    }
  }

  @Test func `a report does not suggest itself`() throws {
    let sandbox = try SandboxProcess(rules: ["rcptTo zoe@example.net 550 5.1.1 no such user"])
    try project.use(sandbox)
    try project.compose()
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 69)
    #expect(try project.run("report").text.contains("--failed   who did not get it"))
    #expect(try !project.run("report", "--failed").text.contains("--failed   who did not get it"))
  }

  @Test func `a reader who cannot be meant is answered with those who can`() throws {
    let run = try project.run("preview", "articles/the-white-helmets.md", "--as", "zzz")
    #expect(run.status == 64)
    #expect(
      run.errors.contains("an address of the list, row:N, longest, emptiest, random or random:SEED"),
      "\(run.errors)")
  }

  @Test func `the version of its form stands in every JSON`() throws {
    for command in [
      ["config"], ["doctor", "terminal"], ["template", "list"], ["list", "show"], ["dkim", "dns"],
    ] {
      let run = try project.run(command + ["--json"])
      let object = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
      #expect(object?["v"] as? Int == 1, "\(command)")
    }
  }
}
