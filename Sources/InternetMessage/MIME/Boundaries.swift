/// The boundaries of one message, derived from a seed (RFC 2046 §5.1.1).
///
/// Each is `=_` and 16 hexadecimal digits: `=_` stands neither in
/// quoted-printable nor in base64, and texts of one length are not prefixes of
/// one another. That one does not occur in the content is verified all the same.
struct Boundaries {
  private let seed: String
  private var used: Set<String> = []
  private var attempts = 0

  init(seed: String) {
    self.seed = seed
  }

  /// The next boundary that is in none of the chunks.
  mutating func next(absentFrom chunks: [[UInt8]]) -> String {
    while true {
      let digits = String(hash("\(seed)/\(attempts)"), radix: 16)
      attempts += 1
      let boundary = "=_" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
      guard !used.contains(boundary), !chunks.contains(where: { $0.contains(boundary) }) else { continue }
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
  fileprivate func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return withUnsafeBufferPointer { octets in
      guard let first = wanted.first, octets.count >= wanted.count else { return false }
      for start in 0...(octets.count - wanted.count) where octets[start] == first {
        var length = 1
        while length < wanted.count, octets[start + length] == wanted[length] { length += 1 }
        if length == wanted.count { return true }
      }
      return false
    }
  }
}
