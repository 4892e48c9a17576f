import Diagnostics
import Foundation
import TerminalControl

/// The person's browser.
enum Browser {
  /// Opens an address; says what went wrong, if anything.
  static func open(_ address: String) -> String? {
    let chosen = ProcessInfo.processInfo.environment["BROWSER"] ?? ""
    let words = chosen.split(separator: " ").map(String.init)
    #if canImport(Darwin)
    let standard = ["open"]
    #else
    let standard = ["xdg-open"]
    #endif
    let command = words.isEmpty ? standard : words
    switch ForegroundProgram.run(command + [address]) {
    case 0: return nil
    case nil: return "'\(command[0].printable)' cannot be started: set BROWSER"
    case let status?: return "'\(command[0].printable)' ended with status \(status)"
    }
  }
}

/// The person's editor.
enum Editor {
  /// Edits a file, beginning at a line; says what went wrong, if anything.
  static func edit(_ file: String, line: Int) -> String? {
    let environment = ProcessInfo.processInfo.environment
    let chosen = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
    let words = chosen.split(separator: " ").map(String.init)
    guard let name = words.first else { return "EDITOR is empty" }
    // Editors of today all know +LINE, but for the large ones with windows.
    let status = ForegroundProgram.run(words + ["+\(line)", file])
    return status == nil ? "'\(name.printable)' cannot be started: set EDITOR" : nil
  }
}
