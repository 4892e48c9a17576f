import Foundation
import Testing

/// What `send --trace` shows, and what `--connections` and `--window` change.
@Suite struct TraceTests {
  @Test func `the dialogue is shown with the number of its connection, passwords and messages left out`()
    throws
  {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(["--auth", "--user", "letters:s3cret"])
    try project.use(sandbox, "user: letters")
    try project.compose()
    project.environment["BROADSHEET_PASSWORD"] = "s3cret"
    let run = try project.run("send", "--list", "club", "--confirm", "4", "--trace", "--connections", "1")
    #expect(run.status == 0, "\(run.errors)")
    let dialogue = run.errors.split(separator: "\n").filter { $0.hasPrefix("1 C: ") || $0.hasPrefix("1 S: ") }
    #expect(dialogue.contains { $0.hasPrefix("1 C: EHLO ") })
    #expect(dialogue.contains("1 C: AUTH PLAIN ****") || dialogue.contains("1 C: AUTH PLAIN"))
    #expect(dialogue.contains("1 C: RCPT TO:<ada@example.org>"))
    #expect(dialogue.contains { $0.hasPrefix("1 C: BDAT ") && $0.hasSuffix(" LAST") })
    #expect(dialogue.contains { $0.hasPrefix("1 C: (") && $0.hasSuffix(" octets of message)") })
    #expect(dialogue.contains("1 S: 221 2.0.0 bye") || dialogue.contains { $0.hasPrefix("1 S: 221") })
    let base64 = Data("\0letters\0s3cret".utf8).base64EncodedString()
    #expect(!run.errors.contains("s3cret") && !run.errors.contains(base64))
    #expect(!run.errors.contains("Subject:"))
  }

  @Test(arguments: [
    ["--connections", "0"], ["--connections", "101"], ["--window", "0"], ["--window", "x"],
  ])
  func `a number that is none is refused`(_ arguments: [String]) throws {
    let project = try SampleProject()
    let run = try project.run(["send", "--list", "club"] + arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains(arguments[0]))
  }
}
