import Diagnostics
import InternetMessage

/// The source of the HTML part, lines numbered, long ones cut into pieces.
struct SourceView {
  let message: ParsedMessage

  init(_ message: ParsedMessage) { self.message = message }

  func lines(width: Int) -> [ViewLine] {
    guard let html = message.html?.text() else { return [ViewLine("  (there is no HTML part)", isDim: true)] }
    var source = html.split(separator: "\n", omittingEmptySubsequences: false)
    while source.last?.allSatisfy(\.isWhitespace) == true { source.removeLast() }
    let digits = max(4, String(source.count).count)
    return source.enumerated().flatMap { index, line -> [ViewLine] in
      pieces(of: String(line).printable, columns: max(8, width - digits - 2)).enumerated().map {
        part, piece in
        let number = part == 0 ? String(index + 1) : ""
        var line = ViewLine()
        line.append(
          String(repeating: " ", count: digits - number.count) + number + "  ", isDim: true)
        line.append(piece)
        line.sourceLine = index + 1
        return line
      }
    }
  }

  private func pieces(of text: String, columns: Int) -> [String] {
    guard text.utf8.count > columns else { return [text] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in text {
      if used + character.columns > columns {
        pieces.append(piece)
        (piece, used) = ("", 0)
      }
      piece.append(character)
      used += character.columns
    }
    return pieces + [piece]
  }
}
