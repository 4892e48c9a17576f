import Delivery
import Diagnostics
import Testing

@testable import SMTP

/// The words of every way in which a server cannot be used at all.
@Suite struct TransportFailureTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var code: Int
    var curl = ""
    var server = ""
    var isConnected = true
    var kind: Problem.Kind
    var text: String
    var testDescription: String { text }
  }

  static let cases = [
    Case(
      code: 6, curl: "Could not resolve host", isConnected: false, kind: .unknownHost,
      text: "no server is called mail.example.org"),
    Case(
      code: 7, curl: "Connection refused", isConnected: false, kind: .temporary,
      text: "can't connect to mail.example.org:587 | Connection refused"),
    Case(
      code: 28, isConnected: false, kind: .temporary,
      text: "can't connect to mail.example.org:587: no answer in time"),
    Case(code: 28, kind: .temporary, text: "mail.example.org:587 does not answer (greeting)"),
    Case(code: 28, server: "220 mx", kind: .temporary, text: "mail.example.org:587 does not answer (EHLO)"),
    Case(
      code: 8, curl: "Got unexpected smtp-server response: 421", server: "421 4.3.2 busy", kind: .temporary,
      text: "mail.example.org:587 takes no mail now | the server said: 421 4.3.2 busy"),
    Case(
      code: 8, server: "554 5.7.1 not you", kind: .protocolFailure,
      text: "mail.example.org:587 does not want to talk to us | the server said: 554 5.7.1 not you"),
    Case(
      code: 8, server: "SSH-2.0-OpenSSH_9.2", kind: .protocolFailure,
      text: "what answers at mail.example.org:587 is no mail server | it said: SSH-2.0-OpenSSH_9.2"),
    Case(
      code: 64, curl: "STARTTLS not supported.", server: "220 mx/250 mx", kind: .protocolFailure,
      text: "mail.example.org:587 does not offer STARTTLS, and mail must not travel without TLS"),
    Case(
      code: 64, server: "220 mx/250-mx/250 STARTTLS/454 4.7.0 TLS not now", kind: .temporary,
      text: "mail.example.org:587 takes no mail now | the server said: 454 4.7.0 TLS not now"),
    Case(
      code: 60, curl: "SSL certificate problem: self-signed certificate", server: "220 mx/250 mx/220 go",
      kind: .protocolFailure,
      text: "the certificate of mail.example.org:587 is not to be trusted | self-signed certificate"),
    Case(
      code: 60,
      curl: "SSL: no alternative certificate subject name matches target host name 'mail.example.org'",
      kind: .protocolFailure,
      text: "the certificate of mail.example.org:587 is not to be trusted "
        + "| no alternative certificate subject name matches target host name 'mail.example.org'"),
    Case(
      code: 77, curl: "error setting certificate file: x.pem", kind: .configuration,
      text: "the file with the trusted certificates can't be used | error setting certificate file: x.pem"),
    Case(
      code: 35, curl: "wrong version number", kind: .protocolFailure,
      text: "no TLS connection to mail.example.org:587 | wrong version number"),
    Case(
      code: 67, curl: "Access denied: 535",
      server: "220 mx/250 mx/535 5.7.8 Username and Password not accepted",
      kind: .loginRefused,
      text: "can't log in to mail.example.org:587 as letters "
        + "| the server said: 535 5.7.8 Username and Password not accepted"),
    Case(
      code: 67, curl: "Access denied: 454", server: "220 mx/250 mx/454 4.7.0 try later", kind: .temporary,
      text: "can't log in to mail.example.org:587 as letters now | the server said: 454 4.7.0 try later"),
    Case(
      code: 67, server: "220 mx/250-mx/250 AUTH CRAM-MD5", kind: .loginRefused,
      text: "mail.example.org:587 offers no way to log in that can be used | it offers: CRAM-MD5"),
    Case(
      code: 56, curl: "response reading failed", server: "220 mx", kind: .temporary,
      text: "mail.example.org:587 ended the connection (EHLO) | response reading failed"),
  ]

  @Test(arguments: cases)
  func `libcurl's verdict and the server's words become one sentence`(_ example: Case) throws {
    var handshake = SMTPHandshake()
    handshake.append(example.server.split(separator: "/").map { $0 + "\r\n" }.joined().utf8)
    let account = try SMTPAccount(
      host: "mail.example.org", port: 587, security: .startTLS,
      login: SMTPLogin(user: "letters", password: "s3cret"))
    let failure = TransportFailure(
      code: example.code, words: example.curl, handshake: handshake, isConnected: example.isConnected,
      account: account)
    let problem = failure.problem
    #expect(([problem.summary] + problem.evidence).joined(separator: " | ") == example.text)
    #expect(problem.kind == example.kind)
    #expect(problem.notDone == nil)
  }

  @Test func `a lost server is named with its last words and the attempts`() {
    let failure = TransportFailure(
      .lost(.connectionLost("Connection reset by peer"), attempts: 3), place: "mail.example.org:587")
    #expect(failure.problem.summary == "lost mail.example.org:587")
    #expect(
      failure.problem.evidence == [
        "the connection was lost: Connection reset by peer", "tried 3 times in a row",
      ])
    #expect(failure.problem.kind == .temporary)
  }
}
