import Foundation
import Testing

/// What comes back after a mailing: from the messages that arrived to the list that is mailed next.
@Suite struct BouncesTests {
  private let project: SampleProject
  private let sandbox: SandboxProcess

  init() throws {
    (project, sandbox) = (try SampleProject(), try SandboxProcess())
    try project.use(sandbox)
    try project.compose()
    try #require(try project.run("send", "--list", "club", "--confirm", "4").status == 0)
  }

  /// The message that somebody got.
  private func mail(to address: String) throws -> Mail {
    try #require(try sandbox.mail().last { $0.recipient == address })
  }

  /// A report about somebody's message, as a mail server writes it.
  private func report(
    on address: String, status: String, _ words: String, action: String = "failed", to: String? = nil
  ) throws -> String {
    let mail = try mail(to: address)
    return """
      Return-Path: <>
      From: MAILER-DAEMON@mx.example.org
      To: \(to ?? mail.envelope.mailFrom.address)
      Content-Type: multipart/report; report-type=delivery-status; boundary=b1

      --b1
      Content-Type: text/plain

      It did not arrive.
      --b1
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.example.org

      Final-Recipient: rfc822; \(address)
      Action: \(action)
      Status: \(status)
      Diagnostic-Code: smtp; \(words)

      --b1--

      """
  }

  private func complaint(about mail: Mail, from sender: String = "complaints@mail.example.com") -> String {
    """
    From: \(sender)
    To: abuse@example.org
    Content-Type: multipart/report; report-type=feedback-report; boundary=b1

    --b1
    Content-Type: message/feedback-report

    Feedback-Type: abuse
    User-Agent: Reporter/1.0
    Version: 1

    --b1
    Content-Type: message/rfc822

    Message-ID: \(mail.field("Message-ID") ?? "")
    Subject: \(mail.field("Subject") ?? "")

    --b1--

    """
  }

  /// How many people another mailing would go to.
  private func people() throws -> Int {
    struct Rehearsal: Decodable { var people: Int }
    let run = try project.run("send", "--list", "club", "--again", "--dry-run", "--json")
    return try JSONDecoder().decode(Rehearsal.self, from: Data(run.output)).people
  }

