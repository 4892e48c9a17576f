import Delivery
import Foundation
import MailSandbox
import SMTP
import Testing

@Suite struct SMTPTransportTests {
  @Test func `a message arrives octet for octet, with its envelope`() throws {
    let fixture = try SandboxFixture()
    let queue = MemoryQueue([try .example(1, to: "ann@example.org", body: ".\r\n..\r\n.x\r\nend\r\n")])
    try SMTPTransport(account: fixture.account()).deliver(from: queue)

    let filed = try #require(try fixture.messages().first)
    #expect(
      String(decoding: try filed.bytes(), as: UTF8.self) == "Subject: 1\r\n\r\n.\r\n..\r\n.x\r\nend\r\n")
    #expect(filed.envelope.mailFrom.address == "bounces+1@example.com")
    #expect(filed.envelope.mailFrom.parameters == ["SIZE=30"])
    #expect(filed.envelope.rcptTo.map(\.address) == ["ann@example.org"])
    #expect(filed.envelope.client == "client.example")
    #expect(queue.outcomes.mapValues(\.words) == [1: "accepted: 250 2.0.0 filed as 1"])
  }

  @Test(arguments: [SMTPSecurity.startTLS, .implicitTLS])
  func `TLS carries a large message`(_ security: SMTPSecurity) throws {
    let fixture = try SandboxFixture { $0.security = security == .startTLS ? .startTLS : .implicitTLS }
    let line = String(repeating: "x", count: 70) + "\r\n"
    let body = String(repeating: line, count: 200_000)
    let queue = MemoryQueue([try .example(1, to: "ann@example.org", body: body)])
    try SMTPTransport(account: fixture.account(security)).deliver(from: queue)

    let filed = try #require(try fixture.messages().first)
    #expect(filed.envelope.octets == 72 * 200_000 + 14)
    #expect(filed.envelope.tls == "TLSv1.3")
    #expect(queue.outcomes.mapValues(\.words) == [1: "accepted: 250 2.0.0 filed as 1"])
  }
}
