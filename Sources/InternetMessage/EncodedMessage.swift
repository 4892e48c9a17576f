/// A message as it goes over the wire: header, empty line, body.
///
/// A value that exists keeps the wire rules (RFC 5322 §2, RFC 5321 §2.3.8): only
/// CRLF line ends, no NUL, no line over 998 octets, CRLF at the end.
public struct EncodedMessage: Sendable {
  /// The octets, before dot-stuffing.
  public let bytes: [UInt8]
  /// Where the body is known to be even: no tab there, no blank before a blank or a line end, and none at the end.
  ///
  /// Ranges from the beginning of the body, in their order. What makes blanks
  /// equal before it hashes (RFC 6376 §3.4.4) takes these octets as they are.
  public let evenRuns: [Range<Int>]
  /// Whether a line begins with a dot, which DATA doubles (RFC 5321 §4.5.2).
  public let hasDotLine: Bool
  private let headerEnd: Int

  /// Checks octets that something else put together, in linear time.
  public init(_ bytes: [UInt8]) throws(InvalidEncodedMessage) {
    if let fault = wireFault(in: bytes) { throw fault }
    self.bytes = bytes
    evenRuns = []
    hasDotLine = bytes.hasDotLine(in: bytes.indices)
    headerEnd = endOfHeader(in: bytes)
  }

  /// Takes octets that are known to keep the rules, and what else is known about them.
  init(unchecked bytes: [UInt8], bodyStart: Int, evenRuns: [Range<Int>], hasDotLine: Bool) {
    self.bytes = bytes
    self.evenRuns = evenRuns
    self.hasDotLine = hasDotLine
    headerEnd = bodyStart - 2
  }

  /// The header with the CRLF of its last field, without the empty line behind it.
  public var header: ArraySlice<UInt8> { bytes[..<headerEnd] }

  /// What follows the empty line.
  public var body: ArraySlice<UInt8> { bytes[min(headerEnd + 2, bytes.count)...] }

  /// Whether the header is not ASCII, so that SMTPUTF8 must be asked for (RFC 6532).
  public var needsSMTPUTF8: Bool { header.reduce(0, |) >= 0x80 }

  /// Whether the body is not 7-bit, so that 8BITMIME must be asked for (RFC 6152).
  public var needs8BitMIME: Bool { body.reduce(0, |) >= 0x80 }
}

extension EncodedMessage: Hashable {
  /// Messages are equal when their octets are.
  public static func == (a: EncodedMessage, b: EncodedMessage) -> Bool { a.bytes == b.bytes }

  /// Hashes the octets.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension [UInt8] {
  /// Whether a line that begins in a range begins with a dot.
  func hasDotLine(in range: Range<Int>) -> Bool {
    if range.isEmpty { return false }
    return withUnsafeBufferPointer { octets in
      var index = range.lowerBound
      var isLineStart = index == 0 || octets[index - 1] == 0x0A
      while index < range.upperBound {
        if isLineStart, octets[index] == UInt8(ascii: ".") { return true }
        guard let end = octets[index..<range.upperBound].firstIndex(of: 0x0A) else { return false }
        index = end + 1
        isLineStart = true
      }
      return false
    }
  }
}

private func endOfHeader(in bytes: [UInt8]) -> Int {
  var lineStart = 0
  var index = 0
  while index + 1 < bytes.count {
    if bytes[index] == 0x0D, bytes[index + 1] == 0x0A {
      if index == lineStart { return lineStart }
      index += 2
      lineStart = index
    } else {
      index += 1
    }
  }
  return bytes.count
}

/// Which wire rule a message breaks, and where.
public struct InvalidEncodedMessage: Error, Hashable {
  /// What is wrong, as the rest of a sentence that begins with the line.
  public let reason: String
  /// The line, from 1.
  public let line: Int
}

private func wireFault(in bytes: [UInt8]) -> InvalidEncodedMessage? {
  bytes.withUnsafeBufferPointer { bytes in
    var line = 1
    var lineStart = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x0D:
        guard index + 1 < bytes.count, bytes[index + 1] == 0x0A else {
          return InvalidEncodedMessage(reason: "has a CR without LF", line: line)
        }
        if index - lineStart > 998 { return InvalidEncodedMessage(reason: .tooLong, line: line) }
        index += 2
        lineStart = index
        line += 1
      case 0x0A: return InvalidEncodedMessage(reason: "has an LF without CR", line: line)
      case 0: return InvalidEncodedMessage(reason: "has a NUL", line: line)
      default: index += 1
      }
    }
    if bytes.count - lineStart > 998 { return InvalidEncodedMessage(reason: .tooLong, line: line) }
    guard lineStart == bytes.count, !bytes.isEmpty else {
      return InvalidEncodedMessage(reason: "does not end with CRLF", line: line)
    }
    return nil
  }
}

extension String {
  fileprivate static let tooLong = "is longer than 998 octets"
}
