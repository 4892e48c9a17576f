extension String {
  /// The text without what has no business in an article: controls other than line end and tab, and
  /// bidirectional overrides.
  ///
  /// NUL, C0, DEL, C1, U+202A–U+202E, U+2066–U+2069, byte order marks and
  /// noncharacters vanish; CRLF, CR and Unicode's line separators become `\n`.
  /// Marks that right-to-left text needs (U+200E, U+200F, U+061C) stay, and
  /// nothing is normalised.
  public var cleaned: String {
    if utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A || $0 == 0x09 }) { return self }
    guard unicodeScalars.contains(where: { $0.isUnwanted || $0.isOddLineEnd }) else { return self }
    var clean = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      if scalar.isOddLineEnd {
        clean.append("\n")
      } else if scalar == "\n", previous == "\r" {
        // The CR has already ended the line.
      } else if !scalar.isUnwanted {
        clean.append(scalar)
      }
      previous = scalar
    }
    return String(clean)
  }

  /// Cleaned text on one line: line ends and tabs become blanks, and the ends are trimmed.
  public var cleanedLine: String {
    if isPlainLine { return self }
    let clean = cleaned.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }
    var line = clean[...]
    while line.first == " " { line.removeFirst() }
    while line.last == " " { line.removeLast() }
    return String(line.reduce(into: String.UnicodeScalarView()) { $0.append($1) })
  }
}

extension String {
  /// Whether it is ASCII that shows, without blanks at the ends: nothing to clean, and quickly told.
  private var isPlainLine: Bool {
    utf8.first != 0x20 && utf8.last != 0x20 && utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }
}

extension Unicode.Scalar {
  fileprivate var isOddLineEnd: Bool { self == "\r" || value == 0x2028 || value == 0x2029 }

  fileprivate var isUnwanted: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF: true
    default: value & 0xFFFE == 0xFFFE
    }
  }
}
