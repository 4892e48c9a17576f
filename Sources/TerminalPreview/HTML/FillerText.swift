import Diagnostics

extension String {
  /// Whether there is nothing to see in it: blanks and filler alone.
  var isBlank: Bool {
    for octet in utf8 {
      if octet >= 0x80 { return unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.isFiller } }
      if !octet.isBlank { return false }
    }
    return true
  }

  /// The text without invisible characters, runs of blanks as one.
  var withoutFiller: String {
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.isJoiner, let last = shown.last, last.joins {
        shown.append(scalar)
      } else if scalar.isFiller || scalar.isBlank {
        if let last = shown.last, last != " " { shown.append(" ") }
      } else {
        shown.append(scalar)
      }
    }
    if shown.last == " " { shown.removeLast() }
    return String(shown).printable
  }
}

extension Unicode.Scalar {
  /// Whether it has no ink, as the characters that fill up a preheader.
  var isFiller: Bool {
    switch value {
    case 0x20, 0xA0, 0x34F, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF, 0x2007, 0x180E: true
    default: false
    }
  }

  /// Whether it joins or parts the letters beside it.
  var isJoiner: Bool { value == 0x200C || value == 0x200D }

  /// Whether a joiner behind it means something: emoji, and the scripts from Arabic to Sinhala.
  var joins: Bool {
    (0x600...0xDFF).contains(value) || value == 0xFE0F || (value > 0x2000 && properties.isEmoji)
      || properties.isEmojiModifier
  }
}
