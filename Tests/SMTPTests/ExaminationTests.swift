import Delivery
import Diagnostics
import Foundation
import MailSandbox
import Testing

@testable import SMTP

/// What is said about a server before any mail.
@Suite struct ExaminationTests {
  private static let login = SMTPLogin(user: "letters", password: "s3cret")

  @Test(arguments: [SMTPSecurity.startTLS, .implicitTLS])
  func `TLS, certificate, keywords, login and ladder are told`(_ security: SMTPSecurity) throws {
    let fixture = try SandboxFixture {
      $0.security = security == .startTLS ? .startTLS : .implicitTLS
      $0.authentication = .users(["letters": "s3cret"])
    }
    var account = try fixture.account(security, login: Self.login)
    account.connections = 3
    let found = SMTPTransport(account: account).examine()
    #expect(found.failure == nil)
    #expect(found.peer == account.place && found.greeting?.code == 220)
    #expect(
      found.encryption?.version.hasPrefix("TLSv1.") == true && found.encryption?.cipher.isEmpty == false)
    let certificate = try #require(found.certificate)
    #expect(certificate.subject == certificate.issuer && certificate.names.contains("localhost"))
    let (begins, ends) = (try #require(certificate.begins), try #require(certificate.ends))
    #expect(begins < ends)
    #expect(found.capabilities.offers("CHUNKING") && found.capabilities.sizeLimit == 50 * 1024 * 1024)
    #expect(found.loginMechanism == "PLAIN" && found.loginReply?.code == 235)
    #expect(found.ladder == SMTPLadder(found.capabilities, account: account))
    #expect(found.ladder?.step == .chunked && found.ladder?.window == 4 && found.ladder?.connections == 3)
    #expect(try fixture.messages().isEmpty)
  }

  @Test(arguments: Rung.allCases)
  func `the ladder goes by what is offered`(_ rung: Rung) throws {
    let fixture = try SandboxFixture(rung)
    let found = SMTPTransport(account: try fixture.account()).examine()
    #expect(found.ladder?.step.rawValue == rung.rawValue)
    #expect(found.encryption == nil && found.certificate == nil && found.loginMechanism == nil)
  }

  @Test(arguments: [SMTPSecurity.startTLS, .implicitTLS])
  func `a certificate nobody vouches for is shown, and gets no password`(_ security: SMTPSecurity) throws {
    let fixture = try SandboxFixture {
      $0.security = security == .startTLS ? .startTLS : .implicitTLS
      $0.authentication = .users(["letters": "s3cret"])
    }
    var said: [String] = []
    let account = try fixture.account(security, login: Self.login, trusting: false)
    let found = SMTPTransport(account: account, trace: { said.append($1.description) }).examine()
    #expect(found.failure?.problem.kind == .protocolFailure)
    #expect(found.certificate?.names.contains("localhost") == true)
    #expect(found.ladder == nil && !said.contains { $0.hasPrefix("C: AUTH") })
  }

  @Test func `a login that is wrong, and one that is not possible now`() throws {
    let fixture = try SandboxFixture {
      $0.security = .startTLS
      $0.authentication = .users(["letters": "another"])
    }
    let wrong = SMTPTransport(account: try fixture.account(.startTLS, login: Self.login)).examine()
    #expect(wrong.failure?.problem.kind == .loginRefused && wrong.loginReply?.code == 535)
    #expect(wrong.certificate != nil && wrong.capabilities.offers("AUTH") && wrong.ladder == nil)
    let busy = try SandboxFixture {
      $0.authentication = .anyone
      $0.rules = [try SandboxRule("auth 454 4.7.0 try later")]
    }
    let later = SMTPTransport(account: try busy.account(login: Self.login)).examine()
    #expect(later.failure?.problem.kind == .temporary && later.loginReply?.code == 454)
  }

  @Test func `a closed port, a silent server and one that talks of something else`() throws {
    let fixture = try SandboxFixture()
    var account = try fixture.account()
    try fixture.sandbox.stop()
    #expect(SMTPTransport(account: account).examine().failure?.problem.kind == .temporary)
    let silent = try ScriptedSMTPServer(Conversation("SILENCE").steps)
    account = try SMTPAccount(host: "127.0.0.1", port: silent.port, security: .none)
    account.timeouts = SMTPTimeouts(all: .milliseconds(200))
    let late = SMTPTransport(account: account).examine()
    #expect(late.failure?.reason == .timedOut(.greeting))
    #expect(late.peer == "127.0.0.1:\(silent.port)")
  }

  @Test func `dates of certificates are read as OpenSSL and GnuTLS write them`() throws {
    func ends(_ text: String) -> Date? {
      ServerCertificate(lines: ["Subject:CN = a", "Issuer:CN = b", "Expire date:\(text)"])?.ends
    }
    let date = try #require(ends("Nov  8 05:02:05 2026 GMT"))
    #expect(date == ends("2026-11-08 05:02:05 GMT"))
    #expect(date.timeIntervalSince1970 == 1_794_114_125)
    #expect(ends("whenever") == nil && ServerCertificate(lines: ["Subject:CN = a"]) == nil)
  }
}
