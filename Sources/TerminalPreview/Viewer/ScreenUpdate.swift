/// What has to be written to turn one screen into the next.
public struct ScreenUpdate: Sendable {
  private var shown: [String] = []

  /// A screen of which nothing is known.
  public init() {}

  /// Forgets the screen: all of it is written next time.
  public mutating func forget() { shown = [] }

  /// The rows that differ, each at its place, drawn at once where the terminal can do that (mode 2026).
  ///
  /// Nothing where nothing differs.
  public mutating func sequence(to lines: [String]) -> String {
    var sequence = ""
    if shown.count != lines.count {
      sequence += "\u{1B}[2J"
      shown = [String](repeating: "", count: lines.count)
    }
    for (row, line) in lines.enumerated() where line != shown[row] {
      sequence += "\u{1B}[\(row + 1);1H\u{1B}[K" + line
    }
    shown = lines
    return sequence.isEmpty ? "" : "\u{1B}[?2026h" + sequence + "\u{1B}[?2026l"
  }
}
