import Diagnostics

/// Breaks text into lines of at most so many columns, at blanks and beside ideographs.
///
/// A word that is wider than a line (a URL, say) stands on a line of its own,
/// whole. Lines that end inside a paragraph carry a ``SoftBreak``. At a no-break space no line ends; it is written as a blank. A merge
/// token counts as a short word, because a value will stand in its place.
struct TextWrapper: Sendable {
  /// The columns that a line may have: those of plain mail since it began, with room for quoting.
  static let standardWidth = 72

  /// What merge tokens begin with.
  let mark: String
  var width = standardWidth

  /// The lines of a text; the first begins with `first`, the others with `rest`.
  func lines(of text: String, first: String = "", rest: String = "") -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
      lines(ofLine: line, first: index == 0 ? first : rest, rest: rest)
    }
  }

  /// The columns that a text will have about.
  func columns(of text: some StringProtocol) -> Int {
    guard text.contains(mark) else { return text.columns }
    return text.split(separator: " ").reduce(-1) { $0 + 1 + ($1.contains(mark) ? 12 : $1.columns) }
  }

  private func lines(ofLine text: Substring, first: String, rest: String) -> [String] {
    var lines: [String] = []
    var line = first
    var columns = first.columns
    var isEmpty = true
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      var blank = isEmpty ? "" : " "
      var softBreak = SoftBreak.atBlank
      for piece in LineBreaks.pieces(of: word) {
        let pieceColumns = self.columns(of: piece)
        if !isEmpty, columns + blank.count + pieceColumns > width {
          lines.append(withoutTrailingBlanks(line) + String(softBreak.rawValue))
          (line, columns, blank) = (rest, rest.columns, "")
        }
        let isFirst = line == rest || isEmpty
        line += blank + (isFirst && piece.hasPrefix(">") ? SoftBreak.literal : "") + piece
        columns += blank.count + pieceColumns
        (isEmpty, blank, softBreak) = (false, "", .betweenIdeographs)
      }
    }
    lines.append(line)
    return lines.map { withoutTrailingBlanks($0.replacing("\u{A0}", with: " ")) }
  }
}

/// A line without blanks at its end.
func withoutTrailingBlanks(_ line: String) -> String {
  var line = line
  while line.last == " " { line.removeLast() }
  return line
}
