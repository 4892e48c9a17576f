import Diagnostics
import InternetMessage

/// The source of the HTML part, long lines cut into pieces.
struct SourceView {
  let message: ParsedMessage

  init(_ message: ParsedMessage) { self.message = message }

  func lines(width: Int) -> [String] {
    guard let html = message.html?.text() else { return ["  (there is no HTML part)"] }
    return html.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      let text = String(line).printable
      guard text.columns > width - 2 else { return ["  " + text] }
      var pieces: [String] = []
      var piece = ""
      var columns = 0
      for character in text {
        if columns + character.columns > width - 2 {
          pieces.append("  " + piece)
          (piece, columns) = ("", 0)
        }
        piece.append(character)
        columns += character.columns
      }
      return pieces + ["  " + piece]
    }
  }
}
