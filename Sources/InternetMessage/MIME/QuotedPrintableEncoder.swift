/// Writes text as quoted-printable, piece by piece (RFC 2045 §6.7).
///
/// The result does not depend on how the text is cut into pieces. Line ends of
/// any kind become CRLF; lines have at most 76 octets; blanks before a line end
/// are encoded; a line never begins with "." or "From ", which relays change.
///
/// Text that is the same for many messages is encoded once, as a
/// ``QuotedPrintableSegment``, and then only copied:
///
///     let before = QuotedPrintableSegment("Dear ")
///     let after = QuotedPrintableSegment(",\r\nthe issue …")
///     var encoder = QuotedPrintableEncoder()
///     encoder.append(before)
///     encoder.append("Zoë")
///     encoder.append(after)
///     encoder.finish().bytes   // "Dear Zo=C3=AB=\r\n,\r\nthe issue =E2=80=A6"
public struct QuotedPrintableEncoder: Sendable {
  private var bytes: [UInt8] = []
  private var column = 0
  /// Octets at the end that cannot be judged before the next one is known: CR, a blank, part of "From ".
  private var held: [UInt8] = []

  /// Starts at the beginning of a line, with room for so many octets of output.
  public init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Encodes the next piece of text.
  public mutating func append(_ text: String) {
    append(octets: text.utf8)
  }

  /// Encodes the next octets of text.
  public mutating func append(octets: some Collection<UInt8>) {
    encode(held.isEmpty ? Array(octets) : held + octets, isEnd: false)
  }

  /// Copies a segment, behind a soft line break where it does not begin a line.
  public mutating func append(_ segment: QuotedPrintableSegment) {
    guard !segment.isEmpty else { return }
    if held.last == 0x0D, segment.first == 0x0A {
      // CR and LF of one line end are in two pieces: the segment brings all of it.
      held = []
    } else if held == [0x20] || held == [0x09], !segment.beginsWithLineEnd {
      bytes += held
      column += 1
      held = []
    } else {
      encode(held, isEnd: true)
    }
    if column > 0, !segment.beginsWithLineEnd { bytes += [UInt8(ascii: "="), 0x0D, 0x0A] }
    bytes += segment.bytes
    column = segment.column
    held = segment.held
  }

  /// Encodes what is held back and gives the result.
  public consuming func finish() -> QuotedPrintableText {
    encode(held, isEnd: true)
    return QuotedPrintableText(bytes: bytes)
  }

  private mutating func encode(_ input: [UInt8], isEnd: Bool) {
    let consumed = encodeQuotedPrintable(input, isEnd: isEnd, column: &column, into: &bytes)
    held = Array(input[consumed...])
  }

  fileprivate var state: (bytes: [UInt8], column: Int, held: [UInt8]) { (bytes, column, held) }
}

/// A piece of text that was encoded once, to be copied into many messages.
public struct QuotedPrintableSegment: Hashable, Sendable {
  fileprivate let bytes: [UInt8]
  fileprivate let column: Int
  fileprivate let held: [UInt8]
  fileprivate let first: UInt8?

  /// Encodes the text as if it began a line.
  public init(_ text: String) {
    var encoder = QuotedPrintableEncoder()
    encoder.append(text)
    (bytes, column, held) = encoder.state
    first = text.utf8.first
  }

  fileprivate var isEmpty: Bool { first == nil }
  fileprivate var beginsWithLineEnd: Bool { first == 0x0D || first == 0x0A }
}

/// Quoted-printable octets that keep all its rules, since only the encoder makes them.
public struct QuotedPrintableText: Hashable, Sendable {
  /// The encoded octets; a line end stands at the end only when the text had one.
  public let bytes: [UInt8]

  fileprivate init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Encodes a whole text.
  public init(_ text: String) {
    var encoder = QuotedPrintableEncoder()
    encoder.append(text)
    self = encoder.finish()
  }
}

/// Encodes as many octets as can be judged, and says how many those were.
private func encodeQuotedPrintable(
  _ input: [UInt8], isEnd: Bool, column: inout Int, into bytes: inout [UInt8]
) -> Int {
  var writer = QuotedPrintableWriter(column: column)
  let encoded = [UInt8](unsafeUninitializedCapacity: input.count * 4 + 8) { out, count in
    input.withUnsafeBufferPointer { writer.encode($0, isEnd: isEnd, out: out) }
    count = writer.count
  }
  column = writer.column
  if bytes.isEmpty { bytes = encoded } else { bytes += encoded }
  return writer.consumed
}
