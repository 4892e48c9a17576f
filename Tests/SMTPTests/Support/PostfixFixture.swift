import Foundation
import InternetMessage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A Postfix of our own: loopback, a free port, its whole configuration in a folder that vanishes.
///
/// It takes mail for `reader…@example.org` and `bounces…@example.org` into a maildir, accepts mail for
/// `gone@example.org` and finds out later that there is no such mailbox, and knows nobody else.
final class PostfixFixture {
  static let isAvailable =
    ["/usr/sbin/postfix", "/usr/bin/openssl"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    && getuid() == 0

  struct DidNotStart: Error {
    var log: String
  }

  let port: Int
  let folder: URL
  private let hidden: [String]
  var certificateFile: String { folder.appending(path: "etc/cert.pem").path(percentEncoded: false) }

  /// - Parameter keywords: what its answer to EHLO leaves out.
  init(hiding keywords: [String] = []) throws {
    hidden = keywords
    port = try freePort()
    folder = FileManager.default.temporaryDirectory.appending(path: "postfix-\(UUID().uuidString)")
    for name in ["etc", "spool", "data", "mail"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    try give("data", to: "postfix")
    try give("mail", to: "nobody")
    try write(mainConfiguration, to: "etc/main.cf")
    try write(masterConfiguration, to: "etc/master.cf")
    try write("/^(reader|bounces).*@example\\.org$/ box/\n", to: "etc/users")
    try write("/^(reader|bounces|gone).*@example\\.org$/ box/\n", to: "etc/accepted")
    try run(
      "/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
      "/CN=localhost",
      "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem")
    guard
      try run("/usr/sbin/postfix", "-c", folder.appending(path: "etc").path(percentEncoded: false), "start")
        == 0
    else {
      throw DidNotStart(log: log)
    }
  }

  deinit {
    _ = try? run("/usr/sbin/postfix", "-c", folder.appending(path: "etc").path(percentEncoded: false), "stop")
    try? FileManager.default.removeItem(at: folder)
  }

  var log: String { (try? String(contentsOf: folder.appending(path: "mail.log"), encoding: .utf8)) ?? "" }

  /// What has been delivered, by recipient; waits until so many are there.
  func delivered(_ count: Int) throws -> [String: String] {
    let box = folder.appending(path: "mail/box/new").path(percentEncoded: false)
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: box)) ?? []
      if names.count >= count {
        let texts = try names.map { try String(contentsOfFile: "\(box)/\($0)", encoding: .utf8) }
        return Dictionary(texts.map { ($0.field("Delivered-To"), $0) }) { first, _ in first }
      }
      usleep(20_000)
    }
    throw DidNotStart(log: log)
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  private func give(_ name: String, to user: String) throws {
    try FileManager.default.setAttributes(
      [.ownerAccountName: user], ofItemAtPath: folder.appending(path: name).path(percentEncoded: false))
  }

  @discardableResult
  private func run(_ command: String, _ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: command)
    process.arguments = arguments
    process.currentDirectoryURL = folder.appending(path: "etc")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private var mainConfiguration: String {
    let root = folder.path(percentEncoded: false)
    return """
      compatibility_level = 3.6
      queue_directory = \(root)/spool
      data_directory = \(root)/data
      maillog_file = \(root)/mail.log
      maillog_file_prefixes = \(root)
      myhostname = mx.example.org
      mydestination =
      local_recipient_maps =
      alias_maps =
      alias_database =
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      smtpd_relay_restrictions = reject_unauth_destination
      default_transport = error:nothing leaves this machine
      local_header_rewrite_clients =
      virtual_mailbox_domains = example.org
      virtual_mailbox_base = \(root)/mail
      virtual_mailbox_maps = regexp:\(root)/etc/users
      virtual_uid_maps = static:65534
      virtual_gid_maps = static:65534
      smtpd_discard_ehlo_keywords = \(hidden.joined(separator: ", "))
      smtpd_tls_security_level = may
      smtpd_tls_cert_file = \(root)/etc/cert.pem
      smtpd_tls_key_file = \(root)/etc/key.pem

      """
  }

  private var masterConfiguration: String {
    """
    127.0.0.1:\(port) inet n - n - - smtpd
      -o virtual_mailbox_maps=regexp:\(folder.path(percentEncoded: false))/etc/accepted
    cleanup unix n - n - 0 cleanup
    qmgr unix n - n 300 1 qmgr
    tlsmgr unix - - n 1000? 1 tlsmgr
    rewrite unix - - n - - trivial-rewrite
    bounce unix - - n - 0 bounce
    defer unix - - n - 0 bounce
    trace unix - - n - 0 bounce
    error unix - - n - - error
    retry unix - - n - - error
    virtual unix - n n - - virtual
    proxymap unix - - n - - proxymap
    anvil unix - - n - 1 anvil
    postlog unix-dgram n - n - 1 postlogd

    """
  }
}

extension String {
  /// The first line of a header field, without its name.
  func field(_ name: String) -> String {
    split(separator: "\n").first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) }
      ?? ""
  }
}

/// A port nobody listens on at this moment.
private func freePort() throws -> Int {
  let fixture = try ScriptedSMTPServer([])
  _ = fixture.differences()
  return fixture.port
}
