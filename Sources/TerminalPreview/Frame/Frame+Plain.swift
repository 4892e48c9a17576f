extension Frame {
  /// The picture as lines of text without escapes, trailing blanks and runs of more than two blank lines.
  ///
  /// `isASCII` draws lines with `-`, `|`, `+` and bullets with `*`, for
  /// terminals that do not read UTF-8; the words of the message stay.
  public func plainLines(isASCII: Bool = false) -> [String] {
    var lines: [String] = []
    var blank = 0
    for row in rows {
      var line = ""
      let end = row.lastIndex { $0.character != " " } ?? -1
      for cell in row.prefix(end + 1) {
        guard let character = cell.character else { continue }
        if cell.role == .buttonEdge, character == "▄" || character == "▀" {
          line.append(" ")
        } else {
          line.append(isASCII && cell.role != .content ? Self.ascii[character] ?? character : character)
        }
      }
      while line.last == " " { line.removeLast() }
      blank = line.isEmpty ? blank + 1 : 0
      if blank <= 2 || isVerbatim { lines.append(line) }
    }
    if isVerbatim { return lines }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return Array(lines.drop(while: \.isEmpty))
  }

  private static let ascii: [Character: Character] = [
    "─": "-", "▏": "|", "┤": "|", "¦": "|", "·": ".", "…": "~", "│": "|", "┌": "+", "┐": "+", "└": "+",
    "┘": "+", "•": "*", "◦": "o", "▪": "*", "✗": "x", "⚠": "!", "✓": "+",
  ]
}
