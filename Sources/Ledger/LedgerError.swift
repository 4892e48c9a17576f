public import Delivery
public import Diagnostics
import GRDB

/// Why the ledger cannot be used.
public struct LedgerError: ExplainedError, Hashable {
  /// What is wrong with it.
  public enum Reason: Hashable, Sendable {
    /// The file or its folder cannot be made; the system says why.
    case cannotCreate(String)
    /// The file cannot be written or read; the system says why.
    case cannotWrite(String)
    /// The disk is full.
    case full
    /// Another program has been writing to it for longer than five seconds.
    case locked
    /// A newer version of this program has changed its form.
    case newerSchema
    /// The file is something else.
    case notALedger
    /// What it says about a delivery makes no sense.
    case damaged(String)
    /// There is no such mailing, or it is not in the state that the call needs.
    case noSuchMailing(Int64)
    /// The program is ending at once.
    case abandoned
    /// A delivery is not to be handed over now: it was already, or somebody else does it.
    case notDue(DeliveryID)
  }

  /// What is wrong.
  public var reason: Reason
  /// The file as the person knows it.
  public var path: String

  /// Says what is wrong with a ledger.
  public init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }

  init(_ error: DatabaseError, path: String) {
    let text = error.message ?? error.resultCode.description
    self.path = path
    reason =
      switch error.resultCode {
      case .SQLITE_FULL: .full
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
      case .SQLITE_NOTADB: .notALedger
      case .SQLITE_CORRUPT: .damaged(text)
      case .SQLITE_CANTOPEN: .cannotCreate(text)
      default: .cannotWrite(text)
      }
  }

  /// Runs the work and puts SQLite's errors into words.
  static func wrapping<Value>(_ path: String, _ work: () throws -> Value) throws -> Value {
    do { return try work() } catch let error as DatabaseError { throw LedgerError(error, path: path) }
  }

  /// What is said about it.
  public var problem: Problem {
    let place = path.printable
    let nothingMore = "nothing more was sent"
    return switch reason {
    case .cannotCreate(let why):
      Problem(.cannotCreate, "can't make the ledger \(place): \(why)", notDone: "nothing was sent")
    case .cannotWrite(let why):
      Problem(.cannotWrite, "can't write the ledger \(place): \(why)", notDone: nothingMore)
    case .full:
      Problem(
        .cannotWrite, "can't write the ledger \(place): the disk is full",
        try: ["make room on the disk"], notDone: nothingMore)
    case .locked:
      Problem(.temporary, "another program is writing the ledger \(place)", notDone: nothingMore)
    case .newerSchema:
      Problem(
        .cannotWrite, "the ledger \(place) was written by a newer version of broadsheet",
        try: ["install that version or a newer one"], notDone: "nothing was sent")
    case .notALedger:
      Problem(
        .cannotWrite, "\(place) is not a ledger of broadsheet", try: ["move it away"],
        notDone: "nothing was sent")
    case .damaged(let why):
      Problem(.cannotWrite, "the ledger \(place) is damaged: \(why)", notDone: nothingMore)
    case .noSuchMailing(let number):
      Problem(.notFound, "no mailing \(number) in the ledger \(place) that this can be done with")
    case .abandoned: Problem(.temporary, "the program is ending at once", notDone: nothingMore)
    case .notDue(let delivery):
      Problem(.ourBug, "delivery \(delivery) is already being handed over or done", notDone: nothingMore)
    }
  }
}
