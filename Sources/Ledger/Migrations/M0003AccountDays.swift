import GRDB

/// How many messages each account has handed over on each day: a warm-up counts them across runs.
enum M0003AccountDays: Migration {
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE account_day (
          account TEXT NOT NULL,
          day TEXT NOT NULL,
          messages INTEGER NOT NULL,
          PRIMARY KEY (account, day)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
