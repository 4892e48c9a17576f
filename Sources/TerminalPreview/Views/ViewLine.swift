import Diagnostics

/// A line of a view before it is put into cells.
struct ViewLine {
  /// A piece of the line with one look.
  struct Span {
    var text: String
    var style = Frame.Style()
    var link = 0
    var role = Frame.Role.content
  }

  private(set) var spans: [Span] = []
  /// The line of the HTML that it shows, from 1; 0 for none.
  var sourceLine = 0

  init() {}

  /// A line of one look.
  init(_ text: String, isDim: Bool = false, isBold: Bool = false) {
    append(text, isDim: isDim, isBold: isBold)
  }

  /// Adds text; what drives a terminal is taken out of it.
  mutating func append(_ text: String, isDim: Bool = false, isBold: Bool = false, link: Int = 0) {
    var span = Span(text: text.printable)
    span.style.isDim = isDim
    span.style.isBold = isBold
    span.link = link
    if isDim { span.role = .marker }
    spans.append(span)
  }

  /// Adds text in one of the terminal's own colours.
  mutating func append(_ text: String, _ tone: Frame.Tone, role: Frame.Role = .content) {
    var span = Span(text: text.printable)
    span.style.tone = tone
    span.role = role
    spans.append(span)
  }

  /// Cuts text into lines between words; a word alone may be longer.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines = [""]
    var used = 0
    for word in text.split(separator: " ") {
      let columns = word.columns
      if used > 0, used + 1 + columns > width {
        lines.append("")
        used = 0
      }
      lines[lines.count - 1] += (used > 0 ? " " : "") + word
      used += columns + (used > 0 ? 1 : 0)
    }
    return lines
  }

  /// Adds blanks up to a column.
  mutating func pad(to column: Int) {
    let missing = column - columns
    if missing > 0 { append(String(repeating: " ", count: missing)) }
  }

  /// Changes all pieces.
  mutating func mapSpans(_ change: (inout Span) -> Void) {
    for index in spans.indices { change(&spans[index]) }
  }

  var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }
}

extension Frame {
  /// Puts lines into cells, as they are: blank lines are kept, long lines make long rows.
  init(_ lines: [ViewLine], columns: Int, links: [String] = []) {
    self.init(columns: columns, rows: lines.map(Self.row), links: links)
    isVerbatim = true
  }

  private static func row(_ line: ViewLine) -> [Cell] {
    var row: [Cell] = []
    row.reserveCapacity(line.spans.reduce(0) { $0 + $1.text.utf8.count })
    var cell = Cell()
    cell.sourceLine = line.sourceLine
    for span in line.spans {
      cell.style = span.style
      cell.link = span.link
      cell.role = span.role
      if span.text.isPlainASCII {
        for octet in span.text.utf8 {
          cell.put(ascii: octet)
          row.append(cell)
        }
        continue
      }
      for character in span.text {
        let width = character.columns
        guard width > 0 else { continue }
        cell.character = character
        row.append(cell)
        if width == 2 {
          cell.character = nil
          row.append(cell)
        }
      }
    }
    return row
  }
}

extension String {
  /// The text, or its beginning and `…` where it takes more columns.
  func clipped(to columns: Int) -> String {
    guard self.columns > columns else { return self }
    var room = columns - 1
    return String(
      prefix {
        room -= $0.columns
        return room >= 0
      }) + "…"
  }
}
