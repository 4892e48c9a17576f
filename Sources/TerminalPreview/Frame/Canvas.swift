import Diagnostics

/// A piece of text on one row.
struct Run: Hashable, Sendable {
  var row: Int
  var column: Int
  var text: String
  var style: Frame.Style
  var link = 0
  var sourceLine = 0
  var role = Frame.Role.content
  /// The image that begins here and how many rows it takes, where the terminal draws it.
  var picture: (source: String, rows: Int)? {
    get { pictureSource.map { ($0, pictureRows) } }
    set {
      pictureSource = newValue?.source
      pictureRows = newValue?.rows ?? 0
    }
  }
  private var pictureSource: String?
  private var pictureRows = 0

  init(
    row: Int, column: Int, text: String, style: Frame.Style, link: Int = 0, sourceLine: Int = 0,
    role: Frame.Role = .content
  ) {
    self.row = row
    self.column = column
    self.text = text
    self.style = style
    self.link = link
    self.sourceLine = sourceLine
    self.role = role
  }

  /// Whether it holds words of the message.
  var isWords: Bool { role == .content || role == .image }
}

/// What the layout has drawn so far, in document order.
struct Canvas {
  /// A rectangle with a colour.
  struct Patch {
    var row: Int
    var column: Int
    var width: Int
    var height: Int
    var color: Color
  }

  var runs: [Run] = []
  var patches: [Patch] = []
  var isStacked = false

  /// Moves everything down that was drawn since.
  mutating func shift(runsFrom run: Int, patchesFrom patch: Int, by rows: Int) {
    guard rows > 0 else { return }
    for index in run..<runs.count { runs[index].row += rows }
    for index in patch..<patches.count { patches[index].row += rows }
  }

  func frame(columns: Int, links: [String]) -> Frame {
    let height = runs.reduce(0) { max($0, $1.row + 1) }
    var rows = [[Frame.Cell]](repeating: [], count: height)
    for patch in patches {
      let end = max(patch.column, min(columns, patch.column + patch.width))
      for row in patch.row..<max(patch.row, min(height, patch.row + patch.height)) {
        rows[row].widen(to: end)
        for column in patch.column..<end { rows[row][column].style.background = patch.color }
      }
    }
    // Words are drawn over lines and bullets, never under them.
    for run in runs where !run.isWords { rows[run.row].draw(run, columns: columns) }
    for run in runs where run.isWords { rows[run.row].draw(run, columns: columns) }
    var frame = Frame(columns: columns, rows: rows, links: links)
    frame.isStacked = isStacked
    frame.words = runs.filter(\.isWords)
    frame.placements = runs.compactMap { run in
      guard let picture = run.picture else { return nil }
      return Frame.Placement(
        source: picture.source, row: run.row, column: run.column, columns: run.text.count, rows: picture.rows)
    }
    frame.dropBlankRows()
    return frame
  }
}

extension [Frame.Cell] {
  /// Adds blank cells up to a column.
  fileprivate mutating func widen(to columns: Int) {
    while count < columns { append(Frame.Cell()) }
  }

  private mutating func put(_ cell: Frame.Cell, _ column: Int) {
    if column < count {
      self[column] = cell
    } else {
      widen(to: column)
      append(cell)
    }
  }

  /// Puts the characters of a run into their cells, as far as there are columns.
  fileprivate mutating func draw(_ run: Run, columns: Int) {
    var cell = Frame.Cell()
    cell.link = run.link
    cell.sourceLine = run.sourceLine
    cell.role = run.role
    reserveCapacity(Swift.min(columns, run.column + run.text.utf8.count))
    guard run.text.isPlainASCII else { return draw(clusters: run, cell, columns: columns) }
    var column = run.column
    for octet in run.text.utf8 where column < columns {
      cell.put(ascii: octet)
      cell.style = style(of: run, at: column)
      put(cell, column)
      column += 1
    }
  }

  /// The same for a text of which not every octet is a character.
  private mutating func draw(clusters run: Run, _ cell: Frame.Cell, columns: Int) {
    var cell = cell
    var column = run.column
    for character in run.text {
      let width = character.columns
      guard width > 0, column + width <= columns else { continue }
      cell.character = character
      cell.style = style(of: run, at: column)
      put(cell, column)
      if width == 2 {
        cell.character = nil
        put(cell, column + 1)
      }
      column += width
    }
  }

  /// Words without a background of their own stand on what is there.
  private func style(of run: Run, at column: Int) -> Frame.Style {
    var style = run.style
    if style.background == nil, column < count { style.background = self[column].style.background }
    return style
  }
}

extension Frame {
  /// Leaves at most two blank rows in a row, and none at the ends.
  fileprivate mutating func dropBlankRows() {
    var kept: [[Cell]] = []
    var blank = 0
    var moved: [Int] = []
    for row in rows {
      let isBlank = row.allSatisfy { $0.isBlank && $0.role != .picture }
      blank = isBlank ? blank + 1 : 0
      moved.append(kept.count)
      if !isBlank || (blank <= 2 && !kept.isEmpty) { kept.append(row) }
    }
    while kept.last?.allSatisfy({ $0.isBlank && $0.role != .picture }) == true { kept.removeLast() }
    rows = kept
    for index in words.indices { words[index].row = moved[words[index].row] }
    for index in placements.indices { placements[index].row = moved[placements[index].row] }
  }
}
