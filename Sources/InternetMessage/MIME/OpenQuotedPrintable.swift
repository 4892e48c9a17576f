/// Quoted-printable text with open slots (RFC 2045 §6.7).
///
/// A value moves the soft line breaks of the line it stands in, and of no
/// other: at the next line end of the text all is as if there had been no
/// value. So a line with a slot is encoded for each message, and all others
/// once. The octets are those that ``QuotedPrintableText`` makes of the text
/// with its values.
struct OpenQuotedPrintable: Hashable, Sendable {
  private enum Step: Hashable, Sendable {
    /// Text in a line with a slot, not encoded.
    case plain([UInt8])
    case slot(Int)
    /// Encoded text that begins a line, the octets on its last line, and those that what follows decides on.
    case encoded(ConstantOctets, column: Int, held: [UInt8])
  }

  private let steps: [Step]

  init(_ pieces: [OpenText.Piece]) {
    var steps: [Step] = []
    for piece in pieces {
      switch piece {
      case .slot(let number): steps.append(.slot(number))
      case .text(let octets):
        let lineStart = steps.isEmpty ? 0 : octets.endOfFirstLine
        if lineStart != 0 { steps.append(.plain(Array(octets[..<(lineStart ?? octets.count)]))) }
        guard let lineStart else { continue }
        var encoder = QuotedPrintableEncoder()
        encoder.append(octets: octets[lineStart...])
        let state = encoder.state
        steps.append(.encoded(ConstantOctets(state.bytes), column: state.column, held: state.held))
      }
    }
    self.steps = steps
  }

  var size: Int {
    steps.reduce(0) { size, step in
      switch step {
      case .plain(let octets): size + octets.count
      case .slot: size + 40
      case .encoded(let constant, _, _): size + constant.octets.count
      }
    }
  }

  func write(to buffer: inout MessageBuffer, fill: (Int, inout [UInt8]) throws -> Void) rethrows {
    var column = 0
    buffer.pending.removeAll(keepingCapacity: true)
    for step in steps {
      switch step {
      case .plain(let octets): buffer.pending += octets
      case .slot(let number): try buffer.appendValue(number, fill: fill)
      case .encoded(let constant, let lastColumn, let held):
        buffer.encodePending(column: &column, isEnd: false)
        buffer.append(constant)
        column = lastColumn
        buffer.pending += held
      }
    }
    buffer.encodePending(column: &column, isEnd: true)
  }
}

extension MessageBuffer {
  fileprivate mutating func encodePending(column: inout Int, isEnd: Bool) {
    let start = bytes.count
    let consumed = appendQuotedPrintable(pending, isEnd: isEnd, column: &column, to: &bytes)
    assert(consumed == pending.count, "what is encoded ends with a line end or is the end")
    pending.removeAll(keepingCapacity: true)
    noteDotLines(from: start)
  }
}

extension [UInt8] {
  /// The index behind the first CRLF.
  fileprivate var endOfFirstLine: Int? {
    firstIndex(of: 0x0A).map { $0 + 1 }
  }
}
