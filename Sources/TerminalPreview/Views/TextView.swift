import Diagnostics
import InternetMessage

/// The plain text part as it is.
struct TextView {
  let message: ParsedMessage

  init(_ message: ParsedMessage) { self.message = message }

  var lines: [String] {
    guard let text = message.plainText?.text() else { return ["  (there is no text part)"] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.isEmpty ? "" : "  " + $0.printable }
  }
}
