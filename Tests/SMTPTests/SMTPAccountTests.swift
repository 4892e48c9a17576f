import Diagnostics
import Testing

@testable import SMTP

@Suite struct SMTPAccountTests {
  @Test(arguments: [
    (
      "mail.example.org", 587, SMTPSecurity.startTLS, "client.example",
      "smtp://mail.example.org:587/client.example"
    ),
    ("mail.example.org", 465, .implicitTLS, "[192.0.2.1]", "smtps://mail.example.org:465/%5B192.0.2.1%5D"),
    ("::1", 2525, .none, "[IPv6:2001:db8::1]", "smtp://[::1]:2525/%5BIPv6%3A2001%3Adb8%3A%3A1%5D"),
    ("localhost", 25, .none, "localhost", "smtp://localhost:25/localhost"),
    ("127.0.0.9", 25, .none, "a_b.example", "smtp://127.0.0.9:25/a_b.example"),
  ])
  func `the URL carries host, port and EHLO name`(
    _ host: String, _ port: Int, _ security: SMTPSecurity, _ name: String, _ url: String
  ) throws {
    #expect(try SMTPAccount(host: host, port: port, security: security, ehloName: name).url == url)
  }

  @Test(arguments: [
    ("mail example.org", 25, "client", "\"mail example.org\" is not the name of a mail server"),
    ("mail.example.org/x", 25, "client", "\"mail.example.org/x\" is not the name of a mail server"),
    ("a@b", 25, "client", "\"a@b\" is not the name of a mail server"),
    ("-x", 25, "client", "\"-x\" is not the name of a mail server"),
    ("", 25, "client", "\"\" is not the name of a mail server"),
    ("mail\r\nQUIT", 25, "client", "\"mail\\r\\nQUIT\" is not the name of a mail server"),
    ("mail.example.org", 0, "client", "0 is not a port"),
    ("mail.example.org", 65536, "client", "65536 is not a port"),
    ("mail.example.org", 25, "a b", "\"a b\" is not a name to say EHLO with"),
    ("mail.example.org", 25, "x\r\nRSET", "\"x\\r\\nRSET\" is not a name to say EHLO with"),
    ("mail.example.org", 25, "[]", "\"[]\" is not a name to say EHLO with"),
  ])
  func `what would break a command or a URL is refused`(
    _ host: String, _ port: Int, _ name: String, _ words: String
  ) {
    let error = #expect(throws: InvalidSMTPAccount.self) {
      try SMTPAccount(host: host, port: port, security: .startTLS, ehloName: name)
    }
    #expect(error?.problem.summary == words)
    #expect(error?.problem.kind == .configuration)
  }

  @Test func `without TLS only this machine is a server, and no password leaves it`() throws {
    let login = SMTPLogin(user: "ann", password: "secret")
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "::1", "mail.localhost"] {
      _ = try SMTPAccount(host: host, port: 25, security: .none, login: login)
    }
    for host in ["mail.example.org", "127.example.org", "localhost.example.org", "128.0.0.1", "127.0.0.256"] {
      #expect(throws: InvalidSMTPAccount.noTLS(host)) {
        try SMTPAccount(host: host, port: 25, security: .none)
      }
      #expect(throws: InvalidSMTPAccount.loginWithoutTLS(host)) {
        try SMTPAccount(host: host, port: 25, security: .none, login: login, allowsPlaintext: true)
      }
      _ = try SMTPAccount(host: host, port: 25, security: .none, allowsPlaintext: true)
    }
  }

  @Test func `no description shows a password`() throws {
    let login = SMTPLogin(user: "ann", password: "s3cret")
    let account = try SMTPAccount(host: "localhost", port: 25, security: .none, login: login)
    var dumped = ""
    dump(account, to: &dumped)
    let shown = ["\(login)", String(reflecting: login), "\(account)", String(reflecting: account), dumped]
      .joined()
    #expect(!shown.contains("s3cret") && shown.contains("ann"))
  }

  @Test(arguments: ["", "a\nb", "a\0b"])
  func `a login with control characters is refused`(_ user: String) {
    #expect(throws: InvalidSMTPAccount.unusableLogin) {
      try SMTPAccount(
        host: "mail.example.org", port: 587, security: .startTLS, login: SMTPLogin(user: user, password: "x"))
    }
  }

  @Test func `the limits are those of RFC 5321`() {
    let limits = SMTPTimeouts()
    #expect(
      limits.login >= .seconds(300) && limits.mailFrom >= .seconds(300) && limits.rcptTo >= .seconds(300))
    #expect(
      limits.data >= .seconds(120) && limits.block >= .seconds(180) && limits.endOfMessage >= .seconds(600))
    #expect(limits.quit <= .seconds(2) && SMTPTimeouts(all: .seconds(60)).quit == .seconds(2))
  }
}
