extension StringProtocol {
  /// The text with everything removed that could break out of a header field.
  ///
  /// - A run of line breaks and control characters (C0 with tab, DEL, C1,
  ///   U+2028, U+2029) becomes one blank.
  /// - Bidirectional embeddings, overrides and isolates (U+202A–202E,
  ///   U+2066–2069) vanish: they can turn the rest of a line around. The marks
  ///   U+061C, U+200E and U+200F stay, since names are written with them.
  /// - Blanks at both ends vanish: relays remove them too.
  ///
  /// Every value of a header passes through here when it is made.
  public var headerSafe: String {
    // Most values are as they should be.
    let isSafe =
      utf8.allSatisfy { 0x20..<0x7F ~= $0 } || !unicodeScalars.contains { $0.isUnsafeInHeaders }
    if isSafe, utf8.first != 0x20, unicodeScalars.last != " " { return String(self) }
    var safe = String.UnicodeScalarView()
    var afterControl = false
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
        if !afterControl { safe.append(" ") }
        afterControl = true
      case 0x202A...0x202E, 0x2066...0x2069:
        continue
      default:
        safe.append(scalar)
        afterControl = false
      }
    }
    let trimmed = safe.drop { $0 == " " }
    guard let last = trimmed.lastIndex(where: { $0 != " " }) else { return "" }
    return String(trimmed[...last])
  }
}

extension Unicode.Scalar {
  /// Whether it cannot stand in a header as it is.
  fileprivate var isUnsafeInHeaders: Bool {
    switch value {
    case 0x20..<0x7F: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
