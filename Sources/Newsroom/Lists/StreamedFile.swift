import Foundation

/// A file that is written piece by piece and takes its place in one step.
final class StreamedFile {
  private let target: URL
  private let temporary: URL
  private let handle: FileHandle
  private var waiting: [UInt8] = []

  /// Begins a file beside the one it replaces.
  init(_ target: URL) throws {
    self.target = target
    temporary = target.deletingLastPathComponent().appending(
      path: ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).tmp")
    try Files.makeFolder(target.deletingLastPathComponent())
    guard FileManager.default.createFile(atPath: temporary.path, contents: nil),
      let handle = FileHandle(forWritingAtPath: temporary.path)
    else { throw FileProblem(.creating, target, errno: errno) }
    self.handle = handle
  }

  func write(_ bytes: some Sequence<UInt8>) throws {
    waiting.append(contentsOf: bytes)
    if waiting.count >= 256 << 10 { try flush() }
  }

  /// Puts the file in its place.
  func finish() throws {
    try flush()
    do { try handle.synchronize() } catch { throw FileProblem(.writing, target, errno: errno) }
    try? handle.close()
    guard rename(temporary.path, target.path) == 0 else { throw FileProblem(.writing, target, errno: errno) }
  }

  /// Leaves everything as it was.
  func abandon() {
    try? handle.close()
    unlink(temporary.path)
  }

  private func flush() throws {
    guard !waiting.isEmpty else { return }
    do { try handle.write(contentsOf: Data(waiting)) } catch {
      throw FileProblem(.writing, target, errno: errno)
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
