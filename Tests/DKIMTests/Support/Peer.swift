import Foundation

/// Other people's programs that read or make signatures; nil where they are not installed.
enum Peer {
  /// A Python that has the module `dkim` (`pip install dkimpy`).
  static let dkimpy = python(with: "import dkim, nacl")

  /// A Python for libopendkim, which comes with Debian's opendkim-tools.
  static let openDKIM = python(with: "import ctypes; ctypes.CDLL('libopendkim.so.11')")

  /// OpenDKIM's signing program, from Debian's opendkim-tools.
  static let openDKIMSigner = executable("opendkim-testmsg")

  static let openssl = executable("openssl")

  /// Runs a program; its output with the status behind it when that is not 0.
  static func run(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dkim-tests-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "in")
    try Data(input).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status = process.terminationStatus
    return String(decoding: data, as: UTF8.self) + (status == 0 ? "" : "exit \(status)")
  }

  /// The verdicts of a Python script that gets `{"message": …, "keys": {name: text}}`.
  static func verdicts(_ python: String?, _ script: String, message: [UInt8], keys: [String: String]) throws
    -> [String]
  {
    let input = try JSONEncoder().encode(PeerInput(message: Data(message).base64EncodedString(), keys: keys))
    let output = try run(python ?? "", ["-c", script], input: Array(input))
    return output.split(separator: "\n").map(String.init)
  }

  private static let folders =
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    + ["/usr/bin", "/usr/local/bin", "/usr/sbin"]

  private static func executable(_ name: String) -> String? {
    folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func python(with code: String) -> String? {
    folders.map { "\($0)/python3" }.first { path in
      FileManager.default.isExecutableFile(atPath: path) && (try? run(path, ["-c", code])) == ""
    }
  }
}

private struct PeerInput: Encodable {
  var message: String
  var keys: [String: String]
}
