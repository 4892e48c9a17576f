import ArgumentParser
import TerminalControl
import TerminalPreview

/// What stands where images are, on the command line.
enum ImageChoice: String, ExpressibleByArgument, CaseIterable {
  /// The best that the terminal shows; words where there is none.
  case auto
  case kitty, iterm, sixel, blocks, alt, off

  /// How images reach the terminal; nil for a frame of their size.
  ///
  /// In a pager only words and blocks come through whole.
  func imageProtocol(_ terminal: PreviewTerminal, isForPerson: Bool, isPaged: Bool) -> ImageProtocol? {
    let chosen: ImageProtocol
    switch self {
    case .off: return nil
    case .auto: chosen = isForPerson ? terminal.capabilities.images : .alt
    case .kitty: chosen = terminal.environment.isInTmux ? .placeholders : .kitty
    case .iterm: chosen = .iterm
    case .sixel: chosen = .sixel
    case .blocks: chosen = .blocks
    case .alt: chosen = .alt
    }
    guard isPaged, [.kitty, .placeholders, .iterm, .sixel].contains(chosen) else { return chosen }
    let hasBlocks =
      terminal.environment.isUnicode && [.full, .indexed].contains(terminal.capabilities.colors)
    return hasBlocks ? .blocks : .alt
  }
}
