import Diagnostics

extension Viewer {
  /// The whole screen, as many rows and columns as it has.
  public mutating func screen() -> Frame {
    if isTooSmall {
      let text = "too small: \(Self.least.columns)×\(Self.least.rows) needed, q quits"
      return fitted([ViewLine(text.clipped(to: max(1, columns)))])
    }
    if isHelpShown { return fitted([headline, ViewLine()] + Self.help) }
    var frame = fitted([headline, tabs])
    let panes = self.panes
    let widths = paneColumns
    var column = 0
    for (index, pane) in panes.enumerated() {
      place(pane, at: column, width: widths[index], isFocused: panes.count == 2 && index == focus, on: &frame)
      column += widths[index] + 6
    }
    frame.put(foot, row: rows - 1)
    if let problem { frame.put(banner(problem), row: 2) }
    return frame
  }

  private func fitted(_ lines: [ViewLine]) -> Frame {
    var frame = Frame(
      columns: columns, rows: .init(repeating: .init(repeating: .init(), count: columns), count: rows),
      links: [])
    frame.isVerbatim = true
    for (row, line) in lines.prefix(rows).enumerated() { frame.put(line, row: row) }
    return frame
  }

  private var headline: ViewLine {
    var line = ViewLine(" ")
    let state = isWatching ? (savedAgo.map { "saved \(Self.words($0)) ago" } ?? "watching") + " ↻ " : ""
    line.append(heading.clipped(to: max(1, columns - 2 - state.columns)), isBold: true)
    line.pad(to: columns - state.columns)
    line.append(state, isDim: true)
    return line
  }

  /// A time as people say it: `2 s`, `3 min`, `5 h`, `4 d`.
  private static func words(_ time: Duration) -> String {
    let seconds = max(0, time.components.seconds)
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min" }
    return seconds < 86_400 ? "\(seconds / 3600) h" : "\(seconds / 86_400) d"
  }

  private var tabs: ViewLine {
    var line = ViewLine()
    for tab in ViewerTab.allCases {
      let label = "\(tab.rawValue + 1) \(tab.label(preview))"
      if tab == self.tab { line.append("[\(label)]", isBold: true) } else { line.append(" \(label) ") }
    }
    return line
  }

  private var foot: ViewLine {
    if let prompt { return ViewLine(" \(prompt.label)\(prompt.text)▏") }
    if !notice.isEmpty { return ViewLine(" " + notice.clipped(to: columns - 2), isBold: true) }
    let keys =
      " ↑↓ scroll  / search  s side by side  Tab pane  a next reader  d dark  i images  m client  e edit  ? help  q quit"
    return ViewLine(keys.clipped(to: columns), isDim: true)
  }

  private func banner(_ problem: String) -> ViewLine {
    var line = ViewLine()
    line.append((" " + problem).clipped(to: columns), .bad)
    line.pad(to: columns)
    line.reverse()
    return line
  }

  /// Draws a picture in its frame: title above, edges, the part that is in sight.
  private mutating func place(
    _ pane: Pane, at column: Int, width: Int, isFocused: Bool, on screen: inout Frame
  ) {
    let picture = frame(pane)
    let first = offset(pane)
    let cursor = cursor(pane) - first
    let rule = String(repeating: "─", count: width + 2)
    screen.put(edge("┌", title(pane, picture, width: width), "┐", isFocused), row: 2, column: column)
    let place = picture.rows.count > bodyRows ? position(first, of: picture.rows.count) : ""
    let bottom = String(rule.dropLast(place.count)) + place
    screen.put(edge("└", bottom, "┘", isFocused), row: 3 + bodyRows, column: column)
    for row in 0..<bodyRows {
      let y = 3 + row
      let isMarked = row == cursor && pane == focused
      screen.put(edge(isMarked ? "▸" : "│", "", "", isFocused || isMarked), row: y, column: column)
      screen.put(edge("│", "", "", isFocused), row: y, column: column + width + 3)
      guard first + row < picture.rows.count else { continue }
      screen.copy(picture.rows[first + row], highlighting: found, row: y, column: column + 2, width: width)
    }
  }

  private func position(_ first: Int, of count: Int) -> String {
    let last = max(1, count - bodyRows)
    return " \(min(100, first * 100 / last)) % ─"
  }

  private func edge(_ left: String, _ middle: String, _ right: String, _ isFocused: Bool) -> ViewLine {
    ViewLine(left + middle + right, isDim: !isFocused, isBold: isFocused)
  }

  private func title(_ pane: Pane, _ picture: Frame, width: Int) -> String {
    var words = pane.tab.label(preview)
    if pane.tab == .html {
      words = (pane.isPhone ? "mobile" : "desktop") + " \(options(pane, columns: width).viewport) px"
      if picture.isStacked { words += " ⇵ stacked" }
    }
    let shade =
      switch dark {
      case nil: "light"
      case .authored?: preview.hasDarkStyles ? "dark: authored (Apple Mail)" : "dark: none authored"
      case .inverted?: "dark: inverted (Gmail, Outlook)"
      }
    let right = pane.tab == .html ? " \(shade) ─" : "─"
    let left = "─ \(words) "
    let room = width + 2 - left.columns - right.columns
    if room < 0 {
      return left.clipped(to: width + 2) + String(repeating: "─", count: max(0, width + 2 - left.columns))
    }
    return left + String(repeating: "─", count: room) + right
  }

  private static let help: [ViewLine] = [
    "  1–8, h l, ← →    the views; c the checks", "  j k ↑ ↓          a row down, a row up",
    "  space b          a screen down, a screen up (also PgDn PgUp, Ctrl-D Ctrl-U)",
    "  g G              the beginning, the end", "  / n N            search, the next, the one before",
    "  s                desktop and phone side by side; in Text: HTML and text",
    "  Tab              the other picture",
    "  m                desktop or phone", "  d                light, dark as authored, dark as inverted",
    "  i                images as words, blocked, drawn", "  a A              the next reader, pick a reader",
    "  o                open a link by its number", "  y                copy this view (OSC 52)",
    "  e                edit the source at the block under the cursor ▸",
    "  r                read the source again",
    "  q                quit", "", "  any key goes back",
  ].map { ViewLine($0) }
}

extension ViewLine {
  /// Swaps letters and ground.
  mutating func reverse() { mapSpans { $0.style.isReversed = true } }
}

extension Frame {
  /// Writes a line over a row, from a column on.
  fileprivate mutating func put(_ line: ViewLine, row: Int, column: Int = 0) {
    guard rows.indices.contains(row) else { return }
    let cells = Frame([line], columns: 0).rows[0]
    for (index, cell) in cells.enumerated() where column + index < columns {
      rows[row][column + index] = cell
    }
  }

  /// Writes a part of a row, found words reversed.
  fileprivate mutating func copy(
    _ cells: [Cell], highlighting words: String, row: Int, column: Int, width: Int
  ) {
    var cells = Array(cells.prefix(width))
    if cells.count == width, let last = cells.last, last.character?.columns == 2 { cells[width - 1] = Cell() }
    if !words.isEmpty {
      for range in cells.matches(of: words) {
        for index in range { cells[index].style.isReversed = true }
      }
    }
    for (index, cell) in cells.enumerated() where column + index < columns {
      rows[row][column + index] = cell
      rows[row][column + index].link = 0
    }
  }
}
