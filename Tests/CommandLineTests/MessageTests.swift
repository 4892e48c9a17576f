import Foundation
import Testing

/// The messages that arrive.
@Suite struct MessageTests {
  static let list = """
    email,name,status
    ada@example.org,Ada Winterbourne,
    zoe@example.net,Zoë Müller-Ångström,
    layla@example.org,ليلى حداد,
    mei@example.com,王小美,
    grace@example.net,"Grace Adeyemi, Ph.D.",
    o'hara+news@example.org,"Pat ""Paddy"" O'Hara <pat@evil.example>",
    long@example.org,Adélaïde-Wilhelmine Charlotte Friederike Luise von Preußen-Oranien-Nassau und zu Hohenzollern-Sigmaringen,
    idn@bücher.example,IDN,
    reader@example.com,,

    """

  @Test func `each reader gets one message, to nobody else, with an envelope of its own`() throws {
    let project = try SampleProject(list: Self.list)
    let sandbox = try SandboxProcess()
    try project.use(sandbox, "return-path-domain: bounces.example.org")
    try project.compose("--subject", "Grüße an {{recipient.name|alle}} ☀️")
    let run = try project.run("send", "--list", "club", "--confirm", "9")
    #expect(run.status == 0, "\(run.errors)")
    let mail = try sandbox.mail()
    #expect(mail.count == 9)
    #expect(Set(mail.compactMap { $0.field("Message-ID") }).count == 9)
    #expect(Set(mail.map(\.envelope.mailFrom.address)).count == 9)
    for message in mail {
      #expect(message.envelope.rcptTo.count == 1)
      #expect(message.envelope.bareLineFeeds == 0)
      #expect(message.envelope.longestLine <= 998)
      #expect(message.envelope.client == "client.example")
      let sender = message.envelope.mailFrom.address
      #expect(sender.hasPrefix("bounces+") && sender.hasSuffix("@bounces.example.org"))
      #expect(sender.prefix { $0 != "@" }.utf8.count <= 64)
      #expect(message.field("To")?.contains(message.recipient) == true)
      #expect(message.header.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
      for name in [
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "List-Unsubscribe",
        "List-Unsubscribe-Post", "List-Id", "List-Help", "List-Owner", "List-Post", "Feedback-ID",
        "Precedence",
      ] {
        #expect(message.header.count { $0.hasPrefix(name + ":") } == 1, "\(name)")
      }
      #expect(
        message.text.components(separatedBy: "\r\n").dropLast(0).contains { $0.hasPrefix("..") } == false)
    }
    #expect(mail.contains { $0.recipient == "idn@xn--bcher-kva.example" })
  }

  @Test(.enabled(if: Python.interpreter != nil))
  func `Python reads them without a defect`() throws {
    let project = try SampleProject(list: Self.list)
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose("--subject", "Grüße an {{recipient.name|alle}} ☀️")
    #expect(try project.run("send", "--list", "club", "--confirm", "9").status == 0)
    let readings = try Python.read(folder: sandbox.folder)
    #expect(readings.count == 9)
    let names = Dictionary(uniqueKeysWithValues: readings.map { ($0.address, $0.name) })
    #expect(names["zoe@example.net"] == "Zoë Müller-Ångström")
    #expect(names["layla@example.org"] == "ليلى حداد")
    #expect(names["grace@example.net"] == "Grace Adeyemi, Ph.D.")
    #expect(names["o'hara+news@example.org"] == #"Pat "Paddy" O'Hara <pat@evil.example>"#)
    #expect(names["reader@example.com"] == "")
    for reading in readings {
      #expect(reading.defects == [])
      #expect(reading.recipients == 1)
      #expect(reading.subject == "Grüße an \(reading.name.isEmpty ? "alle" : reading.name) ☀️")
      #expect(reading.types == ["multipart/alternative", "text/plain", "text/html"])
      #expect(reading.plain.contains("\nHello \(reading.name.isEmpty ? "friend" : reading.name),\n"))
      #expect(reading.plain.contains("\n.This line begins with a dot.\n"))
      #expect(reading.plain.contains("https://www.netflix.com/title/80101827"))
      #expect(reading.html.contains("https://www.netflix.com/title/80101827"))
      #expect(!reading.html.contains("<pat@evil.example>"))
    }
  }

  @Test func `a line break in a subject makes no field`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose("--subject", "Hi\r\nBcc: eve@example.org\n\nBody", "--preheader", "A\r\nB")
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 0)
    for message in try sandbox.mail() {
      #expect(message.field("Subject") == "Hi Bcc: eve@example.org  Body")
      #expect(message.field("Bcc") == nil)
    }
  }

  @Test func `a value of the list cannot make a field or markup`() throws {
    let project = try SampleProject(
      list:
        "email,name,town\nada@example.org,Ada,\"Oslo\r\nBcc: eve@example.org <b>bold</b> {{recipient.name}}\"\n",
      article: SampleProject.article.replacing("Hello", with: "From {{recipient.town}}, hello"))
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose("--subject", "News from {{recipient.town}}")
    let run = try project.run("send", "--list", "club", "--confirm", "1", "--force", "placeholder-tags")
    #expect(run.status == 0, "\(run.errors)")
    let message = try #require(try sandbox.mail().first)
    #expect(message.field("Bcc") == nil)
    #expect(message.field("Subject") == "News from Oslo Bcc: eve@example.org <b>bold</b> {{recipient.name}}")
    #expect(!message.text.contains("<b>bold</b> {{recipient.name}}, hello</p>"))
    #expect(message.text.contains("&lt;b&gt;bold&lt;/b&gt;"))
  }

  @Test func `every message says how to leave, by a link and by mail, and the signature covers it`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    #expect(try project.run("dkim", "keygen", "--selector", "s1").status == 0)
    try project.use(sandbox)
    try project.write(
      "config/broadsheet.yaml",
      project.read("config/broadsheet.yaml") + """
        dkim:
          selector: s1
        list-headers:
          complaints: fbl@example.org

        """)
    try project.write(
      "config/broadsheet.yaml",
      project.read("config/broadsheet.yaml").replacing(
        "links:\n", with: "links:\n  archive: https://example.org/letters/\n"))
    try project.compose("--automatic")
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 0)
    let mail = try sandbox.mail()
    #expect(mail.count == 4)
    var tokens: Set<Substring> = []
    for message in mail {
      let wayOut = try #require(message.field("List-Unsubscribe"))
      let match = try #require(
        wayOut.wholeMatch(
          of:
            /<https:\/\/example\.org\/unsubscribe\?t=([a-z2-7]+)>,\s+<mailto:editors@example\.org\?subject=unsubscribe%20([a-z2-7]+)>/
        ))
      #expect(match.1 == match.2)
      tokens.insert(match.1)
      #expect(message.field("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click")
      #expect(message.field("List-Id") == "The Lantern <club.example.org>")
      #expect(message.field("Auto-Submitted") == "auto-generated")
      #expect(message.field("CFBL-Address") == "fbl@example.org; report=arf")
      let signed = try #require(message.field("DKIM-Signature")?.filter { !$0.isWhitespace })
      let names = try #require(signed.firstMatch(of: /;h=([^;]+)/)?.1).split(separator: ":")
      for name in message.header.compactMap({ $0.split(separator: ":").first?.lowercased() })
      where name != "dkim-signature" && !name.hasPrefix("x-") {
        #expect(names.contains(Substring(name)), "\(name) is not signed")
      }
      for name in ["list-unsubscribe", "list-unsubscribe-post", "list-id", "from", "subject"] {
        #expect(names.count { $0 == name } == 2, "\(name) could be added a second time")
      }
    }
    #expect(tokens.count == 4)
  }
}
