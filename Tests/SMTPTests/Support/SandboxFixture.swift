import Foundation
import MailSandbox
import SMTP

/// A sandbox on a folder of its own that vanishes with it.
final class SandboxFixture {
  let sandbox: RunningSandbox
  let folder: URL

  init(_ adjust: (inout SandboxConfiguration) throws -> Void = { _ in }) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID().uuidString)")
    var configuration = SandboxConfiguration(folder: folder.appending(path: "mail"))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    configuration.identity = .selfSigned(certificateFile: folder.appending(path: "sandbox.pem"))
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
