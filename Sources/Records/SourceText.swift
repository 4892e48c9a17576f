public import Diagnostics

/// A text with its file name, able to say where something is.
///
/// Lines end with LF, CRLF or CR. `lineOffset` is the number of lines of the
/// file that come before the text: 1 for front matter, whose first line is `---`.
public struct SourceText: Sendable {
  /// The whole text.
  public let text: String
  /// The file as the person named it, or `-` for standard input.
  public let file: String
  /// The lines of the file before the text.
  public let lineOffset: Int
  /// The lines without their ends.
  public let lines: [Substring]

  /// Cuts a text into lines.
  public init(_ text: String, file: String, lineOffset: Int = 0) {
    self.text = text
    self.file = file
    self.lineOffset = lineOffset
    lines = Self.lines(of: text)
  }

  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    var start = text.startIndex
    while let end = text.utf8[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      lines.append(text[start..<end])
      start = text.utf8.index(after: end)
      if text.utf8[end] == 0x0D, start < text.endIndex, text.utf8[start] == 0x0A {
        start = text.utf8.index(after: start)
      }
    }
    lines.append(text[start...])
    return lines
  }

  /// The line of the file with this number, or nil where the text has none or it is empty.
  public func line(_ number: Int?) -> String? {
    guard let number, lines.indices.contains(number - 1 - lineOffset) else { return nil }
    let line = lines[number - 1 - lineOffset]
    return line.isEmpty ? nil : String(line)
  }

  /// The place of a line and a column that count from 1 within the text, the column in Unicode scalars.
  func place(line: Int, scalarColumn: Int) -> Place {
    guard lines.indices.contains(line - 1) else {
      return Place(file: file, line: max(1, min(line, lines.count)) + lineOffset)
    }
    let before = lines[line - 1].utf8.prefix(scalarColumn - 1)
    // Each octet of ASCII is a character.
    let column =
      before.allSatisfy { $0 < 0x80 }
      ? before.count : String(Substring(lines[line - 1].unicodeScalars.prefix(scalarColumn - 1))).count
    return Place(file: file, line: line + lineOffset, column: column + 1)
  }

  /// A finding with the line at its place quoted.
  public func finding(
    _ id: String, _ message: String, at place: Place, severity: Finding.Severity = .error,
    help: [String] = []
  ) -> Finding {
    Finding(id, severity, message, at: place, sourceLine: line(place.line), help: help)
  }
}

extension Character {
  /// Whether it ends a line of a file: LF, CR or the pair of both.
  var isLineEnd: Bool { self == "\n" || self == "\r\n" || self == "\r" }
}
