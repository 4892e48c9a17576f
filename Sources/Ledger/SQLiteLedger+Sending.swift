public import Delivery
public import Foundation
import GRDB
import MailingLists

extension SQLiteLedger {
  /// The next deliveries to hand over, in order of their numbers.
  public func due(
    _ selection: DueSelection, of mailing: Mailing.ID, after number: Int64, limit: Int
  ) throws -> [Delivery] {
    try read { db in
      let reader = try DeliveryReader(mailing, in: self, db)
      return try reader.fetch(
        where: "d.number > ? AND (d.state = 'pending' OR d.state = 'deferred' AND d.next_attempt <= ?)",
        [number, selection.deferredUntil?.timeIntervalSince1970 ?? -Double.infinity], limit: limit)
    }
  }

  /// Records a round in one transaction: claims first, then outcomes.
  public func commit(claims: [DeliveryID], verdicts: [Verdict], at date: Date) throws {
    try write { db in
      let claim = try db.cachedStatement(
        sql: """
          UPDATE delivery SET state = 'submitting'
          WHERE mailing = ? AND number = ? AND state IN ('pending', 'deferred')
          """)
      for id in claims {
        claim.setUncheckedArguments([id.mailing, id.number])
        try claim.execute()
        guard db.changesCount == 1 else { throw LedgerError(.notDue(id), path: path) }
      }
      for verdict in verdicts { try record(verdict, at: date, in: db) }
    }
  }

  private func record(_ verdict: Verdict, at date: Date, in db: Database) throws {
    let id = verdict.delivery
    let columns = OutcomeColumns(verdict.outcome)
    let now = date.timeIntervalSince1970
    let settle = try db.cachedStatement(
      sql: """
        UPDATE delivery
        SET state = ?, attempts = attempts + 1, first_attempt = coalesce(first_attempt, ?), next_attempt = ?
        WHERE mailing = ? AND number = ? AND state IN ('pending', 'deferred', 'submitting')
        """)
    settle.setUncheckedArguments([
      verdict.state.rawValue, now, verdict.nextAttempt?.timeIntervalSince1970, id.mailing, id.number,
    ])
    try settle.execute()
    guard db.changesCount == 1 else { throw LedgerError(.notDue(id), path: path) }
    let attempt = try db.cachedStatement(
      sql: """
        INSERT INTO attempt (mailing, delivery, number, at, outcome, phase, reason, code, enhanced, text)
        SELECT mailing, number, attempts, ?, ?, ?, ?, ?, ?, ? FROM delivery WHERE mailing = ? AND number = ?
        """)
    attempt.setUncheckedArguments([
      now, columns.outcome, columns.phase, columns.reason, columns.code, columns.enhanced, columns.text,
      id.mailing, id.number,
    ])
    try attempt.execute()
    guard let reason = verdict.suppression else { return }
    try db.execute(
      sql: """
        INSERT INTO suppression (address_key, list, reason, at, origin)
        SELECT address_key, '*', ?, ?, ? FROM delivery WHERE mailing = ? AND number = ?
        ON CONFLICT DO NOTHING
        """, arguments: [reason.rawValue, now, "delivery \(id)", id.mailing, id.number])
  }

  /// Makes unknown what a sender that ended was handing over, and suppresses who must not be mailed any more.
  public func recover(_ mailing: Mailing.ID, at date: Date) throws -> Recovery {
    let now = date.timeIntervalSince1970
    let ended = OutcomeColumns(.unknown(.body, .connectionLost(.senderEnded)))
    return try write { db in
      try db.execute(
        sql: """
          INSERT INTO attempt (mailing, delivery, number, at, outcome, phase, reason, text)
          SELECT mailing, number, attempts + 1, ?, ?, ?, ?, ? FROM delivery
          WHERE mailing = ? AND state = 'submitting'
          """, arguments: [now, ended.outcome, ended.phase, ended.reason, ended.text, mailing])
      try db.execute(
        sql: """
          UPDATE delivery SET state = 'unknown', attempts = attempts + 1, first_attempt = coalesce(first_attempt, ?)
          WHERE mailing = ? AND state = 'submitting'
          """, arguments: [now, mailing])
      let unknown = db.changesCount
      return Recovery(unknown: unknown, suppressed: try db.applySuppressions(to: mailing))
    }
  }

  /// Makes the unknown deliveries pending again.
  public func resendUnknown(_ mailing: Mailing.ID) throws -> Int {
    try write { db in
      try db.execute(
        sql: "UPDATE delivery SET state = 'pending' WHERE mailing = ? AND state = 'unknown'",
        arguments: [mailing])
      let count = db.changesCount
      if count > 0 {
        try db.execute(
          sql: "UPDATE mailing SET state = 'running' WHERE id = ? AND state = 'finished'",
          arguments: [mailing])
      }
      return count
    }
  }

  /// Marks a mailing as finished when nothing is left to do.
  public func finish(_ mailing: Mailing.ID) throws -> Bool {
    try write { db in
      try db.execute(
        sql: """
          UPDATE mailing SET state = 'finished' WHERE id = ? AND state <> 'proposed' AND NOT EXISTS (
            SELECT 1 FROM delivery WHERE mailing = mailing.id AND state IN ('pending', 'submitting', 'deferred'))
          """, arguments: [mailing])
      return db.changesCount == 1
    }
  }
}

extension String {
  fileprivate static let senderEnded = "the program ended before the answer"
}
