import Diagnostics
import Foundation
public import Pictures

/// The full-screen viewer: keys and messages in, pictures of the whole screen out.
///
/// It knows no terminal. ``press(_:)`` changes it and says what is to be done
/// outside; ``screen()`` is what it looks like.
public struct Viewer: Sendable {
  /// What is typed into, at the foot of the screen.
  enum Prompt: Hashable, Sendable {
    case search(String)
    case link(String)
    case reader(String)
  }

  /// One of the pictures that can be on the screen.
  struct Pane: Hashable, Sendable {
    var tab: ViewerTab
    var isPhone = false
  }

  /// The smallest screen that anything is shown on.
  static let least = (columns: 40, rows: 12)

  /// The message that is shown.
  public private(set) var preview: MessagePreview
  var heading: String
  var columns: Int
  var rows: Int
  var tab = ViewerTab.html
  var isSplit = false
  var focus = 0
  var isPhone = false
  var dark: PreviewOptions.Dark?
  var images = PreviewOptions.Images.alt
  /// The row of each picture that the cursor is on; it is the first on the screen as long as rows follow.
  var places: [Pane: Int] = [:]
  var prompt: Prompt?
  var found = ""
  var isHelpShown = false
  /// What is wrong with the source; the last good message stays below it.
  public var problem: String?
  /// What has just happened.
  public var notice = ""
  /// Whether the source is watched.
  public var isWatching = false
  /// How long ago the source was saved, where it is watched.
  public var savedAgo: Duration?
  private let base: PreviewOptions
  private var frames: [Pane: Frame] = [:]

  /// Shows a message on a screen; theme and painting are taken from the options.
  public init(
    _ preview: MessagePreview, heading: String, columns: Int, rows: Int, _ options: PreviewOptions = .desktop
  ) {
    self.preview = preview
    self.heading = heading
    self.columns = columns
    self.rows = rows
    base = options
    dark = options.dark
    images = options.images == .off ? .off : options.images == .alt ? .alt : .blocks
  }

  /// How many columns and rows the screen has.
  public var size: (columns: Int, rows: Int) { (columns, rows) }

  /// Whether the screen is too small for anything but to say so.
  var isTooSmall: Bool { columns < Self.least.columns || rows < Self.least.rows }

  /// Whether two pictures fit beside each other.
  var canSplit: Bool { columns >= 76 }

  /// The pictures on the screen.
  var panes: [Pane] {
    guard isSplit, canSplit else { return [Pane(tab: tab, isPhone: tab == .html && isPhone)] }
    return tab == .text
      ? [Pane(tab: .html), Pane(tab: .text)] : [Pane(tab: .html), Pane(tab: .html, isPhone: true)]
  }

  /// The picture that keys move.
  var focused: Pane { panes[min(focus, panes.count - 1)] }

  /// The rows between the frame's upper and lower edge.
  var bodyRows: Int { max(1, rows - 5) }

  /// The cells inside the frames of the panes.
  var paneColumns: [Int] {
    guard panes.count == 2 else { return [max(8, columns - 4)] }
    let room = columns - 10
    let right = tab == .text ? room / 2 : min(40, room / 3)
    return [room - right, right]
  }

  /// How a pane is drawn.
  func options(_ pane: Pane, columns: Int) -> PreviewOptions {
    var options = base
    let width = pane.tab == .html ? min(columns, pane.isPhone ? 40 : 100) : columns
    options.columns = max(8, width)
    let desktop = max(PreviewOptions.desktop.viewport, PreviewOptions(columns: options.columns).viewport)
    options.viewport = pane.isPhone ? PreviewOptions.mobile.viewport : desktop
    options.dark = dark
    options.images = images
    options.pictures = preview.pictures
    options.pictureRows = max(4, rows * 6 / 10)
    if dark != nil { options.theme = .dark }
    return options
  }

  /// The picture of a pane, drawn once until something changes.
  mutating func frame(_ pane: Pane) -> Frame {
    if let known = frames[pane] { return known }
    let index = panes.firstIndex(of: pane) ?? 0
    let frame = preview.frame(of: pane.tab.view, options(pane, columns: paneColumns[index]))
    frames[pane] = frame
    return frame
  }

  /// Forgets what was drawn: something has changed.
  mutating func redraw() { frames = [:] }

  /// The first row of a pane when its last one is on the screen.
  mutating func lastOffset(_ pane: Pane) -> Int { max(0, frame(pane).rows.count - bodyRows) }

  /// The first row of a pane that is shown.
  mutating func offset(_ pane: Pane) -> Int { min(cursor(pane), lastOffset(pane)) }

  /// The row of a pane that the cursor is on.
  mutating func cursor(_ pane: Pane) -> Int {
    min(max(0, places[pane] ?? 0), max(0, frame(pane).rows.count - 1))
  }

  /// Shows what the checks found; nothing else changes.
  public mutating func show(_ checks: MessageChecks) {
    preview.checks = checks
    frames = frames.filter { $0.key.tab != .checks }
  }

  /// Gives the viewer a screen of another size; what was at the top stays there.
  public mutating func resize(columns: Int, rows: Int) {
    guard columns != self.columns || rows != self.rows else { return }
    keepingPlace {
      $0.columns = columns
      $0.rows = rows
    }
  }

  /// Draws images that have arrived; what was at the top stays there.
  public mutating func show(_ pictures: [String: PictureFile]) {
    guard !pictures.isEmpty else { return }
    keepingPlace { $0.preview.pictures.merge(pictures) { old, _ in old } }
  }

  /// Shows another message, or the same one changed; what was at the top stays there.
  public mutating func show(_ preview: MessagePreview, heading: String) {
    let checks = self.preview.checks
    keepingPlace {
      $0.preview = preview
      $0.preview.checks = preview.checks ?? checks
      $0.heading = heading
      $0.problem = nil
    }
  }

  /// Changes something and finds the place again by the words at the top.
  mutating func keepingPlace(_ change: (inout Viewer) -> Void) {
    let anchors = panes.map { pane in (pane, Anchor(frame(pane), row: cursor(pane))) }
    change(&self)
    redraw()
    for (pane, anchor) in anchors { places[pane] = anchor.row(in: frame(pane)) }
  }
}

/// The words near a row, to find the row again in another picture.
struct Anchor {
  private let words: String
  private let distance: Int
  private let share: Double

  init(_ frame: Frame, row: Int) {
    var found = row
    while found < frame.rows.count, frame.rows[found].words.isEmpty { found += 1 }
    words = found < frame.rows.count ? frame.rows[found].words : ""
    distance = found - row
    share = frame.rows.isEmpty ? 0 : Double(row) / Double(frame.rows.count)
  }

  /// The row with the most of the same words at its beginning, nearest to the old place.
  func row(in frame: Frame) -> Int {
    let guess = Int((share * Double(frame.rows.count)).rounded())
    guard share > 0 else { return 0 }
    guard !words.isEmpty else { return max(0, guess) }
    func distance(_ row: Int) -> Int { abs(row - guess - self.distance) }
    var best = (row: guess + self.distance, length: 2)
    for row in frame.rows.indices {
      let length = frame.rows[row].words.commonPrefix(with: words).count
      if length > best.length || (length == best.length && distance(row) < distance(best.row)) {
        best = (row, length)
      }
    }
    return max(0, best.row - self.distance)
  }
}
