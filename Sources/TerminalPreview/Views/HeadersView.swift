import Diagnostics
import InternetMessage

/// The header fields with their encoded words decoded.
struct HeadersView {
  let message: ParsedMessage

  init(_ message: ParsedMessage) { self.message = message }

  func lines(width: Int) -> [ViewLine] {
    message.header.fields.flatMap { field -> [ViewLine] in
      var lines: [ViewLine] = []
      var line = ViewLine("  ")
      line.append(field.name + ":", isDim: true)
      for word in field.decodedText.printable.split(separator: " ") {
        if line.columns + 1 + word.columns > width, line.spans.count > 1 {
          lines.append(line)
          line = ViewLine("   ")
        }
        line.append(" " + word)
      }
      return lines + [line]
    }
  }
}
