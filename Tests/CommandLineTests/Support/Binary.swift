import Foundation

/// The built program, which lies beside the test bundle.
enum Binary {
  /// Where it lies; SwiftPM builds it before the tests, because the target depends on it.
  static let path: String = {
    var folders = [Bundle.main.bundleURL, Bundle.main.executableURL ?? Bundle.main.bundleURL]
    folders += Bundle.allBundles.map(\.bundleURL)
    folders += CommandLine.arguments.filter { $0.contains(".xctest") }.map { URL(filePath: $0) }
    for start in folders {
      var folder = start.standardizedFileURL
      while folder.path != "/" {
        let candidate = folder.appending(path: "broadsheet").path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue,
          FileManager.default.isExecutableFile(atPath: candidate)
        {
          return candidate
        }
        folder.deleteLastPathComponent()
      }
    }
    preconditionFailure("the built program is not beside the tests: \(folders.map(\.path))")
  }()

  /// Runs it to its end.
  static func run(
    _ arguments: [String], in folder: URL, input: String = "", environment: [String: String] = [:],
    limit: Duration = .seconds(60)
  ) throws -> Run {
    try Child(path, arguments, in: folder, input: input, environment: environment).wait(limit: limit)
  }

  /// Runs it under `sh`, behind commands that set limits.
  static func run(
    behind commands: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    limit: Duration = .seconds(60)
  ) throws -> Run {
    let script = commands + "; exec \"$@\""
    return try Child("/bin/sh", ["-c", script, "sh", path] + arguments, in: folder, environment: environment)
      .wait(limit: limit)
  }
}

/// What a run of the program left behind.
struct Run: Sendable {
  /// The exit status; 128 and the signal's number where a signal ended it.
  var status: Int32
  /// What it wrote to standard output.
  var output: [UInt8]
  /// What it wrote to standard error.
  var errors: String
  /// The most memory it had at a time, in octets, where that was watched.
  var peakMemory: Int
  /// Whether it had to be killed because it took too long.
  var wasTooSlow: Bool

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// The lines of standard output.
  var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
