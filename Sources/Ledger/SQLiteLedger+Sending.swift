public import Delivery
public import Foundation
import GRDB
import MailingLists

extension SQLiteLedger {
  /// The next deliveries to hand over, in order of their numbers.
  ///
  /// A sender goes on behind those that it was given. So it need not wait until its rounds are in the tables, which
  /// may take as long as the disk does.
  public func due(
    _ selection: DueSelection, of mailing: Mailing.ID, after number: Int64, limit: Int
  ) throws -> [Delivery] {
    if number == 0 { try settle() }
    var deliveries = try readDue(selection, of: mailing, after: number, limit: limit)
    if let first = deliveries.first, log.reaches(first.id) {
      try settle()
      deliveries = try readDue(selection, of: mailing, after: number, limit: limit)
    }
    log.found(due: deliveries)
    return deliveries
  }

  private func readDue(
    _ selection: DueSelection, of mailing: Mailing.ID, after number: Int64, limit: Int
  ) throws -> [Delivery] {
    try readTables { db in
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

  /// Writes down what became of deliveries.
  func record(_ verdicts: [Verdict], at now: Double, in db: Database) throws {
    let first = try QuickStatement(
      """
      INSERT INTO last_attempt
        (delivery, state, at, next_attempt, outcome, phase, reason, code, enhanced, text, number)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING
      """, in: db)
    var bound: Verdict?
    for verdict in verdicts {
      // Nearly all say the same, and what was bound stays.
      if let bound, verdict.isLike(bound) {
        first.bind(1, verdict.delivery.key)
      } else {
        first.bind(verdict, at: now)
        bound = verdict
      }
      if try first.run() == 0 { try recordAnother(verdict, at: now, in: db) }
      if let reason = verdict.suppression { try suppress(verdict.delivery, reason, at: now, in: db) }
      if verdict.halts { try halt(by: verdict.delivery, in: db) }
    }
  }

  /// Records an attempt that is not the first: the one before it becomes history.
  private func recordAnother(_ verdict: Verdict, at now: Double, in db: Database) throws {
    let history = try QuickStatement(
      """
      INSERT INTO attempt (delivery, number, at, outcome, phase, reason, code, enhanced, text)
      SELECT l.delivery, l.number, l.at, l.outcome, l.phase, l.reason, l.code, l.enhanced, l.text
      FROM last_attempt AS l WHERE l.delivery = ?
      """, in: db)
    history.bind(1, verdict.delivery.key)
    try history.run()
    let another = try QuickStatement(
      """
      UPDATE last_attempt SET number = number + 1, first_at = coalesce(first_at, at), state = ?2, at = ?3,
        next_attempt = ?4, outcome = ?5, phase = ?6, reason = ?7, code = ?8, enhanced = ?9, text = ?10
      WHERE delivery = ?1
      """, in: db)
    another.bind(verdict, at: now)
    try another.run()
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
    try write { db in
      var underWay = try UnderWay(in: db)
      let ended = SubmissionOutcome.unknown(.body, .connectionLost(.senderEnded))
      let verdicts = underWay.of(mailing).map { Verdict($0, outcome: ended, state: .unknown) }
      try record(verdicts, at: date.timeIntervalSince1970, in: db)
      for verdict in verdicts { underWay.remove(verdict.delivery) }
      try underWay.write(in: db)
      return Recovery(unknown: verdicts.count, suppressed: try db.applySuppressions(to: mailing))
    }
  }

  /// Makes what is being handed over unknown, and lets nothing more be recorded; says how many that were.
  ///
  /// For a program that ends at once: whatever its sending thread does meanwhile, it claims nothing more.
  public func abandon(_ mailing: Mailing.ID, at date: Date) throws -> Int {
    log.abandon()
    return try recover(mailing, at: date).unknown
  }

  /// Makes the unknown deliveries pending again.
  public func resendUnknown(_ mailing: Mailing.ID) throws -> Int {
    try write { db in
      try db.execute(
        sql: "UPDATE last_attempt SET state = 'pending' WHERE delivery BETWEEN ? AND ? AND state = 'unknown'",
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
            SELECT 1 FROM standing WHERE id BETWEEN ? AND ? AND state IN ('pending', 'submitting', 'deferred'))
          """, arguments: [mailing] + .deliveries(of: mailing))
      return db.changesCount == 1
    }
  }
}

extension QuickStatement {
  /// Gives a verdict to a statement that writes it into `last_attempt`.
  fileprivate func bind(_ verdict: Verdict, at now: Double) {
    bind(1, verdict.delivery.key)
    bind(2, verdict.state.rawValue)
    bind(3, now)
    bind(4, verdict.nextAttempt?.timeIntervalSince1970)
    bind(5, OutcomeColumns(verdict.outcome))
  }
}

extension String {
  fileprivate static let senderEnded = "the program ended before the answer"
}
