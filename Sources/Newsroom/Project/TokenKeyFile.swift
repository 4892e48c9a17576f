import Diagnostics
import Foundation
import MailingLists

/// The file with the keys of tokens: one in hexadecimal a line, the newest first.
///
/// A new key is put on a line above; links in mail that was sent before stay good.
struct TokenKeyFile {
  private let file: URL

  init(_ file: URL) { self.file = file }

  /// The keys; the first call in a project makes one.
  func read() throws -> TokenKeys {
    guard FileManager.default.fileExists(atPath: file.path) else { return try make() }
    let lines = try Files.readText(file, limit: 65_536).split(whereSeparator: \.isNewline)
    let keys = lines.map { Self.octets(of: $0) }
    guard let current = keys.first, keys.allSatisfy({ $0.count >= TokenKeys.shortestKey }) else {
      throw BadTokenKey(path: file.path)
    }
    return try TokenKeys(current: current, former: Array(keys.dropFirst()))
  }

  /// Puts a new key above the others, and says how many there are now.
  func rotate() throws -> Int {
    _ = try read()
    let former = try Files.readText(file, limit: 65_536)
    try Files.write(Array((Self.line(of: Self.newKey()) + former).utf8), to: file, mode: 0o600)
    return former.split(whereSeparator: \.isNewline).count + 1
  }

  private func make() throws -> TokenKeys {
    let key = Self.newKey()
    try Files.makeFolder(file.deletingLastPathComponent(), mode: 0o700)
    try Files.write(Array(Self.line(of: key).utf8), to: file, mode: 0o600)
    return try TokenKeys(current: key)
  }

  private static func newKey() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<TokenKeys.shortestKey).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  private static func line(of key: [UInt8]) -> String {
    key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\n"
  }

  private static func octets(of line: Substring) -> [UInt8] {
    let digits = line.compactMap(\.hexDigitValue)
    guard digits.count == line.count, digits.count.isMultiple(of: 2) else { return [] }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}

/// A key file that holds no keys.
struct BadTokenKey: ExplainedError, Hashable {
  let path: String

  var problem: Problem {
    Problem(
      .configuration, "\(path.printable) holds no key",
      evidence: ["each line has to be at least 64 hexadecimal digits"],
      try: ["bring the file back from a backup: links in mail already sent depend on it"])
  }
}
