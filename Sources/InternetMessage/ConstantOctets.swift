/// Octets that stand in many messages, and what is known about them.
///
/// A signature does not look at runs of blanks and at those that end a line
/// (RFC 6376 §3.4.4), and DATA doubles dots at line starts. Where there are none is
/// found out here, once for all messages that the octets stand in.
struct ConstantOctets: Hashable, Sendable {
  /// The octets.
  let octets: [UInt8]
  /// Where they are even, in their order; see ``EncodedMessage/evenRuns``.
  let evenRuns: [Range<Int>]
  /// Whether a line of them, the first apart, begins with a dot.
  let hasDotLine: Bool

  /// A shorter run is not worth being told apart.
  private static let shortest = 64

  /// Finds the runs.
  init(_ octets: [UInt8]) {
    self.octets = octets
    hasDotLine = octets.hasDotLine(in: 1..<max(1, octets.count))
    var runs: [Range<Int>] = []
    var start = 0
    func end(at index: Int) {
      let last = octets[start..<index].lastIndex { !$0.isBlankOrLineEnd } ?? start
      if last - start >= Self.shortest { runs.append(start..<(last + 1)) }
    }
    for index in octets.indices where octets.isUneven(at: index) {
      end(at: index)
      start = index + 1
    }
    end(at: octets.count)
    evenRuns = runs
  }
}

extension MessageBuffer {
  /// Appends octets of the header.
  mutating func append(header constant: ConstantOctets) {
    let start = bytes.count
    bytes += constant.octets
    hasDotLine =
      hasDotLine || constant.hasDotLine || bytes.hasDotLine(in: start..<min(start + 1, bytes.count))
  }

  /// Appends octets of the body.
  mutating func append(_ constant: ConstantOctets) {
    let start = bytes.count - bodyStart
    append(header: constant)
    for run in constant.evenRuns {
      evenRuns.append((start + run.lowerBound)..<(start + run.upperBound))
    }
  }
}

extension [UInt8] {
  /// Whether it is a tab, or a blank with a blank or the end of the line behind it.
  fileprivate func isUneven(at index: Int) -> Bool {
    switch self[index] {
    case 0x09: true
    case 0x20: index + 1 == count || self[index + 1] == 0x20 || self[index + 1] == 0x0D
    default: false
    }
  }
}

extension UInt8 {
  fileprivate var isBlankOrLineEnd: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
}
