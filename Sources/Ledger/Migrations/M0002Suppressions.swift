import GRDB

/// Addresses that must not be mailed. The list is `*` where all are meant.
enum M0002Suppressions: Migration {
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE suppression (
          address_key TEXT NOT NULL,
          list TEXT NOT NULL,
          reason TEXT NOT NULL,
          at REAL NOT NULL,
          origin TEXT NOT NULL,
          PRIMARY KEY (address_key, list)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
