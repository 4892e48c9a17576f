import Foundation

/// The only place of this module that touches the file system.
enum ListFiles {
  /// How much is read at once.
  static let chunk = 256 << 10

  /// Reads a file from beginning to end; the bytes are valid during the call only.
  static func forEachChunk(of path: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unusable(path) }
    defer { close(file) }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: chunk)
    defer { buffer.deallocate() }
    while true {
      let count = read(file, buffer.baseAddress, chunk)
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR { continue }
        throw unusable(path)
      }
      try body(UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
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
