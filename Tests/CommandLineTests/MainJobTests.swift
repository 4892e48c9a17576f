import Foundation
import Testing

/// From an article to what became of each recipient.
@Suite struct MainJobTests {
  @Test(arguments: ["project", "a folder with blanks"])
  func `an article is composed, previewed, sent and reported`(folder: String) throws {
    let project = try SampleProject(named: folder)
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    let composed = try project.run("compose", "articles/the-white-helmets.md")
    #expect(composed.status == 0)
    #expect(composed.errors.isEmpty)
    #expect(composed.lines.first == "Issue 1  The White Helmets")
    for file in ["issue.yaml", "message.html", "message.txt"] {
      #expect(project.exists("issues/001-the-white-helmets/\(file)"))
    }
    let preview = try project.run("preview", "--as", "ada@example.org")
    #expect(preview.status == 0)
    #expect(preview.text.contains("Hello Ada Winterbourne,"))
    #expect(!project.exists(".broadsheet/ledger.sqlite"))
    let sent = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(
      try sandbox.recipients() == [
        "ada@example.org", "mei@example.com", "reader@example.com", "zoe@example.net",
      ])
    let report = try project.run("report", "001-the-white-helmets")
    #expect(report.status == 0)
    #expect(
      report.text == """
        Issue 001-the-white-helmets to club, finished

          accepted by the server   4   100.0 %
          suppressed               1

        """)
    #expect(
      try project.states() == [
        "ada@example.org": "accepted", "zoe@example.net": "accepted", "mei@example.com": "accepted",
        "dmitri@example.net": "suppressed", "reader@example.com": "accepted",
      ])
  }

  @Test func `without a terminal progress is lines with times, and nothing drives a terminal`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let sent = try project.run("send", "--list", "club", "--confirm", "1..10")
    #expect(sent.status == 0)
    let time = /[0-9-]{10}T[0-9:]{8}Z/
    #expect(
      sent.errors.replacing(time, with: "TIME") == """
        TIME send start issue=001-the-white-helmets list=club people=4
        TIME send done accepted=4 retry=0 refused=0 exit=0

        """)
    #expect(
      sent.text.replacing(/in [0-9]+ s/, with: "in N s") == """
        Sent 001-the-white-helmets to club in N s

          accepted by the server   4   100.0 %
          suppressed               1

          Accepted means that the mail server took it, not that it reached an inbox.

        """)
    #expect(!(sent.text + sent.errors).contains("\u{1B}"))
  }

  @Test func `a second send is refused, and so is resuming when nothing is left`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 0)
    let second = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(second.status == 1)
    #expect(
      second.errors.replacing(/[0-9-]{10}T[0-9:]{8}Z/, with: "TIME") == """
        error: issue 001-the-white-helmets already went to club on TIME
          accepted for 4 of 4 people
          try: broadsheet send 001-the-white-helmets --list club --only-new   the people who joined since
               broadsheet send 001-the-white-helmets --list club --again      everybody a second time (asks first)
          nothing was sent (exit 1)

        """)
    let resumed = try project.run("send", "--list", "club", "--resume")
    #expect(resumed.status == 1)
    #expect(
      resumed.errors == """
        error: nothing is left of the mailing of 001-the-white-helmets to club
          accepted for 4 of 4 people
          nothing was sent (exit 1)

        """)
    #expect(sandbox.count == 4)
  }

  @Test func `--only-new mails those who joined, --again mails everybody`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 0)
    try project.write("recipients/club.csv", SampleProject.club + "late@example.org,Late,subscribed\n")
    let new = try project.run("send", "--list", "club", "--only-new", "--confirm", "1")
    #expect(new.status == 0, "\(new.errors)")
    #expect(try sandbox.mail().last?.recipient == "late@example.org")
    #expect(sandbox.count == 5)
    let again = try project.run("send", "--list", "club", "--again", "--confirm", "5")
    #expect(again.status == 0, "\(again.errors)")
    #expect(sandbox.count == 10)
    let none = try project.run("send", "--list", "club", "--only-new", "--confirm", "1")
    #expect(none.status == 65)
    #expect(
      none.errors == """
        error: list club has nobody to mail
          recipients/club.csv: 6 rows, less 1 unsubscribed, 5 who have it
          nothing was sent (exit 65)

        """)
  }

  @Test func `a test send has [Test] before the subject and leaves no trace in the ledger`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let test = try project.run("send", "--to", "me@example.org", "ada@example.org", "--list", "club")
    #expect(test.status == 0, "\(test.errors)")
    #expect(
      test.text == """
        me@example.org  accepted: 250 2.0.0 filed as 1
        ada@example.org  accepted: 250 2.0.0 filed as 2

        """)
    let mail = try sandbox.mail()
    #expect(mail.map { $0.field("Subject") } == ["[Test] The White Helmets", "[Test] The White Helmets"])
    #expect(
      mail.map { $0.field("To") } == [
        "Ada Winterbourne <me@example.org>", "Ada Winterbourne <ada@example.org>",
      ])
    #expect(!project.exists(".broadsheet/ledger.sqlite"))
    #expect(try project.run("report").status == 66)
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 0)
  }

  @Test func `--dry-run and --outbox make every message and send none`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let dry = try project.run("send", "--list", "club", "--dry-run")
    #expect(dry.status == 0)
    #expect(dry.errors.isEmpty)
    #expect(
      dry.text == "would send issue 001-the-white-helmets to 4 people on club; nothing was sent\n")
    let outbox = try project.run("send", "--list", "club", "--outbox", "out")
    #expect(outbox.status == 0)
    #expect(outbox.text == "wrote 4 messages into out; nothing was sent\n")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: project.folder.appending(path: "out").path)
    #expect(
      files.sorted() == [
        "0001-ada@example.org.eml", "0002-zoe@example.net.eml", "0003-mei@example.com.eml",
        "0005-reader@example.com.eml",
      ])
    for (file, mode) in [("out", 0o700), ("out/0001-ada@example.org.eml", 0o600)] {
      let path = project.folder.appending(path: file).path
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == mode)
    }
    #expect(sandbox.count == 0)
    // The ledger keeps no proposal: nothing was sent, and sending is the first time.
    #expect(try project.run("report").status == 66)
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 0)
    #expect(sandbox.count == 4)
  }

  @Test func `who stands twice is mailed once, who unsubscribed not at all`() throws {
    let project = try SampleProject(
      list: """
        email,name,status
        ada@example.org,Ada,subscribed
        ADA@example.org,Ada again,subscribed
        bob@example.org,Bob,subscribed
        bob@example.org,Bob,unsubscribed
        cy@example.org,Cy,bounced
        di@example.org,Di,complained
        ed@example.org,Ed,subscribed

        """)
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let refusal = try project.run("send", "--list", "club", "--confirm", "7")
    #expect(refusal.status == 64)
    let sent = try project.run("send", "--list", "club", "--confirm", "2")
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(try sandbox.recipients() == ["ada@example.org", "ed@example.org"])
  }

  @Test func `an address that bounced is skipped by the next issue`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(rules: ["rcptTo zoe@example.net first 1 550 5.1.1 no such user"])
    try project.use(sandbox)
    try project.compose()
    let first = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(first.status == 69)
    try project.compose("--number", "2")
    let second = try project.run("send", "--list", "club", "--confirm", "3")
    #expect(second.status == 0, "\(second.errors)")
    #expect(try sandbox.recipients().count { $0 == "zoe@example.net" } == 0)
    #expect(sandbox.count == 6)
  }

  @Test func `an issue that was changed after it was composed is not sent`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let text = try project.read("issues/001-the-white-helmets/message.txt")
    try project.write("issues/001-the-white-helmets/message.txt", text + "one more line\n")
    for arguments in [
      ["--list", "club", "--confirm", "4"], ["--to", "me@example.org"], ["--list", "club", "--dry-run"],
    ] {
      let run = try project.run(["send"] + arguments)
      #expect(run.status == 1)
      #expect(
        project.shown(run.errors) == """
          error: issues/001-the-white-helmets was changed after it was composed
            its content does not have the hash that issue.yaml gives
            try: broadsheet compose ARTICLE   to compose it again from what was changed
            nothing was sent (exit 1)

          """)
    }
    #expect(sandbox.count == 0)
  }

  @Test func `an issue that was sent is not composed again under its number`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 0)
    let before = try project.read("issues/001-the-white-helmets/issue.yaml")
    let run = try project.run(
      "compose", "articles/the-white-helmets.md", "--number", "1", "--subject", "Other")
    #expect(run.status == 1)
    #expect(
      run.errors == """
        error: issue 001-the-white-helmets was already sent
          what people got has to stay as it was
          try: leave out --number, and the issue gets the next one
          nothing was written (exit 1)

        """)
    #expect(try project.read("issues/001-the-white-helmets/issue.yaml") == before)
    #expect(
      try project.run("compose", "articles/the-white-helmets.md").lines.first == "Issue 2  The White Helmets")
  }
}
