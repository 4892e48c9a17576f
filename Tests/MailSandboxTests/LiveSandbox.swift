import Foundation

@testable import MailSandbox

/// A sandbox on a folder of its own that vanishes with it.
final class LiveSandbox {
  let sandbox: RunningSandbox
  let folder: URL

  init(_ adjust: (inout SandboxConfiguration) throws -> Void = { _ in }) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var configuration = SandboxConfiguration(folder: folder.appending(path: "mail"))
    configuration.identity = .selfSigned(certificateFile: folder.appending(path: "sandbox.pem"))
    try adjust(&configuration)
    sandbox = try MailSandbox.start(configuration)
  }

  deinit {
    try? sandbox.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  var certificateFile: URL { folder.appending(path: "sandbox.pem") }

  func messages() throws -> [FiledMessage] { try sandbox.messages() }
}
