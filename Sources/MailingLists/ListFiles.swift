import Charsets
import Foundation

/// The only place of this module that touches the file system.
enum ListFiles {
  /// How much is read at once.
  static let chunk = 256 << 10

  /// How a file's text is written.
  enum Form {
    /// Octets that are handed out as they are: UTF-8, or Windows-1252.
    case octets
    /// UTF-16 with a byte order mark, handed out as UTF-8.
    case utf16
  }

  /// Reads a file from beginning to end; the bytes are valid during the call only.
  @discardableResult
  static func forEachChunk(
    of path: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws -> Form {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unusable(path) }
    defer { close(file) }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: chunk)
    defer { buffer.deallocate() }
    // A pipe may give less than a byte order mark at once.
    var count = try fill(file, into: buffer, atLeast: UTF16Text.markLength, of: path)
    guard var wide = UTF16Text(beginning: buffer[..<count]) else {
      while count > 0 {
        try body(UnsafeBufferPointer(rebasing: buffer[..<count]))
        count = try fill(file, into: buffer, of: path)
      }
      return .octets
    }
    var start = UTF16Text.markLength
    while count > 0 {
      let text = wide.utf8(UnsafeBufferPointer(rebasing: buffer[start..<count]))
      try text.withUnsafeBufferPointer(body)
      start = 0
      count = try fill(file, into: buffer, of: path)
    }
    try wide.finish().withUnsafeBufferPointer(body)
    return .utf16
  }

  /// Reads once, or until so many octets are there; fewer only at the end of the file.
  private static func fill(
    _ file: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>, atLeast least: Int = 1, of path: String
  ) throws -> Int {
    var filled = 0
    while filled < least {
      let count = read(file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw unusable(path)
      }
      filled += count
    }
    return filled
  }

  private static func unusable(_ path: String) -> UnusableList {
    let code = errno
    let isMissing = code == ENOENT || code == ENOTDIR
    return UnusableList(
      path: path, reason: isMissing ? .missing : .unreadable(String(cString: strerror(code))))
  }

  /// The names of the files in a folder that end so, without the ending, in order; none if there is no folder.
  static func names(in folder: String, ending: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") && $0.count > ending.count }
      .map { String($0.dropLast(ending.count)) }.sorted()
  }
}
