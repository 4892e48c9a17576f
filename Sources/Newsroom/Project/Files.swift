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
    let handle: FileHandle
    do { handle = try FileHandle(forReadingFrom: url) } catch {
      throw FileProblem(.reading, url, errno: errno)
    }
    defer { try? handle.close() }
    do {
      guard let data = try handle.read(upToCount: limit + 1) else { return [] }
      guard data.count <= limit else { throw FileProblem(.tooLarge(limit), url, errno: 0) }
      return Array(data)
    } catch let problem as FileProblem {
      throw problem
    } catch {
      throw FileProblem(.reading, url, errno: EISDIR)
    }
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
