import Foundation
import Testing

@testable import MailSandbox

private let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

/// The sandbox as a client sees it that we did not write: Python's `smtplib`.
@Suite(.enabled(if: python != nil, "python3 is not installed"))
struct PythonClientTests {
  private static let octets = Array("Subject: hello\r\n\r\n.\r\n..\r\n.x\r\nend\r\n".utf8)

  @Test func `plain mail, twice over one connection`() throws {
    let fixture = try LiveSandbox()
    let output = try run("plain", fixture)
    #expect(
      output == [
        "refused {}", "['8bitmime', 'chunking', 'enhancedstatuscodes', 'pipelining', 'size', 'smtputf8']",
        "252 250 250 500", "refused {}",
      ])
    let filed = try fixture.messages()
    #expect(try filed.map { try $0.bytes() } == [Self.octets, Self.octets])
    #expect(filed.map(\.envelope.number) == [1, 2])
    #expect(filed.map(\.envelope.client) == ["python.example", "python.example"])
    #expect(filed.map(\.envelope.longestLine) == [14, 14])
  }

  @Test func `STARTTLS and a login`() throws {
    let fixture = try LiveSandbox {
      $0.security = .startTLS
      $0.authentication = .users(["ann": "secret"])
      $0.requiresLogin = true
    }
    #expect(try run("starttls", fixture) == ["(235, b'2.7.0 welcome')", "refused {}"])
    let envelope = try #require(try fixture.messages().first?.envelope)
    #expect(envelope.tls == "TLSv1.3" && envelope.user == "ann")
  }

  @Test func `implicit TLS`() throws {
    let fixture = try LiveSandbox { $0.security = .implicitTLS }
    #expect(try run("implicit", fixture) == ["TLSv1.3", "refused {}"])
  }

  @Test func `a rule refuses a recipient`() throws {
    let fixture = try LiveSandbox { $0.rules = [try SandboxRule("rcptTo bob@* 550 5.1.1 no such user")] }
    #expect(try run("refused", fixture) == ["{'bob@example.org': (550, b'5.1.1 no such user')}"])
  }

  @Test func `everything at once, in chunks`() throws {
    let fixture = try LiveSandbox()
    let codes = try run("chunks", fixture).filter { !$0.hasPrefix("250-") && !$0.isEmpty }.map {
      $0.prefix(3)
    }
    #expect(codes == ["220", "250", "250", "250", "250", "250", "250", "250", "221"])
    let filed = try #require(try fixture.messages().first)
    #expect(try filed.bytes() == Self.octets + Self.octets + Self.octets)
    #expect(filed.envelope.transfer == "BDAT")
  }

  @Test func `eight clients at a time get numbers of their own`() throws {
    let fixture = try LiveSandbox()
    #expect(try run("many", fixture) == ["done"])
    let filed = try fixture.messages()
    #expect(filed.map(\.envelope.number) == Array(1...200))
    #expect(Set(filed.map { $0.envelope.rcptTo[0].address }).count == 200)
  }

  private func run(_ mode: String, _ fixture: LiveSandbox) throws -> [String] {
    let script = try #require(
      Bundle.module.url(forResource: "client", withExtension: "py", subdirectory: "Fixtures"))
    let process = Process()
    process.executableURL = URL(filePath: try #require(python))
    process.arguments = [
      script.path(percentEncoded: false), mode, "\(fixture.sandbox.port)",
      fixture.certificateFile.path(percentEncoded: false),
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }
}
