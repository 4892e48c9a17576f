internal import Charsets

/// A node of the MIME tree of a message that was read.
public struct ParsedPart: Hashable, Sendable {
  /// The fields of the part; of the message for the root.
  public let header: ParsedHeader
  /// What the part says it holds; text/plain where it says nothing (RFC 2045 §5.2).
  public let contentType: ContentType
  /// How it is to be shown; nil where it does not say.
  public let disposition: ContentDisposition?
  /// How its octets are written; nil for a name that is not known.
  public let transferEncoding: ContentTransferEncoding?
  /// The octets as they stand in the message, still encoded.
  public let body: ArraySlice<UInt8>
  /// The parts of a multipart; the message inside a message.
  public let parts: [ParsedPart]

  /// The identifier that `cid:` links name, without angle brackets.
  public var contentID: String? { header[.contentID]?.identifiers.first }

  /// The name of a file, from the disposition or from the type's `name`.
  public var filename: String? {
    disposition?.filename
      ?? ContentDisposition(.attachment, filename: contentType.parameters["name"]).filename
  }

  /// The octets that the encoding stands for; unknown encodings leave them as they are.
  public var decodedBody: [UInt8] {
    switch transferEncoding {
    case .quotedPrintable: decodedQuotedPrintable(body)
    case .base64: Base64.decoded(body)
    default: Array(body)
    }
  }

  /// The text of a text part, with LF line ends; nil for all other parts.
  public func text() -> String? {
    guard contentType.type == "text" else { return nil }
    let charset = contentType.parameters["charset"]
    var octets = decodedBody
    if !Charset.isUTF8(charset) { octets = Array(Charset.text(octets, declared: charset).utf8) }
    octets.endLinesWithLF()
    return String(decoding: octets, as: UTF8.self)
  }

  /// The part and everything in it, in the order of the message.
  public var all: [ParsedPart] { [self] + parts.flatMap(\.all) }

  /// The tree as text, a line for each part, for tests and for people.
  ///
  ///     multipart/alternative
  ///       text/plain; charset=utf-8 (7bit, 12 octets)
  ///       text/html; charset=utf-8 (quoted-printable, 40 octets)
  public var dump: String { dumpLines.joined(separator: "\n") }

  private var dumpLines: [String] {
    var parameters = contentType.parameters
    parameters["boundary"] = nil
    parameters["name"] = nil
    var line = ([contentType.name] + parameters.words).joined(separator: "; ")
    if let contentID { line += " <\(contentID)>" }
    if let disposition { line += " \(disposition.kind.rawValue)" }
    if let filename { line += " \(filename.quoted)" }
    if parts.isEmpty { line += " (\(transferEncoding?.rawValue ?? "unknown"), \(decodedBody.count) octets)" }
    return [line] + parts.flatMap { $0.dumpLines.map { "  " + $0 } }
  }

  /// The first part of that type that is meant to be read in place, not looked for inside attached messages.
  func firstText(_ name: String) -> ParsedPart? {
    if disposition?.kind == .attachment || contentType.type == "message" { return nil }
    if parts.isEmpty { return contentType.name == name ? self : nil }
    for part in parts {
      if let found = part.firstText(name) { return found }
    }
    return nil
  }
}

extension [UInt8] {
  /// Puts LF where CRLF or CR ends a line.
  fileprivate mutating func endLinesWithLF() {
    let count = withUnsafeMutableBufferPointer { octets in
      var count = 0
      var previous: UInt8 = 0
      for octet in octets {
        if octet != 0x0A || previous != 0x0D {
          octets[count] = octet == 0x0D ? 0x0A : octet
          count += 1
        }
        previous = octet
      }
      return count
    }
    removeLast(self.count - count)
  }
}
