internal import Charsets
public import FoundationEssentials

/// A header field as it was found, with what it means.
public struct ParsedField: Hashable, Sendable {
  /// The name as it was written, without blanks.
  public let name: String
  /// The octets behind the colon as they stood, folds and all, without the last line end.
  public let raw: [UInt8]

  /// The body on one line, encoded words still encoded.
  public var unfolded: String {
    let octets = raw.filter { $0 != 0x0D && $0 != 0x0A }
    return Charset.text(octets, declared: nil).trimmed
  }

  /// The body with its encoded words decoded, safe to stand in a header again.
  ///
  /// Decoding is lenient (RFC 2047 §6.2): words that are too long, stand in
  /// quotes or are cut inside a character are decoded too. Controls that were
  /// hidden in an encoded word are blanked.
  public var decodedText: String { decodedWords(unfolded).headerSafe }

  /// The mailboxes in the body, those inside groups too; what is no address is left out (RFC 5322 §3.4, §4.4).
  public var mailboxes: [Mailbox] { parsedMailboxes(StructuredTokens.scan(unfolded)) }

  /// The point in time in the body (RFC 5322 §3.3, §4.3); nil when it is none.
  public var date: Date? { parsedDate(StructuredTokens.scan(unfolded)) }

  /// The identifiers in angle brackets, without the brackets (RFC 5322 §3.6.4).
  public var identifiers: [String] { parsedIdentifiers(unfolded) }
}

/// The fields of a header in the order in which they were found.
public struct ParsedHeader: Hashable, Sendable {
  /// The fields.
  public let fields: [ParsedField]

  /// The first field of that name.
  public subscript(name: HeaderName) -> ParsedField? { fields.first { name.matches($0.name) } }

  /// All fields of that name.
  public func all(_ name: HeaderName) -> [ParsedField] { fields.filter { name.matches($0.name) } }
}

/// Reads the fields at the beginning of a message or part.
///
/// The header ends behind the first empty line, or before the first line that
/// is neither a field nor a continuation.
func parseHeader(
  _ bytes: ArraySlice<UInt8>, fieldLimit: Int
) -> (header: ParsedHeader, body: ArraySlice<UInt8>, isComplete: Bool) {
  var scanner = LineScanner(bytes)
  var fields: [ParsedField] = []
  var name: String?
  var body = 0..<0
  var count = 0
  func finish() {
    guard let name else { return }
    count += 1
    if fields.count < fieldLimit { fields.append(ParsedField(name: name, raw: Array(bytes[body]))) }
  }
  var start = bytes.startIndex
  while let line = scanner.next() {
    let content = bytes[line.content]
    if content.isEmpty {
      start = scanner.position
      break
    }
    if content.first == 0x20 || content.first == 0x09 {
      body = body.lowerBound..<line.content.upperBound
    } else if let colon = colon(in: content) {
      finish()
      name = String(decoding: content[..<colon].filter { $0 > 0x20 }, as: UTF8.self)
      body = (colon + 1)..<line.content.upperBound
    } else {
      start = line.content.lowerBound
      break
    }
    start = scanner.position
  }
  finish()
  return (ParsedHeader(fields: fields), bytes[start...], count <= fieldLimit)
}

/// The colon behind a field name, which may have blanks before it (RFC 5322 §4.5).
private func colon(in line: ArraySlice<UInt8>) -> Int? {
  guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
  let name = line[..<colon]
  let end = name.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? name.startIndex
  guard !name.isEmpty, name[...end].allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
  return colon
}

extension HeaderName {
  fileprivate func matches(_ name: String) -> Bool {
    name.utf8.count == text.utf8.count && name.lowercased() == text.lowercased()
  }
}

extension String {
  /// The text without blanks and tabs at its ends.
  var trimmed: String {
    guard let start = unicodeScalars.firstIndex(where: { $0 != " " && $0 != "\t" }),
      let end = unicodeScalars.lastIndex(where: { $0 != " " && $0 != "\t" })
    else { return "" }
    return String(unicodeScalars[start...end])
  }
}
