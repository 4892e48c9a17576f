import Delivery
import Testing

@testable import SMTP

@Suite struct SMTPHandshakeTests {
  private static let text =
    "220 mx ESMTP\r\n250-mx\r\n250-STARTTLS\r\n250 SIZE 10\r\n220 go ahead\r\n"
    + "250-mx\r\n250-Size 2000\r\n250-auth=LOGIN\r\n250-AUTH plain login\r\n250 8bitmime\r\n334 \r\n235 2.7.0 ok\r\n"

  @Test func `only the last EHLO counts, at every split`() {
    let bytes = Array(Self.text.utf8)
    for split in 0...bytes.count {
      var handshake = SMTPHandshake()
      handshake.append(bytes[..<split])
      handshake.append(bytes[split...])
      #expect(handshake.capabilities.sizeLimit == 2000)
      #expect(handshake.capabilities.offers("8BITMIME") && handshake.capabilities.offers("Auth"))
      #expect(!handshake.capabilities.offers("STARTTLS"))
      #expect(handshake.capabilities.authMechanisms == ["LOGIN", "PLAIN", "LOGIN"])
      #expect(handshake.lastReply?.code == 235)
    }
  }

  @Test(arguments: [
    ("", SMTPPhase.greeting), ("220 mx\r\n", .ehlo), ("554 no\r\n", .greeting),
    ("220 mx\r\n250 mx\r\n", .auth),
    ("220 mx\r\n250 mx\r\n220 go\r\n", .ehlo), ("220 mx\r\n502 what\r\n", .ehlo),
  ])
  func `the phase is the one whose answer is awaited`(_ text: String, _ phase: SMTPPhase) {
    var handshake = SMTPHandshake()
    handshake.append(text.utf8)
    #expect(handshake.phase == phase)
  }

  @Test func `a size of nothing is no limit`() {
    for line in ["SIZE", "SIZE 0", "SIZE many"] {
      #expect(SMTPCapabilities(SMTPReply(code: 250, lines: ["mx", line])).sizeLimit == nil)
    }
  }

  @Test func `secrets are hidden from a trace`() {
    var trace = HandshakeTrace()
    var shown = trace.client("EHLO client.example\r\n")
    shown += trace.server("250-mx\r\n250 AUTH PLAIN LOGIN\r\n")
    shown += trace.client("AUTH PLAIN AGFubgBzZWNyZXQ=\r\n") + trace.server("535 5.7.8 no\r\n")
    shown += trace.client("AUTH LOGIN\r\n") + trace.server("334 VXNlcm5hbWU6\r\n")
    shown += trace.client("YW5u\r\n") + trace.server("334 UGFzc3dvcmQ6\r\n") + trace.client("c2VjcmV0\r\n")
    shown += trace.server("235 ok\r\n") + trace.client("MAIL FROM:<>\r\n") + trace.note("closing\n")
    #expect(
      shown.map(\.description) == [
        "C: EHLO client.example", "S: 250-mx", "S: 250 AUTH PLAIN LOGIN", "C: AUTH PLAIN ****",
        "S: 535 5.7.8 no",
        "C: AUTH LOGIN", "S: 334 VXNlcm5hbWU6", "C: ****", "S: 334 UGFzc3dvcmQ6", "C: ****", "S: 235 ok",
        "C: MAIL FROM:<>", "*  closing",
      ])
  }
}
