import Delivery
import Diagnostics
import Foundation
import InternetMessage
import MailSandbox
import SMTP
import Testing

/// The transport against a server that files what it gets.
@Suite struct SMTPTransportTests {
  @Test(arguments: Rung.allCases)
  func `a message arrives octet for octet, with its envelope`(_ rung: Rung) throws {
    let fixture = try SandboxFixture(rung)
    let queue = MemoryQueue([try .example(1, to: "ann@example.org", body: ".\r\n..\r\n.x\r\nend\r\n")])
    try SMTPTransport(account: fixture.account()).deliver(from: queue)

    let filed = try #require(try fixture.messages().first)
    #expect(
      String(decoding: try filed.bytes(), as: UTF8.self) == "Subject: 1\r\n\r\n.\r\n..\r\n.x\r\nend\r\n")
    #expect(filed.envelope.mailFrom.address == "bounces+1@example.com")
    #expect(filed.envelope.mailFrom.parameters == ["SIZE=30"])
    #expect(filed.envelope.rcptTo.map(\.address) == ["ann@example.org"])
    #expect(filed.envelope.client == "client.example")
    #expect(filed.envelope.transfer == (rung == .chunked ? "BDAT" : "DATA"))
    #expect(queue.outcomes.mapValues(\.words) == [1: "accepted: 250 2.0.0 filed as 1"])
  }

  @Test(
    arguments: [
      "\r\n", ".\r\n", "..\r\n", ".x\r\n", "\r\n.\r\n\r\n", "a\r\n.\r\n.\r\n..\r\n", "x.\r\n.y\r\n",
    ], Rung.allCases)
  func `dots survive`(_ text: String, _ rung: Rung) throws {
    let fixture = try SandboxFixture(rung)
    let bytes = Array(text.utf8)
    try SMTPTransport(account: fixture.account()).deliver(
      from: MemoryQueue([try .example(1, to: "ann@example.org", bytes: bytes)]))
    #expect(try fixture.messages().map { try $0.bytes() } == [bytes])
  }

  /// Large enough that the connection is full again and again: the retry must
  /// pass the same memory, or TLS ends the connection.
  @Test(arguments: [SMTPSecurity.startTLS, .implicitTLS, .none], Rung.allCases)
  func `a large message arrives octet for octet`(_ security: SMTPSecurity, _ rung: Rung) throws {
    let fixture = try SandboxFixture(rung) { $0.security = security.ofSandbox }
    let body = String(repeating: String(repeating: "x", count: 70) + "\r\n.\r\n", count: 40_000)
    let large = try Submission.example(1, to: "ann@example.org", body: body)
    let queue = MemoryQueue([large, try .example(2, to: "bob@example.org")])
    try SMTPTransport(account: fixture.account(security)).deliver(from: queue)

    let filed = try fixture.messages()
    #expect(try filed.first?.bytes() == large.message.bytes)
    #expect(filed.map(\.envelope.tls) == Array(repeating: security == .none ? nil : "TLSv1.3", count: 2))
    #expect(queue.outcomes.count == 2)
  }

  /// When the claim of a message is committed, neither it nor any after it has been filed.
  @Test(arguments: Rung.allCases)
  func `a claim is committed before the message leaves, and the outcome at once`(_ rung: Rung) throws {
    let fixture = try SandboxFixture(rung)
    let queue = MemoryQueue([try .example(1, to: "ann@example.org"), try .example(2, to: "bob@example.org")])
    var filedAtClaims: [Int64: Int] = [:]
    queue.whenCommitting = { round in
      for claim in round.claims { filedAtClaims[claim.number] = try fixture.messages().count }
    }
    try SMTPTransport(account: fixture.account()).deliver(from: queue)
    #expect(filedAtClaims == [1: 0, 2: 1])
    #expect(queue.outcomes.keys.sorted() == [1, 2])
  }

  @Test(arguments: Rung.allCases)
  func `when a claim cannot be committed nothing more is written`(_ rung: Rung) throws {
    struct LedgerIsFull: Error {}
    let fixture = try SandboxFixture(rung)
    let queue = MemoryQueue([try .example(1, to: "ann@example.org"), try .example(2, to: "bob@example.org")])
    queue.whenCommitting = { _ in throw LedgerIsFull() }
    #expect(throws: LedgerIsFull.self) { try SMTPTransport(account: fixture.account()).deliver(from: queue) }
    try fixture.sandbox.stop()
    #expect(try fixture.messages().isEmpty)
    #expect(queue.log.isEmpty)
  }

  /// The connection breaks in the middle of a write.
  @Test(arguments: [SMTPSecurity.startTLS, .none])
  func `a server that goes while a message leaves does not take us along`(_ security: SMTPSecurity) throws {
    let fixture = try SandboxFixture(.pipelined) { $0.security = security.ofSandbox }
    let body = String(repeating: String(repeating: "x", count: 70) + "\r\n", count: 160_000)
    let queue = MemoryQueue([
      try .example(1, to: "ann@example.org", body: body), try .example(2, to: "bob@example.org"),
    ])
    queue.whenCommitting = { if !$0.claims.isEmpty { try fixture.sandbox.stop() } }
    let failure = #expect(throws: TransportFailure.self) {
      try SMTPTransport(account: fixture.account(security), reconnect: .eager).deliver(from: queue)
    }
    #expect(failure?.problem.summary == "can't connect to 127.0.0.1:\(fixture.sandbox.port)")
    #expect(queue.outcomes[1]?.words.hasPrefix("deferred at body: the connection was lost") == true)
    #expect(queue.outcomes.keys.sorted() == [1])
    #expect(queue.claims == [1])
  }

  @Test func `the pause before the next attempt is kept`() throws {
    let fixture = try SandboxFixture { $0.rules = [try SandboxRule("greeting first 2 421 4.3.2 busy")] }
    let policy = ReconnectPolicy(
      attempts: 3, firstPause: .milliseconds(100), longestPause: .milliseconds(150))
    let transport = SMTPTransport(account: try fixture.account(), reconnect: policy)
    let queue = MemoryQueue([try .example(1, to: "ann@example.org")])
    #expect(try ContinuousClock().measure { try transport.deliver(from: queue) } >= .milliseconds(250))
    #expect(try fixture.messages().count == 1)
  }

  @Test func `an error of the queue comes through`() throws {
    struct Stop: Error {}
    let fixture = try SandboxFixture()
    let queue = MemoryQueue([try .example(1, to: "ann@example.org"), try .example(2, to: "bob@example.org")])
    queue.beforeNext = { if $0 == 1 { throw Stop() } }
    #expect(throws: Stop.self) { try SMTPTransport(account: fixture.account()).deliver(from: queue) }
    #expect(queue.outcomes.keys.sorted() == [1])
    #expect(queue.untouched == 1)
  }

  @Test func `without anything to deliver nothing is connected`() throws {
    let account = try SMTPAccount(host: "127.0.0.1", port: 1, security: .none)
    try SMTPTransport(account: account).deliver(from: MemoryQueue([]))
  }

  @Test(arguments: Rung.allCases)
  func `a connection carries its share and no more`(_ rung: Rung) throws {
    let fixture = try SandboxFixture(rung)
    var account = try fixture.account()
    account.messagesPerConnection = 3
    var said: [String] = []
    let queue = MemoryQueue(try (1...8).map { try .example($0, to: "a\($0)@example.org") })
    try SMTPTransport(account: account, trace: { said.append($1.description) }).deliver(from: queue)
    #expect(said.filter { $0.hasPrefix("C: EHLO") }.count == 3)
    #expect(said.filter { $0 == "C: QUIT" }.count == 3)
    #expect(try fixture.messages().count == 8)
  }

  @Test func `an address that is not ASCII arrives when the server can take it`() throws {
    let fixture = try SandboxFixture()
    let queue = MemoryQueue([try .example(1, to: "dörte@faß.de")])
    try SMTPTransport(account: fixture.account()).deliver(from: queue)
    let envelope = try #require(try fixture.messages().first?.envelope)
    #expect(envelope.rcptTo.map(\.address) == ["dörte@xn--fa-hia.de"])
    #expect(envelope.mailFrom.parameters.contains("SMTPUTF8"))
  }
}

extension SMTPSecurity {
  var ofSandbox: SandboxConfiguration.Security {
    switch self {
    case .implicitTLS: .implicitTLS
    case .startTLS: .startTLS
    case .none: .none
    }
  }
}
