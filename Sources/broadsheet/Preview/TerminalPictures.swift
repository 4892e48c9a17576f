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
    case .iterm: return PictureSequence.iterm(file, columns: placement.columns, rows: placement.rows)
    case .sixel: return scaled().map { Sixel.sequence($0) }
    case .blocks, .alt: return nil
    }
  }
}
