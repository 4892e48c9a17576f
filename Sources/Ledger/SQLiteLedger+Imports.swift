public import Foundation
import GRDB

extension SQLiteLedger {
  /// The identifiers of the entries of a feed that were taken.
  public func importedEntries(of source: String) throws -> Set<String> {
    try read { db in
      try String.fetchSet(db, sql: "SELECT entry FROM imported_entry WHERE source = ?", arguments: [source])
    }
  }

  /// Remembers entries of a feed; those that are known keep their date.
  public func rememberImported(_ entries: [String], of source: String, at date: Date) throws {
    try write { db in
      for entry in entries {
        try db.execute(
          sql: "INSERT INTO imported_entry (source, entry, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          arguments: [source, entry, date.timeIntervalSince1970])
      }
    }
  }
}
