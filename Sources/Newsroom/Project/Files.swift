public import Diagnostics
public import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Reading and writing the files of a project, with errors that name them.
public enum Files {
  /// All of a file, up to a limit.
  ///
  /// - Throws: `FileProblem`.
  public static func read(_ url: URL, limit: Int = 50_000_000) throws(FileProblem) -> [UInt8] {
    try read(url.path, limit: limit)
  }

  /// All of a file, by its path.
  ///
  /// - Throws: `FileProblem`.
  public static func read(_ path: String, limit: Int = 50_000_000) throws(FileProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem(.reading, URL(filePath: path), errno: errno) }
    defer { close(descriptor) }
    var state = stat()
    let size = fstat(descriptor, &state) == 0 ? Int(state.st_size) : 0
    // One octet more than there are, to see the end.
    var octets = [UInt8](repeating: 0, count: min(max(size, 4095), limit) + 1)
    var count = 0
    while true {
      let read = readBytes(descriptor, &octets, from: count)
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw FileProblem(.reading, URL(filePath: path), errno: errno) }
      if read == 0 { break }
      count += read
      guard count <= limit else { throw FileProblem(.tooLarge(limit), URL(filePath: path), errno: 0) }
      if count == octets.count { octets += [UInt8](repeating: 0, count: min(count, limit + 1 - count)) }
    }
    octets.removeLast(octets.count - count)
    return octets
  }

  /// How many octets a file has; nil for one that cannot be reached.
  static func size(_ path: String) -> Int? {
    var state = stat()
    return stat(path, &state) == 0 ? Int(state.st_size) : nil
  }

  /// All of a text file.
  public static func readText(_ url: URL, limit: Int = 50_000_000) throws(FileProblem) -> String {
    String(decoding: try read(url, limit: limit), as: UTF8.self)
  }

  /// A file of the configuration; one that is missing is a fault of the configuration.
  public static func readConfiguration(_ url: URL) throws -> String {
    do throws(FileProblem) { return try readText(url, limit: 1_000_000) } catch {
      throw UnusableContent(
        "the configuration", kind: .configuration,
        findings: [
          Finding(
            "missing-file", error.problem.summary,
            help: ["'broadsheet new FOLDER' makes a project that has it"])
        ])
    }
  }

  /// A file's name as a person who stands here types it: relative where it lies below.
  public static func shownPath(_ url: URL) -> String {
    let here = FileManager.default.currentDirectoryPath
    let path = url.standardizedFileURL.path
    return path.hasPrefix(here + "/") ? String(path.dropFirst(here.count + 1)) : path
  }

  /// Replaces a file in one step: whoever reads it sees the old one or the new one, whole.
  public static func write(_ bytes: some Sequence<UInt8>, to url: URL, mode: mode_t = 0o644)
    throws(FileProblem)
  {
    let temporary = url.deletingLastPathComponent()
      .appending(path: ".\(url.lastPathComponent).\(getpid()).tmp")
    let descriptor = open(temporary.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileProblem(.creating, url, errno: errno) }
    let data = Array(bytes)
    var written = 0
    var failure: Int32 = 0
    data.withUnsafeBytes { buffer in
      while written < buffer.count {
        let count = writeBytes(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          failure = errno
          return
        }
        written += count
      }
    }
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    close(descriptor)
    if failure == 0, rename(temporary.path, url.path) != 0 { failure = errno }
    if failure != 0 {
      unlink(temporary.path)
      throw FileProblem(.writing, url, errno: failure)
    }
  }

  /// Makes a folder and those above it.
  public static func makeFolder(_ url: URL, mode: Int = 0o755) throws(FileProblem) {
    do {
      try FileManager.default.createDirectory(
        at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
    } catch {
      throw FileProblem(.creating, url, errno: errno)
    }
  }
}

private func readBytes(_ descriptor: Int32, _ octets: inout [UInt8], from start: Int) -> Int {
  octets.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start) }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// A file that cannot be read or written.
public struct FileProblem: ExplainedError, Hashable {
  /// What was tried.
  public enum Action: Hashable, Sendable {
    case reading, writing, creating
    case tooLarge(Int)
  }

  /// What was tried.
  public let action: Action
  /// The file.
  public let path: String
  /// The system's error number.
  public let errno: Int32
  /// A file beside it whose name is nearly the same, where there is no such file.
  public let near: String?

  init(_ action: Action, _ url: URL, errno: Int32) {
    self.action = action
    path = Files.shownPath(url)
    self.errno = errno
    near = action == .reading && errno == ENOENT ? Self.nearest(to: url) : nil
  }

  private static func nearest(to url: URL) -> String? {
    let folder = url.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return Diagnostics.nearest(to: url.lastPathComponent, in: names).map {
      Files.shownPath(folder.appending(path: $0))
    }
  }

  /// What is said about it.
  public var problem: Problem {
    let reason = String(cString: strerror(errno)).lowercased()
    return switch action {
    case .reading where errno == ENOENT:
      Problem(
        .notFound, "there is no file \(path.printable)",
        evidence: near.map { ["did you mean \($0.printable)?"] } ?? [])
    case .reading where errno == EISDIR:
      Problem(.notFound, "\(path.printable) is a folder, and a file is needed")
    case .reading: Problem(.notFound, "\(path.printable) cannot be read", evidence: [reason])
    case .writing: Problem(.cannotWrite, "\(path.printable) cannot be written", evidence: [reason])
    case .creating: Problem(.cannotCreate, "\(path.printable) cannot be made", evidence: [reason])
    case .tooLarge(let limit):
      Problem(
        .badData, "\(path.printable) is larger than \(limit / 1_000_000) MB",
        evidence: ["nothing of it was read"])
    }
  }
}
