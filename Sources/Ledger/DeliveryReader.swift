import Delivery
import Foundation
import GRDB
import InternetMessage
import MailingLists

/// Reads the deliveries of one mailing.
struct DeliveryReader {
  private let db: Database
  private let mailing: Mailing.ID
  private let domain: DomainName
  private let path: String

  init(_ mailing: Mailing.ID, in ledger: SQLiteLedger, _ db: Database) throws {
    self.db = db
    self.mailing = mailing
    path = ledger.path
    let text = try String.fetchOne(db, sql: "SELECT domain FROM mailing WHERE id = ?", arguments: [mailing])
    guard let text else { throw LedgerError(.noSuchMailing(mailing), path: path) }
    domain = try DomainName(text)
  }

  func fetch(
    where condition: String, _ arguments: StatementArguments, after number: Int64, limit: Int
  ) throws -> [Delivery] {
    var found: [Delivery] = []
    try forEach(where: condition, arguments, after: number, limit: limit) { found.append($0) }
    return found
  }

  func forEach(
    where condition: String, _ arguments: StatementArguments, after number: Int64 = 0, limit: Int = -1,
    _ body: (Delivery) throws -> Void
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT d.id, d.state, d.address, d.name, d.fields, d.row, d.suppression, d.random, d.attempts,
          d.first_attempt, d.next_attempt, a.outcome, a.phase, a.reason, a.code, a.enhanced, a.text
        FROM delivery AS d
        LEFT JOIN attempt AS a ON a.delivery = d.id AND a.number = d.attempts
        WHERE d.id BETWEEN ? AND ? AND \(condition) ORDER BY d.id LIMIT ?
        """)
    let rows = try Row.fetchCursor(
      statement, arguments: .deliveries(of: mailing, after: number) + arguments + [limit])
    while let row = try rows.next() { try body(delivery(row)) }
  }

  private func delivery(_ row: Row) throws -> Delivery {
    let id = DeliveryID(key: row[0])
    do {
      let random = UInt64(bitPattern: row[7])
      let suppression: String? = row[6]
      let recipient = Recipient(
        address: try EmailAddress(row[2]), name: row[3], fields: try FieldsText.fields(in: row[4]),
        row: row[5],
        suppression: suppression.flatMap(SuppressionReason.init))
      return Delivery(
        id: id, recipient: recipient,
        messageID: try MessageID(unique: "\(id).\(String(random, radix: 36))", domain: domain),
        state: try state(row[1]), attempts: row[8],
        firstAttempt: (row[9] as Double?).map(Date.init(timeIntervalSince1970:)),
        nextAttempt: (row[10] as Double?).map(Date.init(timeIntervalSince1970:)),
        lastOutcome: (row[11] as String?).flatMap { OutcomeColumns(row, from: 11, outcome: $0).value })
    } catch {
      throw LedgerError(.damaged("delivery \(id): \(error)"), path: path)
    }
  }

  private func state(_ text: String) throws -> DeliveryState {
    guard let state = DeliveryState(rawValue: text) else {
      throw LedgerError(.damaged("state \(text)"), path: path)
    }
    return state
  }
}

extension OutcomeColumns {
  init(_ row: Row, from first: Int, outcome: String) {
    self.init(
      outcome: outcome, phase: row[first + 1], reason: row[first + 2], code: row[first + 3],
      enhanced: row[first + 4], text: row[first + 5])
  }
}
