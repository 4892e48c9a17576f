import Foundation
import Testing

/// Compares octets with a golden file; `RECORD=1` writes it.
func expectSnapshot(
  _ bytes: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation,
  file: String = #filePath
) throws {
  let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try Data(bytes).write(to: url)
    return
  }
  let expected = [UInt8](try Data(contentsOf: url))
  guard bytes != expected else { return }
  let now = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
  let then = String(decoding: expected, as: UTF8.self).components(separatedBy: "\r\n")
  let line =
    zip(now, then).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(now.count, then.count)
  let was = line < then.count ? then[line] : "(end)"
  let `is` = line < now.count ? now[line] : "(end)"
  Issue.record("\(name):\(line + 1):\n- \(was)\n+ \(`is`)", sourceLocation: sourceLocation)
}
