import GRDB

/// What came back of deliveries that a server had accepted: one of each kind for a delivery.
enum M0007Bounces: Migration {
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE bounce (
          delivery INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
          kind TEXT NOT NULL,
          at REAL NOT NULL,
          status TEXT,
          text TEXT NOT NULL,
          PRIMARY KEY (delivery, kind)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
