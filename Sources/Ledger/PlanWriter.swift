import Delivery
import Foundation
import GRDB
import InternetMessage
import MailingLists

/// Writes the rows of one plan, inside a transaction of the ledger.
struct PlanWriter {
  /// The page cache while a plan is written.
  static let cacheKibibytes = 8 << 10

  private let db: Database
  private let plan: MailingPlan
  private let mailing: Mailing.ID
  private let insert: Statement
  private let suppress: Statement
  private let skip: Statement
  private var fieldsText = FieldsText()
  private var number: Int64 = 0
  private var people = 0
  private var suppressed: [SuppressionReason: Int] = [:]
  private var duplicates = 0
  private var problems = 0
  private var firstProblems: [RowProblem] = []

  init(_ plan: MailingPlan, in db: Database) throws {
    self.db = db
    self.plan = plan
    try db.execute(
      sql: """
        INSERT INTO mailing (issue, content_hash, list, subject, domain, audience, created_at, not_after, state, people)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'proposed', 0)
        """,
      arguments: [
        plan.issue, plan.contentHash, plan.list, plan.subject, plan.domain.text, plan.audience.rawValue,
        plan.createdAt.timeIntervalSince1970, plan.notAfter?.timeIntervalSince1970,
      ])
    mailing = db.lastInsertedRowID
    insert = try db.makeStatement(
      sql: """
        INSERT INTO delivery (id, mailing, state, address, address_key, name, fields, row, suppression, random)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (mailing, address_key) DO NOTHING
        """)
    suppress = try db.makeStatement(
      sql: """
        UPDATE delivery SET state = 'suppressed', suppression = ?
        WHERE mailing = ? AND address_key = ? AND state = 'pending'
        """)
    skip = try db.makeStatement(
      sql:
        #"INSERT OR REPLACE INTO skipped_row (mailing, row, "column", text, reason) VALUES (?, ?, ?, ?, ?)"#)
  }

  mutating func add(_ row: ListRow, random: UInt64) throws {
    switch row {
    case .recipient(let recipient): try add(recipient, random: random)
    case .problem(let problem):
      problems += 1
      if firstProblems.count < ProposalSummary.shownProblems { firstProblems.append(problem) }
      try record(problem)
    }
  }

  private mutating func add(_ recipient: Recipient, random: UInt64) throws {
    let address = recipient.address.addrSpec
    let key = EmailAddress.comparisonKey(of: address)
    insert.setUncheckedArguments([
      DeliveryID(mailing: mailing, number: number + 1).key, mailing,
      (recipient.isSubscribed ? DeliveryState.pending : .suppressed).rawValue, address, key, recipient.name,
      fieldsText.text(of: recipient.fields), recipient.row, recipient.suppression?.rawValue,
      Int64(bitPattern: random),
    ])
    try insert.execute()
    if db.changesCount == 1 {
      number += 1
      if let reason = recipient.suppression { suppressed[reason, default: 0] += 1 } else { people += 1 }
      return
    }
    duplicates += 1
    try record(RowProblem(row: recipient.row, text: address, reason: .repetition))
    // A person who unsubscribed in one row and stands in another does not want mail.
    guard let reason = recipient.suppression else { return }
    suppress.setUncheckedArguments([reason.rawValue, mailing, key])
    try suppress.execute()
    people -= db.changesCount
    suppressed[reason, default: 0] += db.changesCount
  }

  private func record(_ problem: RowProblem) throws {
    skip.setUncheckedArguments([mailing, problem.row, problem.column, problem.text, problem.reason])
    try skip.execute()
  }

  /// Takes out who must not be mailed, and counts.
  mutating func finish(_ facts: ListFacts) throws -> ProposalSummary {
    let alreadyMailed = plan.audience == .newcomers ? try removeAlreadyMailed() : 0
    people -= alreadyMailed
    let moreSuppressed = try db.applySuppressions(to: mailing)
    if moreSuppressed > 0 {
      people -= moreSuppressed
      suppressed = try countSuppressed()
    }
    try db.execute(sql: "UPDATE mailing SET people = ? WHERE id = ?", arguments: [people, mailing])
    return ProposalSummary(
      mailing: Mailing(id: mailing, plan: plan, state: .proposed, people: people), facts: facts,
      people: people,
      suppressed: suppressed.filter { $0.value > 0 }, duplicates: duplicates, alreadyMailed: alreadyMailed,
      problems: problems, firstProblems: firstProblems)
  }

  private func countSuppressed() throws -> [SuppressionReason: Int] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT suppression, count(*) FROM delivery
        WHERE id BETWEEN ? AND ? AND state = 'suppressed' GROUP BY suppression
        """, arguments: .deliveries(of: mailing))
    return Dictionary(
      rows.map { (SuppressionReason(rawValue: $0[0]) ?? .manual, $0[1]) }, uniquingKeysWith: +)
  }

  private func removeAlreadyMailed() throws -> Int {
    try db.execute(
      sql: """
        DELETE FROM delivery WHERE id BETWEEN ? AND ? AND state = 'pending' AND EXISTS (
          SELECT 1 FROM mailing AS earlier
          JOIN delivery AS former ON former.mailing = earlier.id AND former.address_key = delivery.address_key
          WHERE earlier.issue = ? AND earlier.list = ? AND earlier.id <> ?
            AND earlier.state <> 'proposed' AND former.state <> 'suppressed')
        """, arguments: .deliveries(of: mailing) + [plan.issue, plan.list, mailing])
    return db.changesCount
  }
}

extension Database {
  /// Suppresses what is left of a mailing to addresses that must not be mailed; says how many.
  func applySuppressions(to mailing: Mailing.ID) throws -> Int {
    guard try Bool.fetchOne(self, sql: "SELECT EXISTS (SELECT 1 FROM suppression)") == true else { return 0 }
    let applies = """
      FROM suppression AS s WHERE s.address_key = delivery.address_key
        AND s.list IN ('*', (SELECT list FROM mailing WHERE id = delivery.mailing))
      """
    try execute(
      sql: """
        UPDATE delivery SET state = 'suppressed', suppression = (SELECT s.reason \(applies) LIMIT 1)
        WHERE id BETWEEN ? AND ? AND EXISTS (SELECT 1 \(applies))
          AND (SELECT state FROM standing WHERE standing.id = delivery.id) IN ('pending', 'deferred')
        """, arguments: .deliveries(of: mailing))
    return changesCount
  }
}

extension String {
  fileprivate static let repetition = "the address stands in an earlier row"
}
