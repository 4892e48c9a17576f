import Foundation
import GRDB
public import MailingLists

/// Puts the rows of a list together in a temporary SQLite file, which goes away with it.
///
/// SQLite keeps at most 32 MiB of it in memory, however long the list is.
public final class SQLiteMergeTable: MergeTable {
  private let queue: DatabaseQueue

  /// Makes an empty table.
  ///
  /// - Throws: `LedgerError` when the folder for temporary files cannot be written.
  public init() throws {
    queue = try LedgerError.wrapping("the temporary table") {
      var configuration = Configuration()
      configuration.label = "merge table"
      // One transaction for the life of the table: nothing of it is ever to be kept.
      configuration.allowsUnsafeTransactions = true
      // An empty name is a file that SQLite makes, unlinks and closes by itself.
      let queue = try DatabaseQueue(path: "", configuration: configuration)
      try queue.unsafeReentrantWrite { db in
        try db.execute(
          sql: """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768;
            PRAGMA temp_store = FILE;
            CREATE TABLE entry (n INTEGER PRIMARY KEY, hash INTEGER NOT NULL, key TEXT NOT NULL, row BLOB NOT NULL);
            CREATE INDEX entry_by_hash ON entry (hash);
            BEGIN
            """)
      }
      return queue
    }
  }

  /// Puts a row at the end; false when there is one under the key.
  public func insert(_ row: [UInt8], key: String) throws -> Bool {
    try queue.unsafeReentrantWrite { db in
      let hash = Self.hash(key)
      let selection = try db.cachedStatement(sql: Self.selection)
      selection.setUncheckedArguments([hash, key])
      if try Row.fetchOne(selection) != nil { return false }
      let insertion = try db.cachedStatement(sql: "INSERT INTO entry (hash, key, row) VALUES (?, ?, ?)")
      insertion.setUncheckedArguments([hash, key, Data(row)])
      try insertion.execute()
      return true
    }
  }

  /// The row under a key.
  public func row(forKey key: String) throws -> [UInt8]? {
    try queue.unsafeReentrantWrite { db in
      let selection = try db.cachedStatement(sql: Self.selection)
      selection.setUncheckedArguments([Self.hash(key), key])
      return try Row.fetchOne(selection).map { Array($0[1] as Data) }
    }
  }

  /// Puts another row in the place of the one under the key.
  public func replace(key: String, with row: [UInt8]) throws {
    try queue.unsafeReentrantWrite { db in
      let replacement = try db.cachedStatement(sql: "UPDATE entry SET row = ? WHERE hash = ? AND key = ?")
      replacement.setUncheckedArguments([Data(row), Self.hash(key), key])
      try replacement.execute()
    }
  }

  private static let selection = "SELECT n, row FROM entry WHERE hash = ? AND key = ?"

  /// Calls the body with each row in the order in which their keys came first.
  public func forEachRow(_ body: ([UInt8]) throws -> Void) throws {
    try queue.unsafeReentrantWrite { db in
      let rows = try Row.fetchCursor(db, sql: "SELECT row FROM entry ORDER BY n")
      while let row = try rows.next() { try body(Array(row[0] as Data)) }
    }
  }

  /// FNV-1a, 64 bits; the index holds numbers instead of addresses.
  private static func hash(_ key: String) -> Int64 {
    Int64(
      bitPattern: key.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }
}
