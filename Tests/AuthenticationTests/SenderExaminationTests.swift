import DKIM
import Testing

@testable import Authentication

/// What the DNS has, compared with what is sent.
@Suite struct SenderExaminationTests {
  private let key: DKIMKey
  private let zone: Zone

  init() throws {
    var generator = SystemRandomNumberGenerator()
    key = try DKIMKey.generated(.ed25519SHA256, using: &generator)
    zone = Zone(texts: [
      "m1._domainkey.example.org": [DKIMKeyRecord(key.publicKey).text],
      "bounces.example.org": ["v=spf1 a:mail.example.org ~all"],
      "_dmarc.example.org": ["v=DMARC1; p=none; rua=mailto:dmarc@example.org"],
    ])
    zone.hosts = ["mail.example.org": ["203.0.113.5"]]
    zone.servers = [
      "example.org": [MailServer(preference: 10, name: "mail.example.org")],
      "bounces.example.org": [MailServer(preference: 10, name: "mail.example.org")],
    ]
    zone.reverse = ["203.0.113.5": ["mail.example.org"]]
  }

  private var sender: SenderIdentity {
    SenderIdentity(
      fromDomain: "example.org", returnPathDomain: "bounces.example.org", signingDomain: "example.org",
      keys: [.init(selector: "m1", publicKey: key.publicKey)], server: "mail.example.org")
  }

  private func observations(_ sender: SenderIdentity? = nil) -> [Observation] {
    SenderExamination(sender ?? self.sender, asking: zone).observations()
  }

  /// The first that is not good.
  private func complaint(_ sender: SenderIdentity? = nil) throws -> Observation {
    try #require(observations(sender).first { $0.state != .good })
  }

  @Test func `a sender whose records are right hears nothing but good`() {
    let observations = observations()
    #expect(observations.filter { $0.state != .good } == [])
    #expect(
      observations.map { "\($0.subject) \($0.name) \($0.words)" } == [
        "dkim m1._domainkey.example.org is the key that signs: Ed25519",
        "spf bounces.example.org has one record, softfail for everybody else (1 of 10 lookups)",
        "spf bounces.example.org lets 203.0.113.5 send (a:mail.example.org of bounces.example.org)",
        "dmarc _dmarc.example.org asks for none",
        "alignment d=example.org is the domain of the From address",
        "alignment return path bounces.example.org aligns with example.org: both are of example.org",
        "mx example.org takes replies at mail.example.org",
        "mx bounces.example.org takes bounces at mail.example.org",
        "ptr 203.0.113.5 is mail.example.org, which leads back to it",
      ])
  }

  @Test func `a key that is another, missing, revoked or only tested is noticed`() throws {
    let name = "m1._domainkey.example.org"
    func words(_ record: String?) throws -> String {
      zone.texts[name] = record.map { [$0] }
      return try complaint().words
    }
    var generator = SystemRandomNumberGenerator()
    let other = try DKIMKey.generated(.ed25519SHA256, using: &generator)
    #expect(try words(DKIMKeyRecord(other.publicKey).text) == "has another key than the one that signs")
    #expect(try words(nil) == "does not exist, so nobody can verify a signature")
    #expect(try words("v=DKIM1; p=") == "was revoked: its p= is empty")
    #expect(try words("v=DKIM1; k=ed25519; p=@@@") == "has a key (p=) that cannot be read")
    #expect(try words(DKIMKeyRecord(key.publicKey).text + "; t=y").contains("only testing (t=y)"))
    #expect(try words(DKIMKeyRecord(key.publicKey).text + "; h=sha1") == "forbids SHA-256 (h=)")
    zone.texts[name] = [DKIMKeyRecord(key.publicKey).text, "v=DKIM1; p="]
    #expect(try complaint().words == "has 2 records; receivers take any")
  }

  @Test func `an SPF record is judged for the server and for everybody else`() throws {
    func words(_ record: String?) throws -> String {
      zone.texts["bounces.example.org"] = record.map { [$0] }
      return try complaint().words
    }
    #expect(try words(nil) == "has no SPF record")
    #expect(try words("v=spf1 ip4:198.51.100.1 -all").hasPrefix("does not let 203.0.113.5 send: fail (-all"))
    #expect(try words("v=spf1 a:mail.example.org +all").hasPrefix("lets everybody send"))
    #expect(try words("v=spf1 a:mail.example.org").hasPrefix("says nothing about everybody else (1 of 10"))
    #expect(try words("v=spf1 nonsense").hasPrefix("cannot be evaluated"))
  }

  @Test func `DMARC is looked for above the domain, and alignment goes by it`() throws {
    var sender = sender
    sender.fromDomain = "letters.example.org"
    zone.servers["letters.example.org"] = zone.servers["example.org"]
    #expect(observations(sender).filter { $0.state != .good } == [])
    zone.texts["_dmarc.example.org"] = ["v=DMARC1; p=reject; adkim=s"]
    #expect(try complaint(sender).words == "is not letters.example.org, and the DMARC record is strict")
    zone.texts["_dmarc.example.org"] = ["v=DMARC1; p=none; pct=20"]
    #expect(try complaint().words == "asks for none, with pct=, which RFC 9989 took out")
    zone.texts["_dmarc.example.org"] = nil
    #expect(try complaint().words == "does not exist, nor does one above it: there is no DMARC record")
    zone.texts["_dmarc.example.org"] = ["v=DMARC1; p=none"]
    sender.signingDomain = "relay.example.net"
    zone.texts["m1._domainkey.relay.example.net"] = [DKIMKeyRecord(key.publicKey).text]
    #expect(try complaint(sender).words.hasSuffix("they do not align"))
  }

  @Test func `mail to the sender has to arrive, and its address has to have a name`() throws {
    zone.servers["example.org"] = [MailServer(preference: 0, name: "")]
    #expect(try complaint().words.contains("takes no mail (null MX)"))
    zone.servers["example.org"] = nil
    #expect(try complaint().words == "takes no mail: there is neither an MX nor an address")
    zone.hosts["example.org"] = ["203.0.113.9"]
    #expect(try complaint().state == .doubtful)
    zone.servers["example.org"] = zone.servers["bounces.example.org"]
    zone.reverse = ["203.0.113.5": ["host5.example.net"]]
    #expect(try complaint().words == "is called host5.example.net, which does not lead back to it")
    zone.reverse = [:]
    #expect(try complaint().words == "has no name (PTR)")
  }

  @Test func `what is not answered is not judged`() throws {
    zone.silent = ["m1._domainkey.example.org", "bounces.example.org", "_dmarc.example.org", "203.0.113.5"]
    #expect(
      observations().map(\.state) == [.unanswered, .unanswered, .unanswered, .good, .unanswered, .unanswered])
  }

  @Test func `a server on this machine sends from an address that nobody knows`() throws {
    var sender = sender
    sender.server = "127.0.0.1"
    #expect(try complaint(sender).words.hasPrefix("has no address that receivers see"))
    sender.addresses = [try #require(IPAddress("203.0.113.5"))]
    #expect(observations(sender).filter { $0.state != .good } == [])
  }

  @Test func `what the DNS says reaches nobody's terminal as it is`() {
    zone.texts["_dmarc.example.org"] = [
      "v=DMARC1; p=none; x=\u{1B}[2J\u{202E}" + String(repeating: "a", count: 60_000)
    ]
    zone.texts["bounces.example.org"] = ["v=spf1 \u{1B}]0;title\u{07} -all"]
    for observation in observations() {
      for text in [observation.name, observation.words, observation.record ?? ""] + observation.help {
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E } && text.count < 700)
      }
    }
  }
}
