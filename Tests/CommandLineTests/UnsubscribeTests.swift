import Foundation
import Testing

/// The ways out, from the link in a message that arrived to the list that is mailed next.
@Suite struct UnsubscribeTests {
  /// A project whose issue was sent to its four readers, and the token of each.
  private func sent() throws -> (project: SampleProject, tokens: [String: String]) {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    try #require(try project.run("send", "--list", "club", "--confirm", "4").status == 0)
    let mail = try sandbox.mail()
    let tokens = try mail.map { message in
      let field = try #require(message.field("List-Unsubscribe"))
      return (message.recipient, String(try #require(field.firstMatch(of: /\?t=([a-z2-7]+)>/)).1))
    }
    return (project, Dictionary(uniqueKeysWithValues: tokens))
  }

  /// How many people another mailing would go to.
  private func people(_ project: SampleProject) throws -> Int {
    struct Rehearsal: Decodable { var people: Int }
    let run = try project.run("send", "--list", "club", "--again", "--dry-run", "--json")
    return try JSONDecoder().decode(Rehearsal.self, from: Data(run.output)).people
  }

  @Test func `the token of a link ends that subscription, once`() throws {
    let (project, tokens) = try sent()
    let token = try #require(tokens["ada@example.org"])
    let run = try project.run("unsubscribe", token)
    #expect(run.text == "unsubscribed ada@example.org from list club\n", "\(run.errors)")
    let again = try project.run("unsubscribe", token.uppercased(), "--list", "club")
    #expect(again.status == 0)
    #expect(again.text == "ada@example.org gets no mail for list club already\n")
    #expect(try people(project) == 3)
  }

  @Test func `a link stays good when the key is changed, and also the links made before that`() throws {
    let (project, tokens) = try sent()
    for round in 1...3 {
      let run = try project.run("token", "rotate")
      #expect(
        run.text
          == "made a new key; \(round) older \(round == 1 ? "one is" : "ones are") still recognised\n")
    }
    let run = try project.run("unsubscribe", try #require(tokens["zoe@example.net"]))
    #expect(run.text == "unsubscribed zoe@example.net from list club\n", "\(run.errors)")
    let file = project.folder.appending(path: ".broadsheet/token.key").path
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `mail to the unsubscribe address counts by its token, whoever sent it`() throws {
    let (project, tokens) = try sent()
    let token = try #require(tokens["mei@example.com"])
    let mail =
      "From: elsewhere@example.net\r\nTo: editors@example.org\r\nSubject: unsubscribe \(token)\r\n\r\n\r\n"
    let run = try project.run(["unsubscribe", "--from-mail", "-", "--json"], input: mail)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains(#""address" : "mei@example.com""#))
    #expect(try people(project) == 3)
  }

  @Test func `mail without a token of ours ends nothing and names who it says it is from`() throws {
    let (project, _) = try sent()
    let mail = "From: Ada <ada@example.org>\r\nSubject: unsubscribe aaaaaaaaaaaaaaaaaaaaaaa\r\n\r\n"
    let run = try project.run(["unsubscribe", "--from-mail", "-"], input: mail)
    #expect(run.status == 65)
    #expect(
      run.errors == """
        error: the mail has no token of ours in its subject or the addresses it went to
          it says that it is from ada@example.org, which anybody can write
          try: broadsheet unsubscribe ada@example.org --list NAME   if you know that it is
          nobody was unsubscribed (exit 65)

        """)
    #expect(try people(project) == 4)
  }

  @Test func `a forged token, a bounce address and another list's name end nothing`() throws {
    let (project, tokens) = try sent()
    let token = try #require(tokens["ada@example.org"])
    let forged = String(token.reversed())
    for arguments in [[forged], [String(token.dropLast())], ["x"]] {
      #expect(try project.run(["unsubscribe"] + arguments).status == 65, "\(arguments)")
    }
    let other = try project.run("unsubscribe", token, "--list", "other")
    #expect(other.status == 65)
    #expect(other.errors.contains("the token is for the list club, not for other"))
    #expect(try people(project) == 4)
  }

  @Test func `an address needs to be told which list, and rehearsing changes nothing`() throws {
    let (project, _) = try sent()
    #expect(try project.run("unsubscribe", "ada@example.org").status == 64)
    #expect(try project.run("unsubscribe", "ada@example.org", "--list", "clbu").status == 66)
    #expect(try project.run("unsubscribe", "ada@", "--list", "club").status == 64)
    let rehearsal = try project.run("unsubscribe", "ADA@example.org", "--list", "club", "-n")
    #expect(rehearsal.text == "would unsubscribe ADA@example.org from list club; nothing was changed\n")
    #expect(try people(project) == 4)
    #expect(try project.run("unsubscribe", "ADA@example.org", "--everywhere").status == 0)
    #expect(try people(project) == 3)
  }

  @Test func `a whole link is as good as its token`() throws {
    let (project, tokens) = try sent()
    let token = try #require(tokens["ada@example.org"])
    for link in [
      "https://example.org/unsubscribe?t=\(token)",
      "mailto:unsubscribe+\(token)@example.org?subject=unsubscribe",
    ] {
      let run = try project.run("unsubscribe", link, "-n")
      #expect(
        run.text == "would unsubscribe ada@example.org from list club; nothing was changed\n", "\(run.errors)"
      )
    }
    let other = try project.run(
      "unsubscribe", "https://example.org/unsubscribe?t=\(String(token.reversed()))")
    #expect(other.status == 65)
  }

  @Test func `a mailbox is worked off mail by mail`() throws {
    let (project, tokens) = try sent()
    func mail(_ name: String, _ subject: String, _ more: String = "") throws {
      try project.write(
        "box/new/\(name)", "From: x@example.org\nTo: u@example.org\n\(more)Subject: \(subject)\n\nBye\n")
    }
    try FileManager.default.createDirectory(
      at: project.folder.appending(path: "box/cur"), withIntermediateDirectories: true)
    #expect(try project.run("unsubscribe", "--from-mail", "nothing").status == 66)
    try mail("1", "unsubscribe \(tokens["ada@example.org"] ?? "")")
    try mail("2", "Re: unsubscribe \(tokens["ada@example.org"] ?? "")")
    try mail("3", "away \(tokens["zoe@example.net"] ?? "")", "Auto-Submitted: auto-replied\n")
    let good = try project.run("unsubscribe", "--from-mail", "box")
    #expect(
      good.text == """
        box/new/1: unsubscribed ada@example.org from list club
        box/new/2: ada@example.org gets no mail for list club already
        box/new/3: the mail is an automatic answer, which asks for nothing
        3 mails: 1 unsubscribed, 1 without mail already, 1 automatic answer

        """, "\(good.errors)")
    #expect(good.status == 0)
    try mail("4", "please take me off")
    let puzzling = try project.run("unsubscribe", "--from-mail", "box", "--json")
    #expect(puzzling.status == 65)
    #expect(
      puzzling.text.contains("the mail has no token of ours in its subject or the addresses it went to"))
    #expect(try people(project) == 3)
  }

