public import TerminalPreview

/// How a picture reaches a terminal.
public enum ImageProtocol: String, CaseIterable, Hashable, Sendable {
  /// The kitty graphics protocol.
  case kitty
  /// The same through tmux, where placeholders stand for pictures.
  case placeholders
  /// The inline images of iTerm2.
  case iterm
  /// Sixel graphics (DEC VT340).
  case sixel
  /// Half blocks in two colours.
  case blocks
  /// Words instead of pictures.
  case alt
}

/// What a terminal can do, each with the reason it is believed.
public struct TerminalCapabilities: Hashable, Sendable {
  /// How many colours it shows.
  public let colors: ColorDepth
  /// Why.
  public let colorsReason: String
  /// Whether it is light or dark.
  public let theme: PreviewOptions.Theme
  /// Why.
  public let themeReason: String
  /// How pictures reach it.
  public let images: ImageProtocol
  /// Why.
  public let imagesReason: String
  /// Whether it opens links (OSC 8).
  public let hyperlinks: Bool
  /// Why.
  public let hyperlinksReason: String
  /// Whether it draws between `CSI ? 2026 h` and `l` at once.
  public let synchronizesOutput: Bool
  /// The size of a cell in pixels.
  public let cellWidth: Int
  /// The size of a cell in pixels.
  public let cellHeight: Int

  /// Concludes from answers and variables.
  ///
  /// `windowCell` is the size of a cell by the size of the window, `theme` what was chosen on the command line,
  /// `configured` what the configuration says.
  public init(
    _ environment: TerminalEnvironment, _ answers: TerminalAnswers, windowCell: (width: Int, height: Int)?,
    color: Choice = .auto, links: Choice = .auto, theme: PreviewOptions.Theme? = nil,
    configured: PreviewOptions.Theme? = nil
  ) {
    (colors, colorsReason) = ColorDepth.detected(environment, version: answers.version, choice: color)
    (self.theme, themeReason) = Self.theme(environment, answers, theme, configured)
    (images, imagesReason) = Self.images(environment, answers, colors)
    (hyperlinks, hyperlinksReason) = Self.hyperlinks(environment, answers, links)
    synchronizesOutput = [1, 2].contains(answers.synchronizedOutput)
    let cell = answers.cellSize ?? windowCell ?? (10, 20)
    (cellWidth, cellHeight) = (cell.width, cell.height)
  }

  private static func theme(
    _ environment: TerminalEnvironment, _ answers: TerminalAnswers, _ given: PreviewOptions.Theme?,
    _ configured: PreviewOptions.Theme?
  ) -> (PreviewOptions.Theme, String) {
    if let given, given != .unknown { return (given, "--theme \(given.rawValue)") }
    if let value = environment["BROADSHEET_THEME"], let theme = PreviewOptions.Theme(rawValue: value) {
      return (theme, "BROADSHEET_THEME is \(value)")
    }
    if let configured, configured != .unknown {
      return (configured, "preview.theme is \(configured.rawValue)")
    }
    if case .background(let red, let green, let blue) = answers.background {
      return luminance(red, green, blue) < 0.18
        ? (.dark, "its background is dark") : (.light, "its background is light")
    }
    if let value = environment["COLORFGBG"] {
      let background = value.split(separator: ";").last ?? ""
      return ["7", "15"].contains(background)
        ? (.light, "COLORFGBG is \(value)") : (.dark, "COLORFGBG is \(value)")
    }
    return (.unknown, "it does not say")
  }

  /// How bright a colour is (WCAG 2.2, relative luminance).
  static func luminance(_ red: Double, _ green: Double, _ blue: Double) -> Double {
    func octet(_ value: Double) -> UInt8 { UInt8((value * 255).rounded()) }
    return Color(octet(red), octet(green), octet(blue)).luminance
  }

  private static func images(
    _ environment: TerminalEnvironment, _ answers: TerminalAnswers, _ colors: ColorDepth
  ) -> (ImageProtocol, String) {
    guard environment.isOutputTerminal, environment.term != "dumb" else { return (.alt, "not a terminal") }
    let name = (answers.version ?? "").lowercased()
    let program = [environment["TERM_PROGRAM"], environment["LC_TERMINAL"]].compactMap { $0 }
    if !environment.isInTmux, !environment.isInScreen {
      let isWezTerm = name.hasPrefix("wezterm") || program.contains("WezTerm")
      if answers.hasKittyGraphics, !isWezTerm { return (.kitty, "it answered OK to a kitty picture") }
      if let known = ["iterm2", "wezterm", "mintty"].first(where: name.hasPrefix) {
        return (.iterm, "it calls itself \(known)")
      }
      if let known = program.first(where: { ["iTerm.app", "iTerm2", "WezTerm", "mintty"].contains($0) }) {
        return (.iterm, "TERM_PROGRAM or LC_TERMINAL is \(known)")
      }
      if environment["TERM_PROGRAM"] == "vscode", isAtLeast(1, 80, environment["TERM_PROGRAM_VERSION"]) {
        return (.iterm, "TERM_PROGRAM is vscode 1.80 or later")
      }
    }
    if environment.isInTmux, answers.hasKittyGraphics, knowsPlaceholders(answers.outerVersion) {
      return (.placeholders, "\(answers.outerVersion ?? "") around tmux answered OK to a kitty picture")
    }
    if answers.hasSixel, !environment.isInScreen { return (.sixel, "DA1 has attribute 4") }
    if environment.isUnicode, colors == .full || colors == .indexed {
      return (.blocks, "UTF-8 and \(colors == .full ? "24-bit" : "256") colours")
    }
    return (.alt, environment.isUnicode ? "too few colours for blocks" : "no UTF-8 for blocks")
  }

  /// Whether a terminal draws pictures where placeholders stand: kitty from 0.28 on, and Ghostty.
  private static func knowsPlaceholders(_ version: String?) -> Bool {
    let name = (version ?? "").lowercased()
    if name.hasPrefix("ghostty") { return true }
    return name.hasPrefix("kitty") && isAtLeast(0, 28, String(name.drop { !$0.isNumber }))
  }

  /// Whether a version such as `1.96.2` is at least that.
  static func isAtLeast(_ major: Int, _ minor: Int, _ version: String?) -> Bool {
    let numbers = (version ?? "").split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
    guard let first = numbers.first else { return false }
    return first > major || (first == major && (numbers.count > 1 ? numbers[1] : 0) >= minor)
  }

  private static func hyperlinks(
    _ environment: TerminalEnvironment, _ answers: TerminalAnswers, _ choice: Choice
  ) -> (Bool, String) {
    switch choice {
    case .always: return (true, "--hyperlinks always")
    case .never: return (false, "--hyperlinks never")
    case .auto: break
    }
    if let value = environment["FORCE_HYPERLINK"] { return (value != "0", "FORCE_HYPERLINK is \(value)") }
    if !environment.isOutputTerminal { return (false, "not a terminal") }
    if ["", "dumb", "linux"].contains(environment.term) { return (false, "TERM is \(environment.term)") }
    if environment.isInScreen { return (false, "GNU screen") }
    if environment.isInTmux {
      let version = (answers.version ?? "").split(separator: " ").last.map(String.init)
      return isAtLeast(3, 4, version)
        ? (true, "tmux 3.4 or later") : (false, "tmux \(version ?? "of unknown version") drops them")
    }
    return (true, "unknown sequences are ignored")
  }
}
