import Foundation
import TerminalPreview
import Testing

/// The newsletters that the tests draw, one file each.
enum Newsletters {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Newsletters")

  static let names = [
    "broken", "buttons", "dark-mode", "deep-tables", "digest", "floats", "hidden", "inline-blocks",
    "plain-letter", "receipt", "scripts-of-the-world", "story", "two-columns",
  ]

  static func html(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name + ".html")), as: UTF8.self)
  }

  static func preview(_ html: String) -> MessagePreview {
    let header = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return MessagePreview(Array((header + html).utf8))
  }
}

/// Compares text with a golden file; `RECORD=1` writes it.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws
{
  let url = Newsletters.folder.deletingLastPathComponent().appending(path: "Snapshots/\(name)")
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try Data(text.utf8).write(to: url)
    return
  }
  let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
  guard text != expected else { return }
  let (now, then) = (text.components(separatedBy: "\n"), expected.components(separatedBy: "\n"))
  let line =
    zip(now, then).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(now.count, then.count)
  let was = line < then.count ? then[line] : "(end)"
  let shown = line < now.count ? now[line] : "(end)"
  Issue.record("\(name):\(line + 1):\n- \(was)\n+ \(shown)", sourceLocation: sourceLocation)
}

/// Letters and digits without case, in their order.
func letters(_ text: String) -> String {
  String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic }))
}
