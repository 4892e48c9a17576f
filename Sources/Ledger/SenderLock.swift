public import Diagnostics
public import Foundation

/// Makes sure that only one process sends from a ledger.
///
/// A lock on a file beside the ledger, which the system takes away when the
/// process ends in whatever way. In the file stands who holds it, for the words
/// that the second process prints.
public final class SenderLock: Sendable {
  private let file: Int32

  /// Takes the lock, or throws `LedgerInUse` at once when another process has it.
  public init(ledger path: String, processID: Int32, host: String, at date: Date) throws {
    let path = path + ".sending"
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw LedgerError(.cannotCreate(LedgerFile.systemMessage()), path: path) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      defer { close(file) }
      guard code == EWOULDBLOCK else {
        throw LedgerError(.cannotWrite(String(cString: strerror(code))), path: path)
      }
      throw LedgerInUse(path: path, holder: Self.holder(in: file))
    }
    let text = Array("process \(processID) on \(host.printable) since \(date.formatted(.iso8601))\n".utf8)
    guard ftruncate(file, 0) == 0, pwrite(file, text, text.count, 0) == text.count else {
      let error = LedgerError(.cannotWrite(LedgerFile.systemMessage()), path: path)
      close(file)
      throw error
    }
    self.file = file
  }

  deinit {
    // The file stays: removing it would let a third process lock a new one beside a second.
    ftruncate(file, 0)
    close(file)
  }

  /// Whether some process sends from a ledger at this moment.
  public static func isHeld(ledger path: String) -> Bool {
    let file = open(path + ".sending", O_RDWR | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    // Shared, so that two that only ask do not take each other for a sender; closing it gives it back.
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  private static func holder(in file: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = pread(file, &bytes, bytes.count, 0)
    let line = bytes.prefix(max(0, count)).prefix { $0 != .init(ascii: "\n") }
    return String(decoding: line, as: UTF8.self).printable
  }
}

/// Another process is sending from this ledger.
public struct LedgerInUse: ExplainedError, Hashable {
  /// The lock's file.
  public var path: String
  /// Who holds it: `process 4711 on desk.example since 2026-11-21T10:00:05Z`; empty when it has not said so yet.
  public var holder: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .refused, "another send is running from this ledger\(holder.isEmpty ? "" : ": \(holder)")",
      evidence: ["it holds \(path.printable)"],
      try: ["wait until it has ended, or stop it with Ctrl-C where it runs"], notDone: "nothing was sent")
  }
}
