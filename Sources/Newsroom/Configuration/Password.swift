public import Diagnostics
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the password of an account comes from; the password itself is read when a connection is made.
public enum PasswordSource: Hashable, Sendable {
  /// A command that prints it, run without a shell.
  case command([String], from: String)
  /// A file that nobody else can read.
  case file(String, from: String)
  /// The variable `BROADSHEET_PASSWORD`.
  case environment
  /// The person at the keyboard.
  case prompt

  /// What an error says about where the password came from.
  public var words: String {
    switch self {
    case .command(let command, let from): "the password came from: password-command = \(command) in \(from)"
    case .file(let path, let from): "the password came from: password-file = \(path) in \(from)"
    case .environment: "the password came from: $BROADSHEET_PASSWORD"
    case .prompt: "the password was typed"
    }
  }

  /// The password.
  ///
  /// - Throws: `PasswordProblem`.
  public func read(environment: [String: String], prompt: () -> String?) throws -> String {
    switch self {
    case .command(let command, _): try Self.run(command)
    case .file(let path, _): try Self.read(path)
    case .environment: environment["BROADSHEET_PASSWORD"] ?? ""
    case .prompt: try prompt() ?? { throw PasswordProblem(reason: .notTyped) }()
    }
  }

  private static func run(_ command: [String]) throws -> String {
    guard let name = command.first else { throw PasswordProblem(reason: .command("", "no command is named")) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    let output = Pipe()
    process.standardOutput = output
    do { try process.run() } catch {
      throw PasswordProblem(reason: .command(name, "it cannot be started"))
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw PasswordProblem(reason: .command(name, "it ended with status \(process.terminationStatus)"))
    }
    return firstLine(String(decoding: data, as: UTF8.self))
  }

  private static func read(_ path: String) throws -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { throw PasswordProblem(reason: .file(path, "it cannot be read")) }
    guard status.st_mode & 0o077 == 0 else {
      throw PasswordProblem(reason: .file(path, "group or others can read it; chmod 600 it"))
    }
    return firstLine(try Files.readText(URL(filePath: path), limit: 65_536))
  }

  private static func firstLine(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
  }
}

/// A password that cannot be had.
public struct PasswordProblem: ExplainedError, Hashable {
  enum Reason: Hashable {
    case command(String, String)
    case file(String, String)
    case notTyped
  }

  let reason: Reason

  /// What is said about it.
  public var problem: Problem {
    let evidence =
      switch reason {
      case .command(let name, let why): "password-command \(name.printable): \(why)"
      case .file(let path, let why): "password-file \(path.printable): \(why)"
      case .notTyped: "it was asked for, and standard input is not a terminal"
      }
    let ways = [
      "password-command or password-file of the account in ~/.config/broadsheet/config.yaml",
      "BROADSHEET_PASSWORD=… in front of the command",
    ]
    return Problem(
      .configuration, "there is no password for the account", evidence: [evidence],
      try: reason == .notTyped ? ways : [], notDone: "nothing was sent")
  }
}
