import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Results go here: what another program reads.
enum StandardOutput {
  /// Whether a person is looking.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes a line.
  static func write(_ text: String) { writeAll(text + "\n", to: STDOUT_FILENO) }

  /// Writes lines at once; nothing where there are none.
  static func write(lines: [String]) {
    var octets: [UInt8] = []
    octets.reserveCapacity(lines.reduce(0) { $0 + $1.utf8.count + 1 })
    for line in lines {
      octets += line.utf8
      octets.append(UInt8(ascii: "\n"))
    }
    if !octets.isEmpty { write(octets: octets) }
  }

  /// Writes without a line end.
  static func write(unended text: String) { writeAll(text, to: STDOUT_FILENO) }

  /// Writes octets as they are.
  static func write(octets: [UInt8]) { writeAll(octets, to: STDOUT_FILENO) }

  /// Writes one value as JSON, keys in order.
  static func write(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    write(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}

/// Progress, prompts, warnings and errors go here.
enum StandardError {
  /// Whether a person is looking.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// How wide the terminal is at the moment.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes a line.
  static func write(_ text: String) { writeAll(text + "\n", to: STDERR_FILENO) }

  /// Writes without a line end: prompts and redrawn lines.
  static func write(unended text: String) { writeAll(text, to: STDERR_FILENO) }
}

/// Where a person types.
enum StandardInput {
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// All of it, up to a limit.
  static func readAll() throws -> [UInt8] {
    let data = try FileHandle.standardInput.read(upToCount: 50_000_001) ?? Data()
    return Array(data)
  }
}

private func writeAll(_ text: String, to descriptor: Int32) { writeAll(Array(text.utf8), to: descriptor) }

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
  bytes.withUnsafeBytes { buffer in
    var position = 0
    while position < buffer.count {
      let count = write(descriptor, buffer.baseAddress.map { $0 + position }, buffer.count - position)
      if count < 0 {
        if errno == EINTR { continue }
        return
      }
      position += count
    }
  }
}
