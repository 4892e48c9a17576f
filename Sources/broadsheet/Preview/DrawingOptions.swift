public import ArgumentParser
import Newsroom
import Pictures
import TerminalControl
public import TerminalPreview

/// How the message is drawn, on the command line.
struct DrawingOptions: ParsableArguments {
  @Option(help: "How many columns wide, from 20 to 400.")
  var width: Int?

  @Option(
    help: ArgumentHelp("The screen's width in CSS pixels, for the mail's own media rules.", valueName: "px"))
  var viewport: Int?

  @Flag(help: "Draw the HTML as on a phone: 40 columns for 375 pixels.")
  var mobile = false

  @Option(
    defaultAsFlag: .mobile,
    help: ArgumentHelp("Draw two pictures: desktop and phone, or HTML and text.", valueName: "mobile|text"))
  var sideBySide: MessagePreview.Pair?

  @Option(
    defaultAsFlag: .authored,
    help: ArgumentHelp(
      "Draw a dark screen: by the mail's own rules, or inverted as some clients do.",
      valueName: "authored|inverted"))
  var dark: PreviewOptions.Dark?

  @Option(
    help:
      "How images are shown: as the terminal allows (auto), or as words (alt), or as in clients that block them (off)."
  )
  var images = ImageChoice.auto

  @Flag(help: "Buttons take one row instead of three.")
  var compact = false

  @Flag(help: "Paint all of the author's backgrounds, not only those of buttons.")
  var paint = false

  @Option(help: "The terminal's background, where it does not tell by itself: light or dark.")
  var theme: PreviewOptions.Theme?

  func validate() throws {
    if let width, !(20...400).contains(width) { throw ValidationError("--width goes from 20 to 400") }
    if let viewport, !(50...5000).contains(viewport) {
      throw ValidationError("--viewport goes from 50 to 5000")
    }
  }

  var values: Drawing {
    Drawing(
      width: width, viewport: viewport, mobile: mobile, sideBySide: sideBySide, dark: dark, images: images,
      compact: compact, paint: paint, theme: theme)
  }
}

/// How the message is drawn.
struct Drawing {
  var width: Int?
  var viewport: Int?
  var mobile = false
  var sideBySide: MessagePreview.Pair?
  var dark: PreviewOptions.Dark?
  var images = ImageChoice.auto
  var compact = false
  var paint = false
  var theme: PreviewOptions.Theme?

  /// The columns for the letter on a terminal of that many, beside a second picture if there is one.
  private func room(_ columns: Int) -> Int {
    switch sideBySide {
    case nil: columns.clamped(to: 40...100)
    case .mobile?: (columns - 43).clamped(to: 40...100)
    case .text?: (columns - 84).clamped(to: 40...100)
    }
  }

  /// The options of the renderer; a picture is no terminal and has its own background.
  func options(
    isPicture: Bool, _ terminal: PreviewTerminal, pictures: ImageProtocol? = .alt
  ) -> PreviewOptions {
    let columns = width ?? (mobile ? 40 : terminal.size.map { room($0.columns) } ?? 80)
    let isNarrow = sideBySide != nil && columns < 80
    var options = PreviewOptions(
      columns: columns, viewport: viewport ?? (mobile ? 375 : isNarrow ? 640 : nil))
    options.dark = dark
    switch pictures {
    case nil: options.images = .off
    case .alt?: options.images = .alt
    case .blocks?: options.images = .blocks
    case .kitty?, .placeholders?, .iterm?, .sixel?: options.images = .placed
    }
    options.cellShape =
      Double(terminal.capabilities.cellHeight) / Double(max(1, terminal.capabilities.cellWidth))
    options.pictureRows = max(4, (terminal.size?.rows ?? 40) * 6 / 10)
    if pictures == .placeholders {
      options.pictureRows = min(options.pictureRows, PictureSequence.placeholderRows)
    }
    options.isCompact = compact
    options.paintsBackgrounds = paint
    options.theme = isPicture ? (dark == nil ? .light : .dark) : terminal.capabilities.theme
    return options
  }
}

extension Settings {
  /// The terminal's background, where the configuration says it.
  var previewTheme: PreviewOptions.Theme? {
    self["preview.theme"].flatMap { PreviewOptions.Theme(rawValue: $0.text) }
  }
}

extension PreviewOptions.Dark: ExpressibleByArgument {}
extension PreviewOptions.Theme: ExpressibleByArgument {}
extension MessagePreview.Pair: ExpressibleByArgument {}
