public import Delivery
public import Foundation
import GRDB
import MailingLists
import Synchronization

extension SQLiteLedger {
  /// The next deliveries to hand over, in order of their numbers.
  public func due(
    _ selection: DueSelection, of mailing: Mailing.ID, after number: Int64, limit: Int
  ) throws -> [Delivery] {
    try read { db in
      try DeliveryReader(mailing, in: self, db).fetch(
        where: """
          (d.state = 'pending' OR d.state = 'deferred' AND (d.next_attempt <= ? OR d.next_attempt > ?))
          """,
        [
          (selection.deferredUntil?.timeIntervalSince1970 ?? -Double.infinity).databaseValue,
          (selection.unbelievableAfter?.timeIntervalSince1970 ?? Double.infinity).databaseValue,
        ], after: number, limit: limit)
    }
  }

  /// Records a round in one transaction: claims first, then outcomes.
  public func commit(claims: [DeliveryID], verdicts: [Verdict], on day: AccountDay?, at date: Date) throws {
    try writeRound { db in
      guard !isAbandoned.load(ordering: .sequentiallyConsistent) else {
        throw LedgerError(.abandoned, path: path)
      }
      if let day, !claims.isEmpty { try count(claims.count, on: day, in: db) }
      let claim = try QuickStatement(
        "UPDATE delivery SET state = 'submitting' WHERE id = ? AND state IN ('pending', 'deferred')", in: db)
      for id in claims {
        claim.bind(1, id.key)
        guard try claim.run() == 1 else { throw LedgerError(.notDue(id), path: path) }
      }
      if !verdicts.isEmpty { try record(verdicts, at: date, in: db) }
    }
  }

  private func record(_ verdicts: [Verdict], at date: Date, in db: Database) throws {
    let now = date.timeIntervalSince1970
    let settle = try QuickStatement(
      """
      UPDATE delivery
      SET state = ?, attempts = attempts + 1, first_attempt = coalesce(first_attempt, ?), next_attempt = ?
      WHERE id = ? AND state IN ('pending', 'deferred', 'submitting')
      """, in: db)
    let attempt = try QuickStatement(
      """
      INSERT INTO attempt (delivery, number, at, outcome, phase, reason, code, enhanced, text)
      SELECT id, attempts, ?, ?, ?, ?, ?, ?, ? FROM delivery WHERE id = ?
      """, in: db)
    for verdict in verdicts {
      settle.bind(1, verdict.state.rawValue)
      settle.bind(2, now)
      settle.bind(3, verdict.nextAttempt?.timeIntervalSince1970)
      settle.bind(4, verdict.delivery.key)
      guard try settle.run() == 1 else { throw LedgerError(.notDue(verdict.delivery), path: path) }
      attempt.bind(1, now)
      OutcomeColumns(verdict.outcome).bind(to: attempt, from: 2)
      attempt.bind(8, verdict.delivery.key)
      try attempt.run()
      if let reason = verdict.suppression { try suppress(verdict.delivery, reason, at: now, in: db) }
      if verdict.halts { try halt(by: verdict.delivery, in: db) }
    }
  }

  private func halt(by id: DeliveryID, in db: Database) throws {
    try db.execute(
      sql: "UPDATE mailing SET halted_by = ? WHERE id = ?", arguments: [id.key, id.mailing])
  }

  private func suppress(
    _ id: DeliveryID, _ reason: SuppressionReason, at now: Double, in db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO suppression (address_key, list, reason, at, origin)
        SELECT address_key, '*', ?, ?, ? FROM delivery WHERE id = ?
        ON CONFLICT DO NOTHING
        """, arguments: [reason.rawValue, now, "delivery \(id)", id.key])
  }

  /// Makes unknown what a sender that ended was handing over, and suppresses who must not be mailed any more.
  public func recover(_ mailing: Mailing.ID, at date: Date) throws -> Recovery {
    let now = date.timeIntervalSince1970
    let ended = OutcomeColumns(.unknown(.body, .connectionLost(.senderEnded)))
    return try write { db in
      try db.execute(
        sql: """
          INSERT INTO attempt (delivery, number, at, outcome, phase, reason, text)
          SELECT id, attempts + 1, ?, ?, ?, ?, ? FROM delivery
          WHERE id BETWEEN ? AND ? AND state = 'submitting'
          """,
        arguments: [now, ended.outcome, ended.phase, ended.reason, ended.text] + .deliveries(of: mailing))
      try db.execute(
        sql: """
          UPDATE delivery SET state = 'unknown', attempts = attempts + 1, first_attempt = coalesce(first_attempt, ?)
          WHERE id BETWEEN ? AND ? AND state = 'submitting'
          """, arguments: [now] + .deliveries(of: mailing))
      let unknown = db.changesCount
      return Recovery(unknown: unknown, suppressed: try db.applySuppressions(to: mailing))
    }
  }

  /// Makes what is being handed over unknown, and lets nothing more be recorded; says how many that were.
  ///
  /// For a program that ends at once: whatever its sending thread does meanwhile, it claims nothing more.
  public func abandon(_ mailing: Mailing.ID, at date: Date) throws -> Int {
    isAbandoned.store(true, ordering: .sequentiallyConsistent)
    return try recover(mailing, at: date).unknown
  }

  /// Makes the unknown deliveries pending again.
  public func resendUnknown(_ mailing: Mailing.ID) throws -> Int {
    try write { db in
      try db.execute(
        sql: "UPDATE delivery SET state = 'pending' WHERE id BETWEEN ? AND ? AND state = 'unknown'",
        arguments: .deliveries(of: mailing))
      let count = db.changesCount
      if count > 0 {
        try db.execute(
          sql: "UPDATE mailing SET state = 'running' WHERE id = ? AND state = 'finished'",
          arguments: [mailing])
      }
      return count
    }
  }

  /// Notes that a mailing goes on.
  public func goOn(_ mailing: Mailing.ID) throws {
    try write {
      try $0.execute(sql: "UPDATE mailing SET halted_by = NULL WHERE id = ?", arguments: [mailing])
    }
  }

  /// Changes until when a mailing may go out.
  public func setNotAfter(_ date: Date?, of mailing: Mailing.ID) throws {
    try write { db in
      try db.execute(
        sql: "UPDATE mailing SET not_after = ? WHERE id = ?",
        arguments: [date?.timeIntervalSince1970, mailing])
    }
  }

  /// Marks a mailing as finished when nothing is left to do.
  public func finish(_ mailing: Mailing.ID) throws -> Bool {
    try write { db in
      try db.execute(
        sql: """
          UPDATE mailing SET state = 'finished' WHERE id = ? AND state <> 'proposed' AND NOT EXISTS (
            SELECT 1 FROM delivery WHERE id BETWEEN ? AND ? AND state IN ('pending', 'submitting', 'deferred'))
          """, arguments: [mailing] + .deliveries(of: mailing))
      return db.changesCount == 1
    }
  }
}

extension String {
  fileprivate static let senderEnded = "the program ended before the answer"
}
