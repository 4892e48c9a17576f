import Foundation
import Testing

/// Programs of others judge the messages of the sample project; `make judges` has them look at all of them.
@Suite struct JudgesTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scripts/message-judges")

  @Test(.enabled(if: Python.interpreter != nil, "python3 is not installed"))
  func `no judge that is installed has anything against our messages`() throws {
    let folder = FileManager.default.temporaryDirectory
    let run = try Child(
      Python.interpreter ?? "", [Self.script.path, Binary.path, "--few", "--without-rspamd"], in: folder,
      environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
    ).wait(limit: .seconds(120))
    #expect(run.status == 0 && !run.wasTooSlow, "\(run.text) \(run.errors)")
    #expect(run.text.contains("Python email: 6 of 6 messages are right"), "\(run.text)")
    for line in run.lines where line.contains("left out") { print(line) }
  }
}
