import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Copies the journal back into the ledger's file while rounds go on, so that it can begin anew.
///
/// SQLite does that within a commit, whose thread then waits for the disk. Here a connection and a thread of their own
/// do nearly all of it, and the writer copies the little that was added meanwhile. Both are passive checkpoints: they
/// wait for no reader, and what a reader still needs is copied the next time. An error in them is not one of the
/// round: what was not copied stays in the journal, where it counts as much.
final class JournalCheckpoint: Sendable {
  private enum Phase { case notNeeded, copying, copied }

  /// Rounds write the same pages again and again: the longer the journal, the fewer of them are copied.
  static let pages = 4000

  private let path: String
  private let phase = Mutex(Phase.notNeeded)
  private let queue = DispatchQueue(label: "ledger checkpoint")

  /// Watches over the journal of the ledger in a file.
  init(path: String) {
    self.path = path
  }

  /// Does what there is to do behind a round, on the writer's connection.
  func roundWritten(in db: Database) {
    switch phase.withLock({ $0 }) {
    case .notNeeded:
      guard db.pagesWritten(resetting: false) >= Self.pages else { return }
      _ = db.pagesWritten(resetting: true)
      phase.withLock { $0 = .copying }
      queue.async { [self] in
        copyMost()
        phase.withLock { $0 = .copied }
      }
    case .copying: return
    case .copied:
      sqlite3_wal_checkpoint(db.sqliteConnection, "main")
      phase.withLock { $0 = .notNeeded }
    }
  }

  /// Waits until nothing is being copied on the other thread.
  func settle() { queue.sync {} }

  /// Copies what there is now, and waits until it is on the disk.
  private func copyMost() {
    guard let connection = try? DatabaseQueue(path: path) else { return }
    connection.inDatabase { db in
      guard (try? db.checkpoint(.passive)) != nil else { return }
      // As rounds were added meanwhile, SQLite leaves it to the last checkpoint to wait for the file.
      db.waitForFile()
    }
  }
}

extension Database {
  /// How many pages this connection has written since that was last reset.
  fileprivate func pagesWritten(resetting: Bool) -> Int {
    var now: Int32 = 0
    var most: Int32 = 0
    sqlite3_db_status(sqliteConnection, SQLITE_DBSTATUS_CACHE_WRITE, &now, &most, resetting ? 1 : 0)
    return Int(now)
  }

  /// Waits until what was written to the file itself is on the disk.
  fileprivate func waitForFile() {
    var file: UnsafeMutablePointer<sqlite3_file>?
    guard sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK
    else { return }
    _ = file?.pointee.pMethods?.pointee.xSync?(file, SQLITE_SYNC_NORMAL)
  }
}
