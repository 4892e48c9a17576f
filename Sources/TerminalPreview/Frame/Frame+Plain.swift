extension Frame {
  /// The picture as lines of text without escapes, trailing blanks and runs of more than two blank lines.
  ///
  /// `isASCII` draws lines with `-`, `|`, `+` and bullets with `*`, for
  /// terminals that do not read UTF-8; the words of the message stay.
  public func plainLines(isASCII: Bool = false) -> [String] {
    var lines: [String] = []
    var blank = 0
    for row in rows {
      var octets: [UInt8] = []
      let end = row.lastIndex { !$0.isBlank } ?? -1
      octets.reserveCapacity(end + 1)
      for column in 0..<(end + 1) {
        if let octet = row[column].octet {
          octets.append(octet)
        } else if let character = row[column].character {
          octets += Self.plain(character, row[column].role, isASCII: isASCII).utf8
        }
      }
      while octets.last == 0x20 { octets.removeLast() }
      blank = octets.isEmpty ? blank + 1 : 0
      if blank <= 2 || isVerbatim { lines.append(String(decoding: octets, as: UTF8.self)) }
    }
    if isVerbatim { return lines }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return Array(lines.drop(while: \.isEmpty))
  }

  private static func plain(_ character: Character, _ role: Role, isASCII: Bool) -> Character {
    if role == .buttonEdge, character == "▄" || character == "▀" { return " " }
    return isASCII && role != .content ? ascii[character] ?? character : character
  }

  private static let ascii: [Character: Character] = [
    "─": "-", "▏": "|", "┤": "|", "¦": "|", "·": ".", "…": "~", "│": "|", "┌": "+", "┐": "+", "└": "+",
    "┘": "+", "•": "*", "◦": "o", "▪": "*", "✗": "x", "⚠": "!", "✓": "+",
  ]
}