  @Test func `a vacation note to the unsubscribe address ends nothing`() throws {
    let (project, tokens) = try sent()
    let token = try #require(tokens["mei@example.com"])
    let mail = """
      Return-Path: <mei@example.com>
      From: mei@example.com
      To: unsubscribe+\(token)@example.org
      Subject: Automatic reply: unsubscribe \(token)
      Auto-Submitted: auto-replied

      I am away.
      """
    let run = try project.run(["unsubscribe", "--from-mail", "-"], input: mail)
    #expect(
      run.errors == """
        error: the mail is an automatic answer, which asks for nothing
          Auto-Submitted: auto-replied
          nobody was unsubscribed (exit 65)

        """)
    #expect(try people(project) == 4)
  }

  @Test func `who was erased stays away, is told apart, and may come back`() throws {
    let (project, tokens) = try sent()
    try project.write(
      "recipients/club.rejects", "from,row,reason,fields\nfile,2,x,ADA@example.org,\nfile,3,y,bob@\n")
    let erased = try project.run("list", "erase", "ada@example.org", "--yes")
    #expect(
      erased.text
        == "took ada@example.org out of club, example, malformed, club.rejects and 1 delivery; a keyed hash stays and suppresses it\n",
      "\(erased.errors)")
    #expect(try project.read("recipients/club.rejects") == "from,row,reason,fields\nfile,3,y,bob@\n")
    let link = try project.run("unsubscribe", try #require(tokens["ada@example.org"]))
    #expect(link.text == "who had that message was erased and gets no mail; nothing was changed\n")
    #expect(try project.run("token", "rotate").status == 0)
    let old = "email,name\nAda@example.org,Ada\nnew@example.org,Nu\nada@example.org\n"
    let again = try project.run(["list", "import", "-", "--list", "club"], input: old)
    #expect(again.text.contains(": 1 added, 0 updated, 0 unchanged, 2 left out\n"), "\(again.text)")
    #expect(
      again.text.contains("\n2 rows are of people who were erased; who asks to come back: broadsheet list"))
    #expect(try !project.read("recipients/club.csv").lowercased().contains("ada@"))
    let rejects = project.exists("recipients/club.rejects") ? try project.read("recipients/club.rejects") : ""
    #expect(!rejects.contains("ada@"))
    #expect(
      try project.run("list", "export", "--person", "ada@example.org").text.contains(#""from" : "erased""#))
    let back = try project.run("list", "unsuppress", "ada@example.org", "--everywhere")
    #expect(back.status == 1)
    #expect(back.errors.contains("ada@example.org was erased on "))
    #expect(try project.run("list", "unsuppress", "ada@example.org", "--everywhere", "--asked").status == 0)
    let third = try project.run(["list", "import", "-", "--list", "club"], input: old)
    #expect(third.text.contains(": 1 added, 0 updated, 1 unchanged, 1 rejected\n"), "\(third.text)")
  }

  @Test func `the link in a test message is as good`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    try #require(try project.run("send", "--list", "club", "--to", "ada@example.org").status == 0)
    let field = try #require(try sandbox.mail().first?.field("List-Unsubscribe"))
    let token = String(try #require(field.firstMatch(of: /\?t=([a-z2-7]+)>/)).1)
    let run = try project.run("unsubscribe", token)
    #expect(run.text == "unsubscribed ada@example.org from list club\n", "\(run.errors)")
  }
}
