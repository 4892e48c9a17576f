import GRDB

/// Entries of feeds and exports that were taken already, so that each is taken once.
enum M0005ImportedEntries: Migration {
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE imported_entry (
          source TEXT NOT NULL,
          entry TEXT NOT NULL,
          at REAL NOT NULL,
          PRIMARY KEY (source, entry)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