  @Test func `an address that takes no mail gets no more, and the report says so`() throws {
    let report = try report(on: "ada@example.org", status: "5.1.1", "550 5.1.1 no such user")
    let rehearsal = try project.run(["bounces", "-", "-n"], input: report)
    #expect(rehearsal.lines.first == "1 mail, nothing was recorded", "\(rehearsal.errors)")
    #expect(try people() == 4)
    let run = try project.run(["bounces", "-"], input: report)
    #expect(
      run.text == """
        1 mail

          hard   1   the address takes no mail

          Not mailed any more
            ada@example.org   550 5.1.1 no such user
            (broadsheet list unsuppress ada@example.org --everywhere   undoes it)

        """, "\(run.errors)")
    #expect(try people() == 3)
    let again = try project.run(["bounces", "-"], input: report)
    #expect(again.text == "1 mail\n\n  known   1   recorded before\n")
    let shown = try project.run("report", "--bounced")
    #expect(shown.text.contains("  came back                1    25.0 %   1 hard\n"), "\(shown.text)")
    #expect(shown.text.hasSuffix("\n\n  ada@example.org  came back, hard: 550 5.1.1 no such user\n"))
    let history = try project.run("report", "--to", "ada@example.org")
    #expect(history.lines.dropLast().last?.hasSuffix("  came back, hard: 550 5.1.1 no such user") == true)
    let table = try project.run("report", "--csv", "--bounced").text
    #expect(table.hasSuffix(",hard,550 5.1.1 no such user\r\n"), "\(table)")
  }

  @Test func `an address that is allowed again stays allowed when the mailbox is read once more`() throws {
    try project.write(
      "mail/1.eml", try report(on: "ada@example.org", status: "5.1.1", "550 5.1.1 no such user"))
    #expect(try project.run("bounces", "mail").status == 0)
    #expect(try project.run("list", "unsuppress", "ada@example.org", "--everywhere").status == 0)
    #expect(try project.run("bounces", "mail").text.contains("known"))
    #expect(try people() == 4)
  }

  @Test func `a complaint ends all mail to its reader, whose address it does not tell`() throws {
    let mail = try mail(to: "mei@example.com")
    let run = try project.run(["bounces", "-", "--json"], input: complaint(about: mail))
    struct Result: Decodable {
      struct Row: Decodable { var address, kind, suppressed: String }
      var v, mails, complaints: Int
      var recorded: [Row]
    }
    let result = try JSONDecoder().decode(Result.self, from: Data(run.output))
    #expect(result.complaints == 1)
    #expect(result.recorded.map(\.address) == ["mei@example.com"])
    #expect(result.recorded.map(\.suppressed) == ["complained"])
    #expect(try people() == 3)
    let refused = try project.run("list", "unsuppress", "mei@example.com", "--everywhere")
    #expect(refused.status == 1)
  }

  @Test func `forged tokens, unknown messages and the mail of people stop mail to nobody`() throws {
    let forged = try report(
      on: "ada@example.org", status: "5.1.1", "550 5.1.1 no such user",
      to: "bounces+aaaaaaaaaaaaaaaaaaaaaaa@example.org")
    let unsubscribe = try #require(
      try mail(to: "ada@example.org").field("List-Unsubscribe")?.firstMatch(of: /\?t=([a-z2-7]+)>/))
    let other = try report(
      on: "ada@example.org", status: "5.1.1", "550 5.1.1 no such user",
      to: "bounces+\(unsubscribe.1)@example.org")
    var strange = try mail(to: "mei@example.com")
    strange.octets = Array("Message-ID: <1.1.guessed@example.org>\r\nSubject: x\r\n\r\n".utf8)
    let letter = "From: Bob <bob@example.com>\nTo: letters@example.org\nSubject: Re: lamp\n\nThank you!\n"
    for (name, text) in [
      ("1", forged), ("2", other), ("3", complaint(about: strange)), ("4", letter),
    ] {
      try project.write("mail/\(name).eml", text)
    }
    let run = try project.run("bounces", "mail")
    #expect(
      run.text == """
        4 mails

          letters     1   a person wrote: mail/4.eml
          of nobody   3   without a token of ours: forged, or of another project

        """, "\(run.errors)")
    #expect(try people() == 4)
  }

  @Test func `what is no mail is said to be none, and does not hide the mail beside it`() throws {
    let octets = String(
      decoding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 1] as [UInt8], as: UTF8.self)
    try project.write("odd/picture.png", octets)
    let picture = try project.run("bounces", "odd/picture.png")
    #expect(picture.status == 65)
    #expect(picture.text.isEmpty)
    #expect(
      picture.errors == """
        error: odd/picture.png is no mail: it has no header
          a mailbox file begins with a line 'From ', a message with fields such as Received: and From:
          nothing was recorded (exit 65)

        """)
    let list = try project.run("bounces", "recipients/club.csv", "--json")
    #expect(list.status == 65)
    try project.write("prose.txt", "From my point of view, it is late.\n\nAnd cold.\n")
    #expect(try project.run("bounces", "prose.txt").status == 65)
    #expect(
      try project.run(["bounces", "-"], input: "email,link\nada@example.org,https://example.org/\n").status
        == 65)
    let both = try project.run("bounces", "recipients")
    #expect(both.errors.hasPrefix("error: there is no mail in recipients: its "), "\(both.errors)")
    try project.write(
      "odd/1.eml", try report(on: "ada@example.org", status: "5.1.1", "550 5.1.1 no such user"))
    let folder = try project.run("bounces", "odd")
    #expect(folder.status == 0)
    #expect(folder.text.contains("1 mail\n"))
    #expect(
      folder.text.contains("  no mail   1   files without a header: odd/picture.png\n"), "\(folder.text)")
    #expect(try people() == 3)
  }

  @Test func `nothing is wrong with a mailbox in which nothing lies`() throws {
    try project.write("spool", "")
    let run = try project.run("bounces", "spool")
    #expect(run.status == 0)
    #expect(run.text == "0 mails\n")
    #expect(run.errors == "spool is empty\n")
    for folder in ["new", "cur", "tmp"] { try project.write("Maildir/\(folder)/.keep", "") }
    let maildir = try project.run("bounces", "Maildir")
    #expect(maildir.status == 0)
    #expect(maildir.text == "0 mails\n")
    #expect(maildir.errors.isEmpty)
  }

  @Test func `a refusal because of the sender stops mail to nobody, and is told by its words`() throws {
    for (index, address) in ["ada@example.org", "mei@example.com"].enumerated() {
      try project.write(
        "mail/\(index).eml", try report(on: address, status: "5.7.26", "550 5.7.26 not signed by its domain"))
    }
    let run = try project.run("bounces", "mail")
    #expect(
      run.text == """
        2 mails

          policy   2   refused because of the sender, not of the reader

          About the sender, for whoever runs the domain (broadsheet doctor --dns system):
            2 × 550 5.7.26 not signed by its domain

        """, "\(run.errors)")
    #expect(try people() == 4)
  }

  @Test func `a full mailbox is counted, and stops mail after so many issues in a row`() throws {
    let configuration = try project.read("config/broadsheet.yaml")
    try project.write("config/broadsheet.yaml", configuration + "\nbounces:\n  in-a-row: 2\n")
    func full(_ arguments: String...) throws -> String {
      let text = try report(on: "ada@example.org", status: "5.2.2", "552 5.2.2 full")
      return try project.run(["bounces", "-"] + arguments, input: text).text
    }
    #expect(try full() == "1 mail\n\n  soft   1   this issue did not arrive, the next one may\n")
    #expect(try full() == "1 mail\n\n  known   1   recorded before\n")
    #expect(try people() == 4)
    try #require(try project.run("send", "--list", "club", "--again", "--confirm", "4").status == 0)
    #expect(
      try full() == """
        1 mail

          soft   1   this issue did not arrive, the next one may

          Not mailed any more
            ada@example.org   2 issues in a row, last: 552 5.2.2 full
            (broadsheet list unsuppress ada@example.org --everywhere   undoes it)

        """)
    #expect(try people() == 3)
  }

  @Test func `mail is read from a Maildir, a mailbox file and a folder`() throws {
    let addresses = ["ada@example.org", "mei@example.com", "zoe@example.net"]
    let reports = try addresses.map { try report(on: $0, status: "4.2.2", "452 4.2.2 full") }
    try project.write("Maildir/new/1", reports[0])
    try project.write("Maildir/cur/2:2,S", reports[1])
    try project.write("Maildir/tmp/3", reports[2])
    #expect(try project.run("bounces", "Maildir", "-n").lines.first == "2 mails, nothing was recorded")
    let mailbox = reports.map { "From MAILER-DAEMON Sat Nov 28 10:02:11 2026\n" + $0 + "\n" }.joined()
    try project.write("mbox", mailbox)
    let run = try project.run("bounces", "mbox", "-n")
    #expect(run.text.hasPrefix("3 mails, nothing was recorded\n\n  soft   3"), "\(run.text)\(run.errors)")
    #expect(try project.run(["bounces", "-", "-n"], input: mailbox).text == run.text)
    let missing = try project.run("bounces", "nowhere")
    #expect(missing.status == 66)
    #expect(missing.errors == "error: there is no file nowhere\n  (exit 66)\n")
    #expect(try project.run("bounces").status == 64)
  }

  @Test func `after an erasure the words of a bounce are gone`() throws {
    let report = try report(on: "ada@example.org", status: "5.2.2", "552 5.2.2 ada@example.org is full")
    #expect(try project.run(["bounces", "-"], input: report).status == 0)
    #expect(try project.run("list", "erase", "ada@example.org", "--yes").status == 0)
    let ledger = try Data(contentsOf: project.folder.appending(path: ".broadsheet/ledger.sqlite"))
    #expect(ledger.range(of: Data("ada@example.org".utf8)) == nil)
  }

  @Test func `what comes back for somebody who was erased is not written down`() throws {
    let report = try report(on: "ada@example.org", status: "5.1.1", "550 5.1.1 ada@example.org is unknown")
    #expect(try project.run("list", "erase", "ada@example.org", "--yes").status == 0)
    let run = try project.run(["bounces", "-"], input: report)
    #expect(run.text == "1 mail\n\n  erased   1   of people who were erased: nothing of it is kept\n")
    for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
      let file = project.folder.appending(path: ".broadsheet/\(name)")
      let octets = FileManager.default.contents(atPath: file.path) ?? Data()
      #expect(octets.range(of: Data("ada@example.org".utf8)) == nil, "\(name)")
    }
  }
}
