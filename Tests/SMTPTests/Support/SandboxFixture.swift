import Foundation
import MailSandbox
import SMTP
import Testing

/// A sandbox on a folder of its own that vanishes with it.
final class SandboxFixture {
  let sandbox: RunningSandbox
  let folder: URL

  /// - Parameter rung: how messages are handed over: the sandbox offers what that takes.
  init(_ rung: Rung = .chunked, _ adjust: (inout SandboxConfiguration) throws -> Void = { _ in }) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID().uuidString)")
    var configuration = SandboxConfiguration(folder: folder.appending(path: "mail"))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    configuration.identity = .selfSigned(certificateFile: folder.appending(path: "sandbox.pem"))
    configuration.extensions.subtract(rung.isNotOffered)
    try adjust(&configuration)
    sandbox = try MailSandbox.start(configuration)
  }

  deinit {
    try? sandbox.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  var certificateFile: String { folder.appending(path: "sandbox.pem").path(percentEncoded: false) }

  func account(
    _ security: SMTPSecurity = .none, host: String = "127.0.0.1", login: SMTPLogin? = nil,
    trusting: Bool = true
  ) throws -> SMTPAccount {
    var account = try SMTPAccount(
      host: host, port: sandbox.port, security: security, login: login, ehloName: "client.example")
    account.timeouts = SMTPTimeouts(all: .seconds(20))
    account.connections = 1
    if trusting, security != .none { account.caFile = certificateFile }
    return account
  }

  func messages() throws -> [FiledMessage] { try sandbox.messages() }
}

extension ReconnectPolicy {
  /// As often as usual, without the waiting.
  static let eager = ReconnectPolicy(
    attempts: 3, firstPause: .milliseconds(1), longestPause: .milliseconds(1))
}

/// How messages are handed over.
enum Rung: String, CaseIterable, CustomTestStringConvertible {
  case sequential, pipelined, chunked

  var testDescription: String { rawValue }

  var isNotOffered: Set<SandboxConfiguration.Extension> {
    switch self {
    case .sequential: [.pipelining, .chunking]
    case .pipelined: [.chunking]
    case .chunked: []
    }
  }
}
