import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `broadsheet sandbox` on a free port, filing into a folder of its own; it is stopped with its owner.
final class SandboxProcess {
  let folder: URL
  let port: Int
  private let child: Child

  init(_ arguments: [String] = [], rules: [String] = []) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "broadsheet-mail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let rules = rules.flatMap { ["--misbehave", $0] }
    child = try Child(
      Binary.path, ["sandbox", "--port", "0", "--maildir", folder.path] + arguments + rules, in: folder)
    port = try Self.port(of: child)
  }

  deinit {
    child.signal(SIGTERM)
    _ = child.wait(limit: .seconds(10))
    try? FileManager.default.removeItem(at: folder)
  }

  /// Stops it as a person does, and says how it ended.
  func stop() -> Run {
    child.signal(SIGTERM)
    return child.wait(limit: .seconds(10))
  }

  /// What the server says it is known by, with `--tls` or `--implicit-tls`.
  var certificateFile: String { folder.appending(path: "certificate.pem").path }

  /// How many messages it has filed.
  var count: Int {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .count { $0.hasSuffix(".eml") && !$0.hasPrefix(".") }
  }

  /// The messages with their envelopes, in the order in which they came.
  func mail() throws -> [Mail] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".eml") && !$0.hasPrefix(".") }.sorted()
      .map { name in
        let envelope = folder.appending(path: String(name.dropLast(4)) + ".envelope.json")
        return Mail(
          octets: [UInt8](try Data(contentsOf: folder.appending(path: name))),
          envelope: try JSONDecoder().decode(Mail.Envelope.self, from: Data(contentsOf: envelope)))
      }
  }

  /// Everybody who was mailed, in alphabetical order; twice who was mailed twice.
  func recipients() throws -> [String] { try mail().map(\.recipient).sorted() }

  private static func port(of child: Child) throws -> Int {
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      let text = child.outputSoFar
      if let line = text.split(separator: "\n").first, text.contains("\n"),
        let match = line.firstMatch(of: #/^listening on 127\.0\.0\.1:([0-9]+), filing into /#),
        let port = Int(match.1)
      {
        return port
      }
      usleep(2000)
    }
    throw SandboxDidNotListen(errors: child.errorsSoFar)
  }
}

struct SandboxDidNotListen: Error {
  var errors: String
}

/// A message as the sandbox filed it.
struct Mail {
  struct Envelope: Decodable {
    struct Path: Decodable { var address: String }
    var client: String
    var tls: String?
    var user: String?
    var mailFrom: Path
    var rcptTo: [Path]
    var octets: Int
    var bareLineFeeds: Int
    var longestLine: Int
  }

  var octets: [UInt8]
  var envelope: Envelope

  var recipient: String { envelope.rcptTo.map(\.address).joined(separator: ",") }

  /// The lines of the header with their continuations, without the body.
  var header: [String] {
    var lines: [String] = []
    for line in text.components(separatedBy: "\r\n") {
      if line.isEmpty { break }
      if line.hasPrefix(" ") || line.hasPrefix("\t"), let last = lines.popLast() {
        lines.append(last + line)
      } else {
        lines.append(line)
      }
    }
    return lines
  }

  /// The body of a field; nil when it is not there.
  func field(_ name: String) -> String? {
    header.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
      .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
  }

  /// The octets as text.
  var text: String { String(decoding: octets, as: UTF8.self) }
}
