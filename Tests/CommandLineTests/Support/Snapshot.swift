import Foundation
import Testing

/// Compares a text with a golden file; `RECORD=1` writes it.
func expectSnapshot(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation, file: String = #filePath
) throws {
  let url = URL(filePath: file).deletingLastPathComponent()
    .appending(path: "Snapshots/\(name)")
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try Data(text.utf8).write(to: url)
    return
  }
  let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
  guard text != expected else { return }
  let now = text.components(separatedBy: "\n")
  let then = expected.components(separatedBy: "\n")
  let line =
    zip(now, then).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(now.count, then.count)
  let was = line < then.count ? then[line] : "(end)"
  let `is` = line < now.count ? now[line] : "(end)"
  Issue.record("\(name):\(line + 1):\n- \(was)\n+ \(`is`)", sourceLocation: sourceLocation)
}
