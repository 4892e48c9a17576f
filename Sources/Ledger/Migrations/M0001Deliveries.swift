import GRDB

/// Mailings, their deliveries with every attempt, and the rows of a list that became none.
///
/// Times are seconds since 1970. A delivery's `id` is 2³² × mailing + number, its
/// Message-ID `<mailing.number.random@domain>` with the random part in base 36.
enum M0001Deliveries: Migration {
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        PRAGMA application_id = \(SQLiteLedger.applicationID);

        CREATE TABLE mailing (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          issue TEXT NOT NULL,
          content_hash TEXT NOT NULL,
          list TEXT NOT NULL,
          subject TEXT NOT NULL,
          domain TEXT NOT NULL,
          audience TEXT NOT NULL,
          created_at REAL NOT NULL,
          state TEXT NOT NULL,
          people INTEGER NOT NULL,
          started_at REAL
        ) STRICT;
        CREATE INDEX mailing_of_issue ON mailing (issue, list);

        CREATE TABLE delivery (
          id INTEGER PRIMARY KEY,
          mailing INTEGER NOT NULL REFERENCES mailing ON DELETE CASCADE,
          state TEXT NOT NULL,
          address TEXT NOT NULL,
          address_key TEXT NOT NULL,
          name TEXT,
          fields TEXT NOT NULL,
          row INTEGER NOT NULL,
          suppression TEXT,
          random INTEGER NOT NULL,
          attempts INTEGER NOT NULL DEFAULT 0,
          first_attempt REAL,
          next_attempt REAL,
          UNIQUE (mailing, address_key)
        ) STRICT;

        CREATE TABLE attempt (
          delivery INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
          number INTEGER NOT NULL,
          at REAL NOT NULL,
          outcome TEXT NOT NULL,
          phase TEXT,
          reason TEXT NOT NULL,
          code INTEGER,
          enhanced TEXT,
          text TEXT NOT NULL,
          PRIMARY KEY (delivery, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE skipped_row (
          mailing INTEGER NOT NULL REFERENCES mailing ON DELETE CASCADE,
          row INTEGER NOT NULL,
          "column" TEXT,
          text TEXT NOT NULL,
          reason TEXT NOT NULL,
          PRIMARY KEY (mailing, row)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
