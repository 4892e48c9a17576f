/// Turns UTF-16 with a byte order mark into UTF-8, however its octets arrive.
///
/// Half a character becomes U+FFFD; nothing but the code unit at hand is kept.
public struct UTF16Text: Sendable {
  private let isBigEndian: Bool
  private var half: UInt8?
  private var highSurrogate: UInt16?

  /// How many octets a byte order mark has.
  public static let markLength = 2

  /// Looks at the beginning of a text; nil where it is not UTF-16 with a byte order mark.
  public init?(beginning octets: some Sequence<UInt8>) {
    if octets.starts(with: [0xFE, 0xFF]) {
      isBigEndian = true
    } else if octets.starts(with: [0xFF, 0xFE]) {
      isBigEndian = false
    } else {
      return nil
    }
  }

  /// The characters that are complete with the next octets, which follow the byte order mark.
  public mutating func utf8(_ octets: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(octets.count)
    for octet in octets {
      guard let first = half else {
        half = octet
        continue
      }
      half = nil
      let (high, low) = isBigEndian ? (first, octet) : (octet, first)
      take(UInt16(high) << 8 | UInt16(low), into: &out)
    }
    return out
  }

  /// What stands for a character that the text ends in the middle of.
  public mutating func finish() -> [UInt8] {
    defer { (half, highSurrogate) = (nil, nil) }
    return half == nil && highSurrogate == nil ? [] : Self.replacement
  }

  private static let replacement = Array("\u{FFFD}".utf8)

  private mutating func take(_ unit: UInt16, into out: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if UTF16.isTrailSurrogate(unit) {
        let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + UInt32(unit) - 0xDC00
        return append(Unicode.Scalar(value), to: &out)
      }
      out += Self.replacement
    }
    if UTF16.isLeadSurrogate(unit) {
      highSurrogate = unit
    } else if unit < 0x80 {
      out.append(UInt8(unit))
    } else {
      append(Unicode.Scalar(unit), to: &out)
    }
  }

  private func append(_ scalar: Unicode.Scalar?, to out: inout [UInt8]) {
    guard let scalar, let octets = UTF8.encode(scalar) else { return out += Self.replacement }
    out += octets
  }
}
