/// Text with slots that stay open until a reader is known.
///
///     OpenText([.text("Dear "), .slot(0), .text(",\nthe issue …")])
///
/// What is the same for all readers is encoded once, by ``MessageTemplate``.
/// Line ends of any kind become CRLF; each lies within one piece of text. A
/// value is one line: line ends in it become blanks.
public struct OpenText: Hashable, Sendable {
  /// A part of the text.
  public enum Piece: Hashable, Sendable {
    /// Octets of UTF-8, the same for all readers.
    case text([UInt8])
    /// A place for a value, by its number.
    case slot(Int)
  }

  /// The parts in their order, line ends as CRLF, no two texts side by side.
  public let pieces: [Piece]
  /// How the text is encoded, whatever its values: quoted-printable or base64; 7bit only without slots.
  public let encoding: ContentTransferEncoding

  /// Joins pieces.
  public init(_ pieces: [Piece]) {
    var joined: [Piece] = []
    var all: [UInt8] = []
    for piece in pieces {
      guard case .text(let octets) = piece else {
        joined.append(piece)
        continue
      }
      let lines = canonicalLines(octets)
      all += lines
      if case .text(let before) = joined.last {
        joined[joined.count - 1] = .text(before + lines)
      } else {
        joined.append(.text(lines))
      }
    }
    let suited = ContentTransferEncoding.suited(forText: all)
    let hasSlot = joined.contains { if case .slot = $0 { true } else { false } }
    encoding = suited == .sevenBit && hasSlot ? .quotedPrintable : suited
    self.pieces = joined
  }

  /// The text with its slots left empty.
  var octets: [UInt8] {
    pieces.reduce(into: []) { octets, piece in
      if case .text(let text) = piece { octets += text }
    }
  }
}

/// An open text whose constant parts are encoded.
enum EncodedOpenText: Hashable, Sendable {
  case verbatim(ConstantOctets)
  case quotedPrintable(OpenQuotedPrintable)
  case base64(OpenBase64)

  init(_ text: OpenText) {
    switch text.encoding {
    case .base64: self = .base64(OpenBase64(text.pieces))
    case .sevenBit: self = .verbatim(ConstantOctets(text.octets))
    default: self = .quotedPrintable(OpenQuotedPrintable(text.pieces))
    }
  }

  /// About as many octets as it will have.
  var size: Int {
    switch self {
    case .verbatim(let constant): constant.octets.count
    case .quotedPrintable(let text): text.size
    case .base64(let text): text.size
    }
  }

  /// Writes the text; `fill` appends the value of a slot to what it is given.
  func write(to buffer: inout MessageBuffer, fill: (Int, inout [UInt8]) throws -> Void) rethrows {
    switch self {
    case .verbatim(let constant): buffer.append(constant)
    case .quotedPrintable(let text): try text.write(to: &buffer, fill: fill)
    case .base64(let text): try text.write(to: &buffer, fill: fill)
    }
  }
}

/// Memory for one message after the other; what was allocated for one is used for the next.
public struct MessageBuffer: Sendable {
  /// The message that was written last.
  public internal(set) var bytes: [UInt8] = []
  /// Where its body begins.
  public internal(set) var bodyStart = 0
  /// Octets around a value that are about to be encoded.
  var pending: [UInt8] = []
  /// Where the body is even; see ``EncodedMessage/evenRuns``.
  var evenRuns: [Range<Int>] = []
  /// Whether a line begins with a dot; see ``EncodedMessage/hasDotLine``.
  var hasDotLine = false

  /// Makes an empty buffer.
  public init() {}

  /// Looks for dots at line starts among the octets from an index on.
  mutating func noteDotLines(from start: Int) {
    hasDotLine = hasDotLine || bytes.hasDotLine(in: start..<bytes.count)
  }

  /// Appends a slot's value to the pending octets, line ends in it as blanks.
  mutating func appendValue(_ slot: Int, fill: (Int, inout [UInt8]) throws -> Void) rethrows {
    let start = pending.count
    try fill(slot, &pending)
    for index in start..<max(start, pending.count) where pending[index] == 0x0A || pending[index] == 0x0D {
      pending[index] = 0x20
    }
  }
}
