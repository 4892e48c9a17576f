public import Delivery
public import Foundation
import GRDB
import InternetMessage

extension SQLiteLedger {
  /// The mailing of a number.
  public func mailing(_ id: Mailing.ID) throws -> Mailing? {
    try read { try fetchMailing($0, where: "id = ?", [id]) }
  }

  /// The last mailing of an issue to a list that was started.
  public func latestMailing(issue: String, list: String) throws -> Mailing? {
    try read { db in
      try fetchMailing(
        db, where: "issue = ? AND list = ? AND state <> 'proposed' ORDER BY id DESC LIMIT 1", [issue, list])
    }
  }

  /// The first mailing of an issue to a list that was started.
  public func firstMailing(issue: String, list: String) throws -> Mailing? {
    try read { db in
      try fetchMailing(
        db, where: "issue = ? AND list = ? AND state <> 'proposed' ORDER BY id LIMIT 1", [issue, list])
    }
  }

  /// Why a mailing is halted.
  public func halt(of mailing: Mailing.ID) throws -> SendEnding? {
    let by = try read { db in
      try Int64.fetchOne(
        db, sql: "SELECT halted_by FROM mailing WHERE id = ? AND state = 'running'", arguments: [mailing])
    }
    return try by.flatMap { try attempts(of: DeliveryID(key: $0)).last }.flatMap {
      SendEnding(because: $0.outcome)
    }
  }

  /// All mailings that were started, the newest first.
  public func mailings() throws -> [Mailing] {
    try read { try fetchMailings($0, where: "state <> 'proposed' ORDER BY id DESC", []) }
  }

  /// How many deliveries stand where.
  public func counts(of mailing: Mailing.ID) throws -> DeliveryCounts {
    try read { db in
      var counts = DeliveryCounts()
      let sql = "SELECT state, count(*) FROM standing WHERE id BETWEEN ? AND ? GROUP BY state"
      for row in try Row.fetchAll(db, sql: sql, arguments: .deliveries(of: mailing)) {
        if let state = DeliveryState(rawValue: row[0]) { counts[state] = row[1] }
      }
      return counts
    }
  }

  /// The last answers to deliveries that were not accepted, equal ones together: at most a thousand groups.
  public func replyGroups(of mailing: Mailing.ID) throws -> [ReplyGroup] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT state, count(*), outcome, phase, reason, code, enhanced, text FROM standing
          WHERE id BETWEEN ? AND ? AND state <> 'accepted' AND outcome IS NOT NULL
          GROUP BY state, outcome, phase, reason, code, enhanced, text
          ORDER BY count(*) DESC, state, code, text LIMIT 1000
          """, arguments: .deliveries(of: mailing)
      ).compactMap { row in
        guard let state = DeliveryState(rawValue: row[0]),
          let outcome = OutcomeColumns(row, from: 2, outcome: row[2]).value
        else { return nil }
        return ReplyGroup(state: state, outcome: outcome, count: row[1])
      }
    }
  }

  /// When the first of the deferred deliveries is due.
  public func nextAttempt(of mailing: Mailing.ID) throws -> Date? {
    try read { db in
      try Double.fetchOne(
        db, sql: "SELECT min(next_attempt) FROM standing WHERE id BETWEEN ? AND ? AND state = 'deferred'",
        arguments: .deliveries(of: mailing)
      ).map(Date.init(timeIntervalSince1970:))
    }
  }

  /// Calls the body with each delivery in one of the states; the ledger as it was when the call began.
  public func forEachDelivery(
    of mailing: Mailing.ID, in states: Set<DeliveryState>, _ body: (Delivery) throws -> Void
  ) throws {
    let names = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    try read { try DeliveryReader(mailing, in: self, $0).forEach(where: "d.state IN (\(names))", [], body) }
  }

  /// The first deliveries in one of the states.
  public func firstDeliveries(
    of mailing: Mailing.ID, in states: Set<DeliveryState>, limit: Int
  ) throws -> [Delivery] {
    let names = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    return try read {
      try DeliveryReader(mailing, in: self, $0).fetch(
        where: "d.state IN (\(names))", [], after: 0, limit: limit)
    }
  }

  /// The deliveries to an address, the last mailing first.
  public func deliveries(to addressKey: String) throws -> [(mailing: Mailing, delivery: Delivery)] {
    try read { db in
      var found: [(mailing: Mailing, delivery: Delivery)] = []
      for mailing in try fetchMailings(db, where: "state <> 'proposed' ORDER BY id DESC", []) {
        let deliveries = try DeliveryReader(mailing.id, in: self, db).fetch(
          where: "d.mailing = ? AND d.address_key = ?", [mailing.id.databaseValue, addressKey.databaseValue],
          after: 0, limit: 1)
        if let delivery = deliveries.first { found.append((mailing, delivery)) }
      }
      return found
    }
  }

  /// The history of one delivery, the oldest attempt first.
  public func attempts(of delivery: DeliveryID) throws -> [Attempt] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT number, at, outcome, phase, reason, code, enhanced, text FROM attempt WHERE delivery = ?1
          UNION ALL
          SELECT number, at, outcome, phase, reason, code, enhanced, text FROM last_attempt WHERE delivery = ?1
          ORDER BY number
          """, arguments: [delivery.key]
      ).map { row in
        guard let outcome = OutcomeColumns(row, from: 2, outcome: row[2]).value else {
          throw LedgerError(.damaged("an attempt at delivery \(delivery)"), path: path)
        }
        return Attempt(number: row[0], date: Date(timeIntervalSince1970: row[1]), outcome: outcome)
      }
    }
  }

  func fetchMailing(_ db: Database, where condition: String, _ arguments: StatementArguments) throws
    -> Mailing?
  {
    try fetchMailings(db, where: condition, arguments).first
  }

  private func fetchMailings(
    _ db: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [Mailing] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, issue, content_hash, list, subject, domain, audience, created_at, state, people, started_at,
          not_after
        FROM mailing WHERE \(condition)
        """, arguments: arguments
    ).map { row in
      guard let audience = MailingPlan.Audience(rawValue: row[6]), let state = Mailing.State(rawValue: row[8])
      else { throw LedgerError(.damaged("mailing \(row[0] as Int64)"), path: path) }
      let plan = MailingPlan(
        issue: row[1], contentHash: row[2], list: row[3], subject: row[4],
        domain: try DomainName(row[5] as String),
        audience: audience, createdAt: Date(timeIntervalSince1970: row[7]),
        notAfter: (row[11] as Double?).map(Date.init(timeIntervalSince1970:)))
      return Mailing(
        id: row[0], plan: plan, state: state, people: row[9],
        startedAt: (row[10] as Double?).map(Date.init(timeIntervalSince1970:)))
    }
  }
}
