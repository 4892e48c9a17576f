import Diagnostics
import InternetMessage

/// The header fields with their encoded words decoded.
struct HeadersView {
  let message: ParsedMessage

  init(_ message: ParsedMessage) { self.message = message }

  func lines(width: Int) -> [String] {
    message.header.fields.flatMap { field -> [String] in
      let text = "\(field.name): \(field.decodedText)".printable
      var lines: [String] = []
      var line = "  "
      for word in text.split(separator: " ") {
        if line.columns + 1 + word.columns > width, line.contains(where: { $0 != " " }) {
          lines.append(line)
          line = "   "
        }
        line += (line.last == " " ? "" : " ") + word
      }
      return lines + [line]
    }
  }
}
