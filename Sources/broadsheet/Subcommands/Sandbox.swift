import ArgumentParser
import Diagnostics
import Dispatch
import Foundation
import MailSandbox

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `broadsheet sandbox`
struct Sandbox: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Runs an SMTP server on this machine alone that files every message it accepts.",
    discussion: """
      Nothing leaves the machine: the server binds loopback and relays to nobody.
      Each message lies in the folder as an .eml file, its envelope beside it as JSON.
      Ctrl-C stops it.
      """)

  @Option(help: "The port; 0 takes a free one and says which.")
  var port = 2525

  @Option(help: "The folder for messages.")
  var maildir = "sandbox-mail"

  @Flag(help: "Offer STARTTLS, with a certificate made for this run: DIR/certificate.pem.")
  var tls = false

  @Flag(help: "Speak TLS from the first byte, with such a certificate.")
  var implicitTLS = false

  @Flag(help: "Offer AUTH and insist on it; any password is right unless --user names some.")
  var auth = false

  @Option(help: ArgumentHelp("A user who may log in; can be repeated.", valueName: "name:password"))
  var user: [String] = []

  @Option(
    help: ArgumentHelp(
      "Do not offer an extension: PIPELINING, CHUNKING, SIZE, SMTPUTF8 and so on; can be repeated.",
      valueName: "keyword"))
  var without: [String] = []

  @Option(
    help: ArgumentHelp(
      "Misbehave: 'PHASE [ADDRESS] WHAT'; can be repeated.",
      discussion:
        "Phases are greeting, ehlo, startTLS, auth, mailFrom, rcptTo, data and body; for example 'rcptTo bob@example.org 550 5.1.1 no such user', 'body *@example.net close', 'data silence'.",
      valueName: "rule"))
  var misbehave: [String] = []

  @Option(help: "Read such rules from a file, one a line.")
  var rules: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port goes from 0 to 65535") }
    guard !tls || !implicitTLS else { throw ValidationError("--tls and --implicit-tls exclude each other") }
    for keyword in without where SandboxConfiguration.Extension(rawValue: keyword.uppercased()) == nil {
      let all = SandboxConfiguration.Extension.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--without takes one of \(all), not '\(keyword.printable)'")
    }
    guard user.allSatisfy({ $0.contains(":") }) else { throw ValidationError("--user takes NAME:PASSWORD") }
  }

  func run() throws {
    var configuration = SandboxConfiguration(
      folder: URL(filePath: maildir, directoryHint: .isDirectory))
    configuration.port = port
    configuration.security = tls ? .startTLS : implicitTLS ? .implicitTLS : .none
    configuration.extensions.subtract(
      without.compactMap { SandboxConfiguration.Extension(rawValue: $0.uppercased()) })
    configuration.identity = .selfSigned(
      certificateFile: configuration.folder.appending(path: "certificate.pem"))
    configuration.rules = try misbehave.map { try SandboxRule($0) } + fileRules()
    if auth || !user.isEmpty {
      configuration.requiresLogin = true
      configuration.authentication = user.isEmpty ? .anyone : .users(users)
    }
    configuration.whenFiled = { message in
      StandardOutput.write(
        "\(message.envelope.rcptTo.map(\.address).joined(separator: ", ").printable)  \(message.envelope.octets) octets"
      )
    }
    let stop = DispatchSemaphore(value: 0)
    let signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { stop.signal() }
      source.resume()
      return source
    }
    let sandbox = try MailSandbox.start(configuration)
    StandardOutput.write("listening on 127.0.0.1:\(sandbox.port), filing into \(sandbox.folder.path)")
    stop.wait()
    for source in signals { source.cancel() }
    try sandbox.stop()
  }

  private var users: [String: String] {
    Dictionary(
      user.map { text in
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), String(parts[1]))
      }, uniquingKeysWith: { $1 })
  }

  private func fileRules() throws -> [SandboxRule] {
    guard let rules else { return [] }
    return try SandboxRule.read(String(decoding: SourceFile.read(rules), as: UTF8.self), file: rules)
  }
}
