import Authentication
import DNS
import LoopbackServer
import Testing

/// What a DNS server on loopback answers, whatever it is.
@Suite struct DNSClientTests {
  private func client(_ server: LoopbackDNS, seconds: Double = 20) throws -> DNSClient {
    var patience = DNSClient.Patience()
    patience.seconds = seconds
    patience.attempts = 1
    return try DNSClient(DNSServer("127.0.0.1:\(server.port)"), patience: patience)
  }

  @Test func `each kind of record is read`() throws {
    let server = try LoopbackDNS([
      "example.org": [
        .text("v=spf1 -all"), .text("another"), .mail(20, "b.example.org"), .mail(10, "a.example.org"),
        .address([192, 0, 2, 1]), .address([192, 0, 2, 2]),
        .address([0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1]),
      ],
      "1.2.0.192.in-addr.arpa": [.pointer("a.example.org"), .pointer("b.example.org")],
      "null.example": [.mail(0, "")],
    ])
    let client = try client(server)
    #expect(try client.texts(of: "example.org") == ["v=spf1 -all", "another"])
    #expect(
      try client.mailServers(of: "example.org").map(\.name).sorted() == ["a.example.org", "b.example.org"])
    #expect(try client.addresses(of: "example.org", .four).map(\.description) == ["192.0.2.1", "192.0.2.2"])
    #expect(try client.addresses(of: "example.org", .six).map(\.description) == ["2001:db8::1"])
    #expect(
      try client.names(of: #require(IPAddress("192.0.2.1"))).sorted() == ["a.example.org", "b.example.org"])
    #expect(try client.mailServers(of: "null.example") == [MailServer(preference: 0, name: "")])
    server.stop()
  }

  @Test func `a name that does not exist, and one without the kind, have no records`() throws {
    let server = try LoopbackDNS(["example.org": [.text("only text")]])
    let client = try client(server)
    #expect(try client.texts(of: "missing.example") == [])
    #expect(try client.mailServers(of: "example.org") == [])
    #expect(try client.addresses(of: "example.org", .six) == [])
    #expect(try client.names(of: #require(IPAddress("2001:db8::1"))) == [])
    server.stop()
  }

  @Test func `a text in several strings is one, and a long one comes over TCP`() throws {
    let long = String(repeating: "0123456789", count: 400)
    let server = try LoopbackDNS([
      "long.example": [.text(long)], "cut.example": [.text("v=DKIM1; p=" + long.prefix(300))],
    ])
    let client = try client(server)
    #expect(try client.texts(of: "cut.example") == ["v=DKIM1; p=" + long.prefix(300)])
    #expect(try client.texts(of: "long.example") == [long])
    #expect(server.asked == ["udp 16 cut.example", "udp 16 long.example", "tcp 16 long.example"])
    server.stop()
  }

  @Test func `a question is asked once`() throws {
    let server = try LoopbackDNS(["example.org": [.text("a")]])
    let client = try client(server)
    for _ in 0..<3 { #expect(try client.texts(of: "example.org") == ["a"]) }
    #expect(server.asked.count == 1)
    server.stop()
  }

  @Test(arguments: [
    (LoopbackDNS.Answer.code(2), "the server has a failure of its own (SERVFAIL)"),
    (.code(5), "the server refuses to answer (REFUSED)"),
    (.silence, "the server does not answer"),
    (.lie([.text("v=spf1 +all")]), "the server does not answer"),
  ])
  func `an answer that is none has its words`(_ answer: LoopbackDNS.Answer, _ words: String) throws {
    let server = try LoopbackDNS { _, _ in answer }
    let client = try client(server, seconds: words.hasSuffix("not answer") ? 0.3 : 20)
    let failure = #expect(throws: LookupFailure.self) { try client.texts(of: "example.org") }
    #expect(failure == LookupFailure(name: "example.org", reason: words))
    server.stop()
  }

  @Test func `two octets are no answer`() throws {
    let server = try LoopbackDNS { _, _ in .garbage([0x84, 0x00]) }
    let client = try client(server, seconds: 0.3)
    let failure = #expect(throws: LookupFailure.self) { try client.texts(of: "example.org") }
    // Older versions of c-ares wait for a better one.
    #expect(
      ["the server does not answer", "what the server answers cannot be read"].contains(failure?.reason))
    server.stop()
  }

  @Test func `records that end too early are not read`() throws {
    // One answer is announced; its text of 200 octets has three.
    let cut: [UInt8] =
      [0x84, 0x80, 0, 1, 0, 1, 0, 0, 0, 0] + [1, 0x61, 0, 0, 16, 0, 1]
      + [0xC0, 0x0C, 0, 16, 0, 1, 0, 0, 0, 60, 0, 201, 200, 1, 2, 3]
    let server = try LoopbackDNS { _, _ in .garbage(cut) }
    let failure = try #require(throws: LookupFailure.self) { try client(server).texts(of: "a") }
    #expect(failure.reason == "what the server answers cannot be read")
    server.stop()
  }

  @Test func `nothing that answers, and a name too long to ask for`() throws {
    let server = try LoopbackDNS([:])
    server.stop()
    let client = try DNSClient(DNSServer("127.0.0.1:1"))
    let failure = #expect(throws: LookupFailure.self) { try client.texts(of: "example.org") }
    #expect(failure?.reason == "nothing answers there")
    #expect(throws: LookupFailure.self) { try client.texts(of: String(repeating: "a.", count: 200)) }
  }

  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1:53"), ("127.0.0.1:5353", "127.0.0.1:5353"), ("[::1]:53", "[::1]:53"),
    ("::1", "[::1]:53"),
    ("localhost:5300", "127.0.0.1:5300"), ("system", "system"),
  ])
  func `a server is an address with or without a port`(_ text: String, _ read: String) throws {
    #expect(try DNSServer(text).description == read)
  }

  @Test(arguments: [
    "", ":53", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:x", "no such host", "[::1", "[::1]53",
  ])
  func `what names no server is refused`(_ text: String) {
    #expect(throws: InvalidDNSServer.self) { try DNSServer(text) }
  }
}
