import GRDB

/// What becomes of a plan stands beside it, in narrow rows at the end of their table: a plan is not written again.
///
/// `delivery` says who was to get what, and who is suppressed. `under_way` is one row with the numbers of those
/// whose message is being handed over, because they all change in every round. `last_attempt` has a row for each
/// delivery that was tried, with the state it is in since; when it is tried again, the row moves to `attempt`
/// first. `standing` is all of it together, one row for each delivery.
enum M0008LastAttempts: Migration {
  static func migrate(_ db: Database) throws {
    // Neither table refers to `delivery`: what was claimed or tried belongs to a mailing that was started, and
    // those stay for ever.
    try db.execute(
      sql: """
        CREATE TABLE under_way (id INTEGER PRIMARY KEY CHECK (id = 1), deliveries TEXT NOT NULL) STRICT;

        CREATE TABLE last_attempt (
          delivery INTEGER PRIMARY KEY,
          number INTEGER NOT NULL,
          state TEXT NOT NULL,
          at REAL NOT NULL,
          first_at REAL,
          next_attempt REAL,
          outcome TEXT NOT NULL,
          phase TEXT,
          reason TEXT NOT NULL,
          code INTEGER,
          enhanced TEXT,
          text TEXT NOT NULL
        ) STRICT;

        INSERT INTO under_way SELECT 1, json_group_array(id) FROM delivery WHERE state = 'submitting';
        INSERT INTO last_attempt
        SELECT d.id, a.number, d.state, a.at, d.first_attempt, d.next_attempt,
          a.outcome, a.phase, a.reason, a.code, a.enhanced, a.text
        FROM delivery AS d JOIN attempt AS a ON a.delivery = d.id AND a.number = d.attempts ORDER BY d.id;
        UPDATE last_attempt SET state = 'deferred' WHERE state = 'submitting';
        DELETE FROM attempt AS a WHERE number = (SELECT number FROM last_attempt WHERE delivery = a.delivery);
        UPDATE delivery SET state = 'pending' WHERE state NOT IN ('pending', 'suppressed');
        ALTER TABLE delivery DROP COLUMN attempts;
        ALTER TABLE delivery DROP COLUMN first_attempt;
        ALTER TABLE delivery DROP COLUMN next_attempt;

        CREATE VIEW standing AS
        SELECT d.id, d.mailing, d.address, d.address_key, d.name, d.fields, d.row, d.suppression, d.random,
          CASE
            WHEN d.id IN (SELECT value FROM under_way, json_each(deliveries)) THEN 'submitting'
            WHEN d.state = 'suppressed' THEN d.state
            ELSE coalesce(l.state, d.state)
          END AS state,
          coalesce(l.number, 0) AS attempts, coalesce(l.first_at, l.at) AS first_attempt, l.next_attempt,
          l.outcome, l.phase, l.reason, l.code, l.enhanced, l.text
        FROM delivery AS d LEFT JOIN last_attempt AS l ON l.delivery = d.id;
        """)
  }
}
