import Pictures
import TerminalControl
import TerminalPreview

/// Turns images into what the terminal draws.
struct TerminalPictures {
  let kind: ImageProtocol
  let files: [String: PictureFile]
  let cell: (width: Int, height: Int)

  /// The sequence that draws an image in its place; nil where the file is broken.
  func sequence(_ placement: Frame.Placement) -> String? {
    guard let file = files[placement.source] else { return nil }
    func scaled() -> Picture? {
      file.decoded()?.scaled(width: placement.columns * cell.width, height: placement.rows * cell.height)
    }
    switch kind {
    case .kitty:
      return PictureSequence.kitty(file, columns: placement.columns, rows: placement.rows, pixels: scaled)
    case .placeholders:
      return PictureSequence.placeholders(
        file, number: number(of: placement.source), columns: placement.columns, rows: placement.rows,
        pixels: scaled)
    case .iterm: return PictureSequence.iterm(file, columns: placement.columns, rows: placement.rows)
    case .sixel: return scaled().map { Sixel.sequence($0) }
    case .blocks, .alt: return nil
    }
  }

  /// The number of an image, one that is none of the sixteen colours of text.
  private func number(of source: String) -> UInt8 {
    let index = files.keys.sorted().firstIndex(of: source) ?? 0
    return UInt8(16 + index % 240)
  }
}
