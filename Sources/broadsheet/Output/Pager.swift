import Foundation
import TerminalControl

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Shows more lines than fit on a terminal through the person's pager.
enum Pager {
  static func show(_ lines: [String], isAllowed: Bool) {
    let text = lines.joined(separator: "\n")
    guard isAllowed, StandardOutput.isTerminal, let size = TerminalDevice().size, lines.count >= size.rows,
      let command = command, run(command, with: text + "\n")
    else { return StandardOutput.write(text) }
  }

  private static var command: [String]? {
    let environment = ProcessInfo.processInfo.environment
    for name in ["BROADSHEET_PAGER", "PAGER"] {
      if let value = environment[name] {
        let words = value.split(separator: " ").map(String.init)
        return words.isEmpty || words == ["cat"] ? nil : words
      }
    }
    return ["less", "-FIRX"]
  }

  private static func run(_ command: [String], with text: String) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    let input = Pipe()
    process.standardInput = input
    signal(SIGPIPE, SIG_IGN)
    do { try process.run() } catch { return false }
    try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus != 127
  }
}
