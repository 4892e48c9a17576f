import GRDB

/// Whose refusal halted a mailing because it was about the sender or about every message; NULL while it goes on.
enum M0006Halts: Migration {
  static func migrate(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE mailing ADD COLUMN halted_by INTEGER")
  }
}
