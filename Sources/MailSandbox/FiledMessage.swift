public import Foundation

/// What the sandbox knows about a message besides its octets.
public struct SandboxEnvelope: Codable, Hashable, Sendable {
  /// An address and the parameters behind it.
  public struct Path: Codable, Hashable, Sendable {
    /// The address; empty for the null return path.
    public var address: String
    /// The parameters: `SIZE=1234`, `SMTPUTF8`.
    public var parameters: [String]
  }

  /// Its number in the folder, from 1.
  public var number: Int
  /// When its last octet arrived.
  public var received: Date
  /// The name the client gave in EHLO.
  public var client: String
  /// The TLS version, where there was TLS.
  public var tls: String?
  /// The user who was logged in.
  public var user: String?
  /// The command the message came with: DATA or BDAT.
  public var transfer: String
  /// The sender.
  public var mailFrom: Path
  /// The recipients.
  public var rcptTo: [Path]
  /// How many octets the message has.
  public var octets: Int
  /// The octets of the longest line, without its end; over 998 break RFC 5322 §2.1.1.
  public var longestLine: Int
  /// How many lines end in a bare LF, which SMTP forbids (RFC 5321 §2.3.8).
  public var bareLineFeeds: Int
}

/// A message in a sandbox's folder.
public struct FiledMessage: Hashable, Sendable {
  /// What the sandbox knows about it.
  public var envelope: SandboxEnvelope
  /// The octets exactly as the client meant them: without dot-stuffing, nothing added.
  public var file: URL

  /// Reads the octets.
  public func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

  /// The messages in a folder, in the order of their numbers; what is not complete yet is not there.
  public static func all(in folder: URL) throws -> [FiledMessage] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
    return try names.filter { $0.hasSuffix(".eml") && !$0.hasPrefix(".") }.sorted().map { name in
      let stem = String(name.dropLast(4))
      let envelope = try Data(contentsOf: folder.appending(path: stem + ".envelope.json"))
      return FiledMessage(
        envelope: try envelopeDecoder().decode(SandboxEnvelope.self, from: envelope),
        file: folder.appending(path: name))
    }
  }
}

func envelopeDecoder() -> JSONDecoder {
  let decoder = JSONDecoder()
  decoder.dateDecodingStrategy = .iso8601
  return decoder
}

func envelopeEncoder() -> JSONEncoder {
  let encoder = JSONEncoder()
  encoder.dateEncodingStrategy = .iso8601
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return encoder
}
