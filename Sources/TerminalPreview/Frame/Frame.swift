import Diagnostics

/// A picture made of the cells of a terminal.
public struct Frame: Hashable, Sendable {
  /// What a cell is for.
  public enum Role: String, Hashable, Sendable {
    /// Words of the message.
    case content
    /// Numbers of links and bullets, which the preview adds.
    case marker
    /// Lines and frames.
    case line
    /// The brackets of a button, and the half blocks above and below it.
    case buttonEdge
    /// The words that stand for an image.
    case image
    /// A part of an image.
    case picture
  }

  /// What the preview's own words mean.
  public enum Tone: String, Hashable, Sendable {
    /// Nothing in particular.
    case normal
    /// Something to look at.
    case warning
    /// Something wrong, or gone.
    case bad
    /// Something right, or new.
    case good
  }

  /// How the character of a cell looks.
  public struct Style: Hashable, Sendable {
    /// The colour of the character; nil for the terminal's own.
    public var foreground: Color?
    /// The colour behind it; nil for the terminal's own.
    public var background: Color?
    /// Whether it is bold.
    public var isBold = false
    /// Whether it is faint.
    public var isDim = false
    /// Whether it is italic.
    public var isItalic = false
    /// Whether it is underlined.
    public var isUnderlined = false
    /// Whether it is crossed out.
    public var isStruck = false
    /// Whether letters and ground are swapped.
    public var isReversed = false
    /// What it means, in a colour of the terminal's own.
    public var tone = Tone.normal

    /// The terminal's own style.
    public init() {}
  }

  /// Where the terminal draws an image by itself.
  public struct Placement: Hashable, Sendable {
    /// The address of the image.
    public var source: String
    /// The first row.
    public var row: Int
    /// The first column.
    public var column: Int
    /// How many columns it takes.
    public var columns: Int
    /// How many rows it takes.
    public var rows: Int
  }

  /// How many cells each row has.
  public internal(set) var columns: Int
  /// The rows from the top; behind its last cell a row is blank.
  public internal(set) var rows: [[Cell]]
  /// Where links lead, the first having number 1.
  public internal(set) var links: [String]
  /// Whether tables or columns were put under each other for want of room.
  public internal(set) var isStacked = false
  /// The images that the terminal draws by itself.
  public internal(set) var placements: [Placement] = []
  /// Whether blank rows are part of what is shown.
  var isVerbatim = false
  /// The words of the message in their own order, which columns side by side mix in the rows.
  var words: [Run] = []

  /// Makes a picture.
  init(columns: Int, rows: [[Cell]], links: [String]) {
    self.columns = columns
    self.rows = rows
    self.links = links
  }

  /// Two pictures side by side with a line between them; the links of the second are numbered on.
  public func beside(_ other: Frame) -> Frame {
    var bar = Cell()
    bar.character = "│"
    bar.style.isDim = true
    bar.role = .line
    let shift = links == other.links ? 0 : links.count
    let blank = [Cell](repeating: Cell(), count: columns)
    let otherBlank = [Cell](repeating: Cell(), count: other.columns)
    let rows = (0..<max(rows.count, other.rows.count)).map { row -> [Cell] in
      var left = row < self.rows.count ? self.rows[row] : blank
      left += [Cell](repeating: Cell(), count: max(0, columns - left.count))
      var right = row < other.rows.count ? other.rows[row] : otherBlank
      for index in right.indices where right[index].link > 0 { right[index].link += shift }
      return left + [Cell(), bar, Cell()] + right
    }
    let both = shift == 0 ? links : links + other.links
    var frame = Frame(columns: columns + 3 + other.columns, rows: rows, links: both)
    frame.isStacked = isStacked || other.isStacked
    frame.placements =
      placements
      + other.placements.map { placement in
        var placement = placement
        placement.column += columns + 3
        return placement
      }
    return frame
  }
}

extension Frame {
  /// One picture above the other; the links of all are those of the first that has any.
  static func joined(_ frames: [Frame]) -> Frame {
    var joined = Frame(columns: frames.map(\.columns).max() ?? 0, rows: [], links: [])
    for frame in frames {
      if frame.links.count > joined.links.count { joined.links = frame.links }
      joined.isStacked = joined.isStacked || frame.isStacked
      joined.placements += frame.placements.map { placement in
        var placement = placement
        placement.row += joined.rows.count
        return placement
      }
      joined.rows += frame.rows.map { row in
        row + [Cell](repeating: Cell(), count: max(0, joined.columns - row.count))
      }
    }
    joined.columns = max(joined.columns, joined.rows.map(\.count).max() ?? 0)
    joined.isVerbatim = true
    return joined
  }

  /// The words of the message in their own order, read from the cells.
  ///
  /// Columns side by side share rows; here each is read to its end.
  public var textInOrder: String {
    var text = ""
    for run in words {
      var column = run.column
      for character in run.text where rows.indices.contains(run.row) && rows[run.row].indices.contains(column)
      {
        if let drawn = rows[run.row][column].character, drawn == character { text.append(drawn) }
        column += character.columns
      }
      text.append(" ")
    }
    return text
  }
}
