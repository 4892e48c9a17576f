import Delivery
import Foundation
import GRDB
import InternetMessage
import MailingLists

/// Writes the rows of one plan, inside a transaction of the ledger.
struct PlanWriter {
  /// The page cache while a plan is written.
  static let cacheKibibytes = 32 << 10

  private let db: Database
  private let plan: MailingPlan
  private let mailing: Mailing.ID
  private let insert: Statement
  private let suppress: Statement
  private let skip: Statement
  private var number: Int64 = 0
  private var duplicates = 0
  private var problems = 0
  private var firstProblems: [RowProblem] = []

  init(_ plan: MailingPlan, in db: Database) throws {
    self.db = db
    self.plan = plan
    try db.execute(
      sql: """
        INSERT INTO mailing (issue, content_hash, list, subject, domain, audience, created_at, state, people)
        VALUES (?, ?, ?, ?, ?, ?, ?, 'proposed', 0)
        """,
      arguments: [
        plan.issue, plan.contentHash, plan.list, plan.subject, plan.domain.text, plan.audience.rawValue,
        plan.createdAt.timeIntervalSince1970,
      ])
    mailing = db.lastInsertedRowID
    insert = try db.makeStatement(
      sql: """
        INSERT INTO delivery (mailing, number, state, address, address_key, name, fields, row, suppression, random)
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
    let key = recipient.address.comparisonKey
    insert.setUncheckedArguments([
      mailing, number + 1, (recipient.isSubscribed ? DeliveryState.pending : .suppressed).rawValue,
      recipient.address.addrSpec, key, recipient.name, FieldsText.text(of: recipient.fields), recipient.row,
      recipient.suppression?.rawValue, Int64(bitPattern: random),
    ])
    try insert.execute()
    guard db.changesCount == 0 else { return number += 1 }
    duplicates += 1
    try record(.repetition(of: recipient))
    // A person who unsubscribed in one row and stands in another does not want mail.
    guard let reason = recipient.suppression else { return }
    suppress.setUncheckedArguments([reason.rawValue, mailing, key])
    try suppress.execute()
  }

  private func record(_ problem: RowProblem) throws {
    skip.setUncheckedArguments([mailing, problem.row, problem.column, problem.text, problem.reason])
    try skip.execute()
  }

  /// Takes out who must not be mailed, and counts.
  func finish(_ facts: ListFacts) throws -> ProposalSummary {
    let alreadyMailed = plan.audience == .newcomers ? try removeAlreadyMailed() : 0
    try db.applySuppressions(to: mailing)
    var suppressed: [SuppressionReason: Int] = [:]
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT suppression, count(*) FROM delivery WHERE mailing = ? AND state = 'suppressed' GROUP BY suppression
        """, arguments: [mailing])
    {
      suppressed[SuppressionReason(rawValue: row[0]) ?? .manual] = row[1]
    }
    let people =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM delivery WHERE mailing = ? AND state = 'pending'", arguments: [mailing]
      ) ?? 0
    try db.execute(sql: "UPDATE mailing SET people = ? WHERE id = ?", arguments: [people, mailing])
    return ProposalSummary(
      mailing: Mailing(id: mailing, plan: plan, state: .proposed, people: people), facts: facts,
      people: people,
      suppressed: suppressed, duplicates: duplicates, alreadyMailed: alreadyMailed, problems: problems,
      firstProblems: firstProblems)
  }

  private func removeAlreadyMailed() throws -> Int {
    try db.execute(
      sql: """
        DELETE FROM delivery WHERE mailing = :mailing AND state = 'pending' AND EXISTS (
          SELECT 1 FROM mailing AS earlier
          JOIN delivery AS former ON former.mailing = earlier.id AND former.address_key = delivery.address_key
          WHERE earlier.issue = :issue AND earlier.list = :list AND earlier.id <> :mailing
            AND earlier.state <> 'proposed' AND former.state <> 'suppressed')
        """, arguments: ["mailing": mailing, "issue": plan.issue, "list": plan.list])
    return db.changesCount
  }
}

extension RowProblem {
  fileprivate static func repetition(of recipient: Recipient) -> Self {
    RowProblem(
      row: recipient.row, text: recipient.address.addrSpec, reason: "the address stands in an earlier row")
  }
}

extension Database {
  /// Suppresses what is left of a mailing to addresses that must not be mailed; says how many.
  @discardableResult
  func applySuppressions(to mailing: Mailing.ID) throws -> Int {
    let applies = """
      FROM suppression AS s WHERE s.address_key = delivery.address_key
        AND s.list IN ('*', (SELECT list FROM mailing WHERE id = delivery.mailing))
      """
    try execute(
      sql: """
        UPDATE delivery SET state = 'suppressed', suppression = (SELECT s.reason \(applies) LIMIT 1)
        WHERE mailing = ? AND state IN ('pending', 'deferred') AND EXISTS (SELECT 1 \(applies))
        """, arguments: [mailing])
    return changesCount
  }
}
