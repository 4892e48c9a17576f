/// Writes text as quoted-printable, piece by piece (RFC 2045 §6.7).
///
/// The result does not depend on how the text is cut into pieces. Line ends of
/// any kind become CRLF; lines have at most 76 octets; blanks before a line end
/// are encoded; a line never begins with "." or "From ", which relays change.
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

  /// Encodes what is held back and gives the result.
  public consuming func finish() -> QuotedPrintableText {
    encode(held, isEnd: true)
    return QuotedPrintableText(bytes: bytes)
  }

  private mutating func encode(_ input: [UInt8], isEnd: Bool) {
    let consumed = appendQuotedPrintable(input, isEnd: isEnd, column: &column, to: &bytes)
    held = Array(input[consumed...])
  }

  /// What was encoded, the octets on its last line, and those that are held back.
  var state: (bytes: [UInt8], column: Int, held: [UInt8]) { (bytes, column, held) }
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
func appendQuotedPrintable(
  _ input: [UInt8], isEnd: Bool, column: inout Int, to bytes: inout [UInt8]
) -> Int {
  guard !input.isEmpty else { return 0 }
  var writer = QuotedPrintableWriter(column: column)
  let start = bytes.count
  let room = input.count * 4 + 8
  bytes.append(contentsOf: repeatElement(0, count: room))
  bytes.withUnsafeMutableBufferPointer { bytes in
    let out = UnsafeMutableBufferPointer(rebasing: bytes[start...])
    input.withUnsafeBufferPointer { writer.encode($0, isEnd: isEnd, out: out) }
  }
  bytes.removeLast(room - writer.count)
  column = writer.column
  return writer.consumed
}
