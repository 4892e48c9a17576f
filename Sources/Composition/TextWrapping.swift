import Diagnostics

/// Breaks text into lines of at most `width` columns, at blanks only.
///
/// A word that is wider than a line (a URL, say) stands on a line of its own,
/// whole. The first line begins with `first`, the others with `rest`.
func wrapped(_ text: String, width: Int = 72, first: String = "", rest: String = "") -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
    wrappedLine(line, width: width, first: index == 0 ? first : rest, rest: rest)
  }
}

private func wrappedLine(_ text: Substring, width: Int, first: String, rest: String) -> [String] {
  var lines: [String] = []
  var line = first
  var columns = first.columns
  var isEmpty = true
  for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
    let wordColumns = word.columns
    if !isEmpty, columns + 1 + wordColumns > width {
      lines.append(line)
      (line, columns, isEmpty) = (rest, rest.columns, true)
    }
    if !isEmpty {
      line += " "
      columns += 1
    }
    line += word
    columns += wordColumns
    isEmpty = false
  }
  lines.append(line)
  return lines.map(withoutTrailingBlanks)
}

func withoutTrailingBlanks(_ line: String) -> String {
  var line = line
  while line.last == " " { line.removeLast() }
  return line
}
