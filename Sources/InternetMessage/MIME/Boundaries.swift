/// The boundaries of one message, derived from a seed (RFC 2046 §5.1.1).
///
/// Each is `=_` and 16 hexadecimal digits: `=_` stands neither in
/// quoted-printable nor in base64, and texts of one length are not prefixes of
/// one another. That one does not stand in a field or in 7-bit text is verified.
struct Boundaries {
  private let seed: String
  private var used: Set<String> = []
  private var attempts = 0

  init(seed: String) {
    self.seed = seed
  }

  /// The next boundary that stands in none of the parts.
  mutating func next(absentFrom parts: [EncodedPart]) -> String {
    while true {
      let digits = String(hash("\(seed)/\(attempts)"), radix: 16)
      attempts += 1
      let boundary = "=_" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
      let octets = Array(boundary.utf8)
      guard !used.contains(boundary), !parts.contains(where: { $0.holds(octets) }) else { continue }
      used.insert(boundary)
      return boundary
    }
  }
}

/// The hash of Fowler, Noll and Vo, mixed once more so that every digit differs; no secrecy is needed here.
private func hash(_ text: String) -> UInt64 {
  let folded = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  let mixed = (folded ^ (folded >> 33)) &* 0xFF51_AFD7_ED55_8CCD
  return mixed ^ (mixed >> 33)
}

extension [UInt8] {
  /// Whether the octets occur, at least two of them.
  func holds(_ wanted: [UInt8]) -> Bool {
    withUnsafeBufferPointer { octets in
      let last = octets.count - wanted.count
      var index = 0
      while index <= last {
        if octets[index] == wanted[0], octets[index + 1] == wanted[1],
          octets[index..<(index + wanted.count)].elementsEqual(wanted)
        {
          return true
        }
        index += 1
      }
      return false
    }
  }
}
