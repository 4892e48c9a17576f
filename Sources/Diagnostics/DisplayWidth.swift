extension Character {
  /// How many columns a terminal gives the character: 0, 1 or 2.
  ///
  /// East Asian Wide and Fullwidth (UAX #11) and emoji take 2, marks and format
  /// characters 0, ambiguous ones 1. The whole cluster counts once: a family
  /// joined from four emoji is as wide as one.
  public var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.isASCII { return first.value < 0x20 || first.value == 0x7F ? 0 : 1 }
    if unicodeScalars.contains("\u{FE0F}"), first.properties.isEmoji { return 2 }
    return first.columns
  }
}

extension String {
  /// How many columns a terminal gives the text.
  ///
  /// For texts of one type: what is generic finds its types while the program runs, a tenth of a millisecond each.
  public var columns: Int { isPlainASCII ? utf8.count : reduce(0) { $0 + $1.columns } }

  /// Whether every octet is a character of one column: ASCII without controls.
  public var isPlainASCII: Bool { utf8.allSatisfy { 0x20...0x7E ~= $0 } }
}

extension StringProtocol {
  /// How many columns a terminal gives the text.
  public var columns: Int {
    if utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return utf8.count }
    return reduce(0) { $0 + $1.columns }
  }
}

extension Unicode.Scalar {
  fileprivate var columns: Int {
    if isNarrowLetterOrSign { return 1 }
    if properties.isEmojiPresentation || isWide { return 2 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }

  /// Whether it is one of those that are known without the tables of Unicode: letters of Latin, Greek and Cyrillic,
  /// dashes, quotation marks and bullets, lines and blocks.
  private var isNarrowLetterOrSign: Bool {
    switch value {
    case 0xA0...0xAC, 0xAE...0x2FF, 0x388...0x481, 0x48A...0x52F, 0x2010...0x2027, 0x2500...0x259F: true
    default: false
    }
  }

  private var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18AFF,
      0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
