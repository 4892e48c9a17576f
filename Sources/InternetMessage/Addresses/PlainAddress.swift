/// The two halves of an address as nearly all are: ASCII, a dot-atom, and a host name without A-labels.
///
/// A list has a million of them, and the careful reading takes several times as
/// long. Nil means nothing but that the careful reading has to decide.
struct PlainAddress: Equatable {
  let localPart: String
  let domain: String

  init?(_ text: String) {
    var text = text
    guard let plain = text.withUTF8(Self.init) else { return nil }
    self = plain
  }

  private init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let (at, hasCapitals) = Self.check(bytes) else { return nil }
    localPart = String(decoding: bytes[..<at], as: UTF8.self)
    let domain = String(decoding: bytes[(at + 1)...], as: UTF8.self)
    self.domain = hasCapitals ? domain.lowercased() : domain
  }

  /// Where the @ is, and whether there are capitals behind it.
  private static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> (at: Int, hasCapitals: Bool)? {
    guard bytes.count <= 254, let at = bytes.firstIndex(of: UInt8(ascii: "@")), (1...64).contains(at) else {
      return nil
    }
    var previous = UInt8.dot
    for byte in bytes[..<at] {
      guard byte == .dot ? previous != .dot : byte.isAtomText else { return nil }
      previous = byte
    }
    guard previous != .dot, let hasCapitals = checkDomain(bytes[(at + 1)...]) else { return nil }
    return (at, hasCapitals)
  }

  /// Whether a host name has capitals; nil when it is none, or one with two hyphens in a row.
  private static func checkDomain(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool? {
    var previous = UInt8.dot
    var length = 0
    var dots = 0
    var hasCapitals = false
    var isNumber = true
    for byte in bytes {
      switch byte {
      case .dot:
        guard previous != .dot, previous != .hyphen else { return nil }
        (length, isNumber) = (-1, true)
        dots += 1
      case .hyphen:
        guard previous != .dot, previous != .hyphen else { return nil }
        isNumber = false
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "a")...UInt8(ascii: "z"): isNumber = false
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): (isNumber, hasCapitals) = (false, true)
      default: return nil
      }
      length += 1
      guard length <= 63 else { return nil }
      previous = byte
    }
    let isWhole = previous != .dot && previous != .hyphen && dots > 0 && !isNumber && bytes.count <= 253
    return isWhole ? hasCapitals : nil
  }
}

extension UInt8 {
  fileprivate static let dot = UInt8(ascii: ".")
  fileprivate static let hyphen = UInt8(ascii: "-")
}
