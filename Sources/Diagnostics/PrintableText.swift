extension String {
  /// The text with everything removed that could drive a terminal or turn a line around.
  ///
  /// Control characters (C0, C1, DEL) become blanks, and line and paragraph
  /// separators too; bidirectional overrides, isolates and marks vanish.
  /// Recipient data, feeds and server replies pass through here before they
  /// are shown.
  public var printable: String {
    guard unicodeScalars.contains(where: { $0.isHostileToTerminals }) else { return self }
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if !scalar.isHostileToTerminals {
        shown.append(scalar)
      } else if !scalar.isBidirectionalControl {
        shown.append(" ")
      }
    }
    return String(shown)
  }
}

extension Unicode.Scalar {
  /// Whether a terminal, or the reader's eye, could be misled by it.
  public var isHostileToTerminals: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    default: isBidirectionalControl
    }
  }

  /// Whether it is a bidirectional mark, embedding, override or isolate (UAX #9).
  public var isBidirectionalControl: Bool {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
