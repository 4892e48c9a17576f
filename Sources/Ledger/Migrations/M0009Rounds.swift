import GRDB

/// Up to where the tables hold the rounds that a sender wrote into a file of its own.
///
/// `sender` names that file, 0 for none; `round` is the number of the last round that is in the tables, and
/// `round_end` where it ends in the file.
enum M0009Rounds: Migration {
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE under_way ADD COLUMN sender INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE under_way ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE under_way ADD COLUMN round_end INTEGER NOT NULL DEFAULT 0;
        """)
  }
}
