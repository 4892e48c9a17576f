import Foundation
import Testing

/// The script that kills a sender again and again, in small; `KILLS` and `PEOPLE` make it as large as one likes.
@Suite struct KillTests {
  @Test func `nobody is skipped or mailed twice when a sender with many connections is killed`() throws {
    guard let python = Python.interpreter else {
      print("python3 is not there: the kill test is skipped")
      return
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scripts/kill-test").path
    let environment = ProcessInfo.processInfo.environment
    let run = try Child(
      python,
      [
        script, Binary.path, "--kills", environment["KILLS"] ?? "3", "--people",
        environment["PEOPLE"] ?? "400",
      ], in: FileManager.default.temporaryDirectory
    ).wait(limit: .seconds(3600))
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    print(run.text)
  }
}
