extension Base64 {
  /// The octets of a text; what is no digit is passed over (RFC 2045 §6.8).
  ///
  /// Padding in the middle ends a group, so joined encodings decode one after
  /// another; a last group that is cut gives the octets it holds.
  static func decoded(_ text: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.underestimatedCount / 4 * 3)
    var bits: UInt32 = 0
    var digits = 0
    func flush() {
      if digits == 3 {
        out.append(contentsOf: [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)])
      }
      if digits == 2 { out.append(UInt8(truncatingIfNeeded: bits >> 4)) }
      bits = 0
      digits = 0
    }
    for character in text {
      if character == UInt8(ascii: "=") { flush() }
      guard let value = value(of: character) else { continue }
      bits = bits << 6 | value
      digits += 1
      if digits == 4 {
        out.append(UInt8(truncatingIfNeeded: bits >> 16))
        out.append(UInt8(truncatingIfNeeded: bits >> 8))
        out.append(UInt8(truncatingIfNeeded: bits))
        bits = 0
        digits = 0
      }
    }
    flush()
    return out
  }

  @inline(__always) private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}

/// The octets of quoted-printable text; what breaks its rules stands for itself (RFC 2045 §6.7).
///
/// Blanks before a line end were added on the way and vanish, also behind the
/// "=" of a soft line break; lower-case digits are read; a "=" at the very end
/// counts as a soft line break.
func decodedQuotedPrintable(_ text: ArraySlice<UInt8>) -> [UInt8] {
  text.withUnsafeBufferPointer { octets in
    // What is decoded is never longer than its code.
    [UInt8](unsafeUninitializedCapacity: octets.count) { out, count in
      var scanner = LineScanner(text)
      while let line = scanner.next() {
        let start = line.content.lowerBound - text.startIndex
        var end = line.content.upperBound - text.startIndex
        while end > start, octets[end - 1] == 0x20 || octets[end - 1] == 0x09 { end -= 1 }
        let isSoft = end > start && octets[end - 1] == UInt8(ascii: "=")
        decodeLine(octets, start..<(isSoft ? end - 1 : end), into: out, &count)
        guard !isSoft else { continue }
        for octet in octets[(line.content.upperBound - text.startIndex)..<(line.end - text.startIndex)] {
          out[count] = octet
          count += 1
        }
      }
    }
  }
}

private func decodeLine(
  _ octets: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, into out: UnsafeMutableBufferPointer<UInt8>,
  _ count: inout Int
) {
  var index = line.lowerBound
  while index < line.upperBound {
    var octet = octets[index]
    if octet == UInt8(ascii: "="), index + 2 < line.upperBound, let high = octets[index + 1].hexValue,
      let low = octets[index + 2].hexValue
    {
      octet = high << 4 | low
      index += 2
    }
    out[count] = octet
    count += 1
    index += 1
  }
}
