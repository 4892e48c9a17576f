/// How many cells CSS pixels take.
struct Geometry: Hashable, Sendable {
  let columns: Int
  let viewport: Int

  /// Columns for a width; at least 1 from 6 pixels on.
  ///
  /// At 8 pixels a column: 5 pixels are 1 column, 6 are 1, 3 none, 32 are 4.
  func across(_ pixels: Double) -> Int {
    let cells = Int(exactAcross(pixels).rounded())
    return pixels >= 6 ? max(1, cells) : max(0, cells)
  }

  func exactAcross(_ pixels: Double) -> Double { pixels * Double(columns) / Double(viewport) }

  /// Rows for a height, a row standing for 16 pixels.
  func down(_ pixels: Double) -> Int { min(20, max(0, Int((pixels / 16).rounded()))) }

  /// A width in cells of what there is.
  func cells(_ length: Length?, of available: Int) -> Double? {
    switch length {
    case .pixels(let pixels): exactAcross(pixels)
    case .percent(let percent): Double(available) * percent / 100
    case .auto, nil: nil
    }
  }
}

/// Where the next block goes.
struct Flow {
  var column: Int
  var width: Int
  var row: Int
  /// Blank rows that a margin wants before the next content; margins meet in the larger one.
  var gap = 0
  /// The author's background here; nil for the page's own.
  var ground: Color?

  mutating func margin(_ rows: Int) { gap = max(gap, rows) }

  mutating func pad(_ rows: Int) {
    guard rows > 0 else { return }
    row += gap + rows
    gap = 0
  }

  /// Takes rows for content.
  mutating func take(_ rows: Int) -> Int {
    row += gap
    gap = 0
    defer { row += rows }
    return row
  }

  /// The room between two margins, of which at least 12 columns are left for words.
  func inset(left: Int, right: Int) -> Flow {
    var flow = self
    let slack = max(0, width - 12)
    let left = min(max(0, left), slack)
    flow.column += left
    flow.width -= left + min(max(0, right), slack - left)
    return flow
  }
}
