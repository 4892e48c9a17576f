import Delivery
import Diagnostics
import Foundation
import MailSandbox
import SMTP
import Testing

/// TLS and login: what works, and the words for what does not.
@Suite struct SMTPLoginTests {
  private static let login = SMTPLogin(user: "letters", password: "s3cret ü")

  @Test(arguments: [SMTPSecurity.startTLS, .implicitTLS, .none], [SMTPAuthMechanism.plain, .login])
  func `a login is carried by each mechanism`(_ security: SMTPSecurity, _ mechanism: SMTPAuthMechanism) throws
  {
    let fixture = try SandboxFixture {
      $0.security = security.ofSandbox
      $0.authentication = .users(["letters": "s3cret ü"])
      $0.requiresLogin = true
    }
    var account = try fixture.account(security, host: "localhost", login: Self.login)
    account.authMechanisms = [mechanism]
    var said: [String] = []
    let queue = MemoryQueue([try .example(1, to: "ann@example.org")])
    try SMTPTransport(account: account, trace: { said.append($1.description) }).deliver(from: queue)

    #expect(try fixture.messages().map(\.envelope.user) == ["letters"])
    #expect(said.contains("C: AUTH \(mechanism.rawValue)"))
    let secrets = ["s3cret", Data("s3cret ü".utf8).base64EncodedString(), "bGV0dGVycw"]
    for secret in secrets { #expect(!said.contains { $0.contains(secret) }) }
  }

  @Test func `a refused login says what the server said, and sends nothing`() throws {
    let fixture = try SandboxFixture {
      $0.security = .startTLS
      $0.authentication = .users(["letters": "another"])
    }
    let problem = try problem(of: fixture.account(.startTLS, login: Self.login))
    #expect(problem.kind == .loginRefused)
    #expect(problem.summary == "can't log in to 127.0.0.1:\(fixture.sandbox.port) as letters")
    #expect(problem.evidence == ["the server said: 535 5.7.8 wrong user or password"])
    #expect(try fixture.messages().isEmpty)
  }

  @Test func `a login that is not possible now is tried again, and then given up`() throws {
    let fixture = try SandboxFixture {
      $0.authentication = .anyone
      $0.rules = [try SandboxRule("auth first 2 454 4.7.0 try later")]
    }
    let account = try fixture.account(login: Self.login)
    let queue = MemoryQueue([try .example(1, to: "ann@example.org")])
    try SMTPTransport(account: account, reconnect: .eager).deliver(from: queue)
    #expect(try fixture.messages().count == 1)

    let stubborn = try SandboxFixture {
      $0.authentication = .anyone
      $0.rules = [try SandboxRule("auth 454 4.7.0 try later")]
    }
    let problem = try problem(of: stubborn.account(login: Self.login))
    #expect(problem.kind == .temporary)
    #expect(problem.evidence == ["the server said: 454 4.7.0 try later"])
  }

  @Test func `a login the server does not offer is not skipped in silence`() throws {
    let fixture = try SandboxFixture()
    let problem = try problem(of: fixture.account(login: Self.login))
    #expect(problem.kind == .loginRefused)
    #expect(
      problem.summary == "127.0.0.1:\(fixture.sandbox.port) offers no way to log in that can be used")
    #expect(problem.evidence == ["it offers none"])
  }

  @Test(arguments: [SMTPSecurity.startTLS, .implicitTLS])
  func `a certificate nobody vouches for is refused`(_ security: SMTPSecurity) throws {
    let fixture = try SandboxFixture { $0.security = security.ofSandbox }
    let stranger = try SandboxFixture { $0.security = .startTLS }
    var account = try fixture.account(security, trusting: false)
    for caFile in [nil, stranger.certificateFile] {
      account.caFile = caFile
      let problem = try problem(of: account)
      #expect(problem.kind == .protocolFailure)
      #expect(problem.summary == "the certificate of 127.0.0.1:\(fixture.sandbox.port) is not to be trusted")
      #expect(
        problem.evidence.first?.contains("self") == true || problem.evidence.first?.contains("issuer") == true
      )
    }
    #expect(try fixture.messages().isEmpty)
  }

  @Test func `a certificate for another name is refused`() throws {
    let fixture = try SandboxFixture { $0.security = .implicitTLS }
    let problem = try problem(of: fixture.account(.implicitTLS, host: "mail.localhost"))
    #expect(problem.kind == .protocolFailure)
    // Newer versions of libcurl write "hostname".
    let words = problem.evidence.map { $0.replacing("hostname", with: "host name") }
    #expect(words == ["no alternative certificate subject name matches target host name 'mail.localhost'"])
    #expect(try fixture.messages().isEmpty)
  }

  @Test func `a server without STARTTLS gets no mail and no password`() throws {
    let fixture = try SandboxFixture { $0.authentication = .anyone }
    let problem = try problem(of: fixture.account(.startTLS, login: Self.login, trusting: false))
    #expect(problem.kind == .protocolFailure)
    #expect(
      problem.summary
        == "127.0.0.1:\(fixture.sandbox.port) does not offer STARTTLS, and mail must not travel without TLS")
    #expect(try fixture.messages().isEmpty)
  }

  @Test func `TLS where there is none, and none where there is`() throws {
    let plain = try SandboxFixture()
    let wrapped = try problem(of: plain.account(.implicitTLS, trusting: false))
    #expect(wrapped.kind == .protocolFailure)
    #expect(wrapped.summary == "no TLS connection to 127.0.0.1:\(plain.sandbox.port)")
    let secure = try SandboxFixture { $0.security = .implicitTLS }
    var account = try secure.account()
    account.timeouts = SMTPTimeouts(all: .milliseconds(400))
    #expect(try problem(of: account).kind == .temporary)
  }

  @Test func `a closed port and a CA file that is not there have their words`() throws {
    let fixture = try SandboxFixture { $0.security = .startTLS }
    var account = try fixture.account(.startTLS)
    account.caFile = "/nowhere/ca.pem"
    #expect(try problem(of: account).kind == .configuration)
    try fixture.sandbox.stop()
    let problem = try problem(of: fixture.account(.startTLS))
    #expect(problem.kind == .temporary)
    #expect(problem.summary == "can't connect to 127.0.0.1:\(fixture.sandbox.port)")
  }

  /// What the transport says when it delivers one message; nothing may be claimed.
  private func problem(of account: SMTPAccount) throws -> Problem {
    let queue = MemoryQueue([try .example(1, to: "ann@example.org")])
    let failure = #expect(throws: TransportFailure.self) {
      try SMTPTransport(account: account, reconnect: .eager).deliver(from: queue)
    }
    #expect(queue.log.isEmpty)
    return try #require(failure?.problem)
  }
}
