/// Base64 text with open slots, in lines of 76 characters (RFC 2045 §6.8).
///
/// A value moves what stands behind it by one or two octets in its groups of
/// three, so each constant part is encoded three times, from its first, second
/// and third octet on; for a message the one that fits is copied into lines.
struct OpenBase64: Hashable, Sendable {
  private enum Step: Hashable, Sendable {
    case constant(Constant)
    case slot(Int)
  }

  private struct Constant: Hashable, Sendable {
    let octets: [UInt8]
    /// The whole groups from the first, second and third octet on, without line ends.
    let groups: [[UInt8]]

    init(_ octets: [UInt8]) {
      self.octets = octets
      groups = (0..<3).map { start in
        let end = max(start, octets.count - (octets.count - start + 3) % 3)
        return start < end ? Base64.groups(octets[start..<end]) : []
      }
    }
  }

  private let steps: [Step]

  init(_ pieces: [OpenText.Piece]) {
    steps = pieces.map { piece in
      switch piece {
      case .text(let octets): .constant(Constant(octets))
      case .slot(let number): .slot(number)
      }
    }
  }

  var size: Int {
    steps.reduce(0) { size, step in
      switch step {
      case .constant(let constant): size + constant.groups[0].count * 78 / 76 + 8
      case .slot: size + 60
      }
    }
  }

  func write(to buffer: inout MessageBuffer, fill: (Int, inout [UInt8]) throws -> Void) rethrows {
    var column = 0
    let start = buffer.bytes.count - buffer.bodyStart
    // What is pending is the beginning of a group, and after a slot its value.
    buffer.pending.removeAll(keepingCapacity: true)
    for step in steps {
      switch step {
      case .slot(let number): try buffer.appendValue(number, fill: fill)
      case .constant(let constant):
        let missing = (3 - buffer.pending.count % 3) % 3
        buffer.pending += constant.octets.prefix(missing)
        guard constant.octets.count >= missing else { continue }
        buffer.appendLines(Base64.groups(buffer.pending[...]), column: &column)
        buffer.appendLines(constant.groups[missing], column: &column)
        buffer.pending.removeAll(keepingCapacity: true)
        buffer.pending += constant.octets.suffix((constant.octets.count - missing) % 3)
      }
    }
    buffer.appendLines(Base64.groups(buffer.pending[...]), column: &column)
    buffer.pending.removeAll(keepingCapacity: true)
    // Base64 has no blanks, and no line end behind it.
    buffer.evenRuns.append(start..<(buffer.bytes.count - buffer.bodyStart))
  }
}

extension MessageBuffer {
  /// Appends groups of four characters in lines of 76, none at the end.
  fileprivate mutating func appendLines(_ groups: [UInt8], column: inout Int) {
    var start = 0
    while start < groups.count {
      if column == 76 {
        bytes.append(0x0D)
        bytes.append(0x0A)
        column = 0
      }
      let end = min(groups.count, start + 76 - column)
      bytes += groups[start..<end]
      column += end - start
      start = end
    }
  }
}
