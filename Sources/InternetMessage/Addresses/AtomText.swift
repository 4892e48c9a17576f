extension Unicode.Scalar {
  /// Whether it may stand in an atom (RFC 5322 §3.2.3; RFC 6532 §3.2 adds what is not ASCII).
  var isAtomText: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x80...: true
    default: value < 0x80 && UInt8(truncatingIfNeeded: value).isAtomSymbol
    }
  }
}

extension UInt8 {
  fileprivate var isAtomSymbol: Bool {
    switch self {
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
      UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"),
      UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"),
      UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Whether it may stand in an ASCII atom (RFC 5322 §3.2.3).
  var isAtomText: Bool { self < 0x80 && Unicode.Scalar(self).isAtomText }

  fileprivate static let dot = UInt8(ascii: ".")
}

extension Sequence<UInt8> {
  /// Whether it is a dot-atom (RFC 5322 §3.2.3): atoms joined by single dots.
  var isDotAtom: Bool {
    var previous = UInt8.dot
    for byte in self {
      guard byte == .dot ? previous != .dot : byte >= 0x80 || byte.isAtomText else { return false }
      previous = byte
    }
    return previous != .dot
  }
}

extension StringProtocol {
  /// Whether it is a dot-atom (RFC 5322 §3.2.3): atoms joined by single dots.
  var isDotAtom: Bool { utf8.isDotAtom }

  /// Whether every octet is ASCII.
  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  /// The text as a quoted string (RFC 5322 §3.2.4): `"` and `\` get a backslash.
  var quoted: String {
    var out = String.UnicodeScalarView()
    out.append("\"")
    for scalar in unicodeScalars {
      if scalar == "\"" || scalar == "\\" { out.append("\\") }
      out.append(scalar)
    }
    out.append("\"")
    return String(out)
  }
}
