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
    where condition: String, _ arguments: [DatabaseValue], after number: Int64, limit: Int
  ) throws -> [Delivery] {
    var found: [Delivery] = []
    try forEach(where: condition, arguments, after: number, limit: limit) { found.append($0) }
    return found
  }

  func forEach(
    where condition: String, _ arguments: [DatabaseValue], after number: Int64 = 0, limit: Int = -1,
    _ body: (Delivery) throws -> Void
  ) throws {
    let statement = try QuickStatement(
      """
      SELECT d.id, d.state, d.address, d.name, d.fields, d.row, d.suppression, d.random, d.attempts,
        d.first_attempt, d.next_attempt, d.outcome, d.phase, d.reason, d.code, d.enhanced, d.text
      FROM standing AS d WHERE d.id BETWEEN ? AND ? AND \(condition) ORDER BY d.id LIMIT ?
      """, in: db)
    statement.bind(1, DeliveryID(mailing: mailing, number: number).key + 1)
    statement.bind(2, DeliveryID(mailing: mailing, number: 0xFFFF_FFFF).key)
    for (index, argument) in arguments.enumerated() { statement.bind(Int32(index) + 3, argument) }
    statement.bind(Int32(arguments.count) + 3, limit)
    try statement.forEachRow { try body(delivery($0)) }
  }

  private func delivery(_ row: QuickRow) throws -> Delivery {
    let id = DeliveryID(key: row.number(0))
    do {
      let random = UInt64(bitPattern: row.number(7))
      let recipient = Recipient(
        address: try EmailAddress(row.text(2)), name: row.optionalText(3),
        fields: try FieldsText.fields(in: row.text(4)), row: Int(row.number(5)),
        suppression: row.optionalText(6).flatMap(SuppressionReason.init))
      let attempts = Int(row.number(8))
      return Delivery(
        id: id, recipient: recipient,
        messageID: try MessageID(unique: "\(id).\(String(random, radix: 36))", domain: domain),
        state: try state(row.text(1)), attempts: attempts,
        firstAttempt: row.optionalReal(9).map(Date.init(timeIntervalSince1970:)),
        nextAttempt: row.optionalReal(10).map(Date.init(timeIntervalSince1970:)),
        lastOutcome: attempts > 0 ? OutcomeColumns(row, from: 11).value : nil)
    } catch let error as DatabaseError {
      throw error
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
  fileprivate init(_ row: QuickRow, from first: Int32) {
    self.init(
      outcome: row.text(first), phase: row.optionalText(first + 1), reason: row.text(first + 2),
      code: row.optionalNumber(first + 3), enhanced: row.optionalText(first + 4), text: row.text(first + 5))
  }

  init(_ row: Row, from first: Int, outcome: String) {
    self.init(
      outcome: outcome, phase: row[first + 1], reason: row[first + 2], code: row[first + 3],
      enhanced: row[first + 4], text: row[first + 5])
  }
}
