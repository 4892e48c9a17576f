import GRDB

/// Until when a mailing may go out, in seconds since 1970.
enum M0004NotAfter: Migration {
  static func migrate(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE mailing ADD COLUMN not_after REAL")
  }
}
