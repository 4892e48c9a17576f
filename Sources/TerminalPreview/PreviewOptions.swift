public import Pictures

/// How a message is drawn.
public struct PreviewOptions: Hashable, Sendable {
  /// Which dark mode of clients is shown.
  public enum Dark: String, CaseIterable, Hashable, Sendable {
    /// The message's own rules for `prefers-color-scheme: dark`, as in Apple Mail.
    case authored
    /// Lightness flipped by the client, as in Gmail and Outlook.
    case inverted
  }

  /// What stands where images are.
  public enum Images: String, CaseIterable, Hashable, Sendable {
    /// The alternative text in a frame.
    case alt
    /// A frame of the image's size, as in a client that blocks images.
    case off
    /// The image in half blocks.
    case blocks
    /// Room for the image, which the terminal draws by itself.
    case placed
  }

  /// What is known about the terminal's background.
  public enum Theme: String, CaseIterable, Hashable, Sendable {
    /// Dark letters on a light background.
    case light
    /// Light letters on a dark background.
    case dark
    /// Nothing: only colours that can be read on both are used.
    case unknown
  }

  /// How wide the picture is, in cells.
  public var columns: Int
  /// How wide the screen is that it stands for, in CSS pixels.
  public var viewport: Int
  /// The dark mode, if any.
  public var dark: Dark?
  /// What stands where images are.
  public var images = Images.alt
  /// The images that can be drawn, by their addresses.
  public var pictures: [String: PictureFile] = [:]
  /// How many rows an image may take at most.
  public var pictureRows = 24
  /// How many times higher than wide a cell is; images keep their shape by it.
  public var cellShape = 2.0
  /// The terminal's background; a dark mode makes `unknown` dark.
  public var theme = Theme.unknown
  /// Whether the message's backgrounds are painted, not only those of buttons.
  public var paintsBackgrounds = false
  /// Whether buttons take one row instead of three.
  public var isCompact = false
  /// Whether links are followed by their number.
  public var numbersLinks = true

  /// A desktop of 80 columns has 640 pixels, a phone of 40 columns has 375.
  ///
  /// From 60 columns on, a column stands for 8 pixels, below for 9.375.
  public init(columns: Int = 80, viewport: Int? = nil) {
    let columns = min(max(columns, 8), 1000)
    self.columns = columns
    self.viewport = min(max(viewport ?? (columns >= 60 ? columns * 8 : columns * 75 / 8), 50), 20_000)
  }

  /// A desktop.
  public static let desktop = PreviewOptions()
  /// A phone.
  public static let mobile = PreviewOptions(columns: 40)

  var screen: Screen { Screen(viewport: viewport, isDark: dark == .authored) }
}
