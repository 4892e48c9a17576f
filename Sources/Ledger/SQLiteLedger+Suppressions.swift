public import Delivery
import Foundation
import GRDB
import InternetMessage
import MailingLists

extension SQLiteLedger {
  /// Stops mail to an address; says whether it was not stopped before.
  @discardableResult
  public func suppress(_ suppression: Suppression) throws -> Bool {
    try write { try suppression.record(in: $0) }
  }

  /// Whom a delivery was for, and on which list.
  public func subscription(of delivery: DeliveryID) throws -> Subscription? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql:
          "SELECT d.address, m.list FROM delivery AS d JOIN mailing AS m ON m.id = d.mailing WHERE d.id = ?",
        arguments: [delivery.key])
      guard let row, delivery.mailing > 0, delivery.number <= 0xFFFF_FFFF else { return nil }
      do { return Subscription(address: try EmailAddress(row[0] as String), list: row[1]) } catch {
        throw LedgerError(.damaged("delivery \(delivery): \(error)"), path: path)
      }
    }
  }

  /// Allows mail to an address again; says whether it was suppressed.
  public func unsuppress(addressKey: String, list: String?) throws -> Bool {
    try write { db in
      try db.execute(
        sql: "DELETE FROM suppression WHERE address_key = ? AND list = ?",
        arguments: [addressKey, list ?? "*"])
      return db.changesCount == 1
    }
  }

  /// Calls the body with each suppression that holds for a list, those for all lists among them; without a list
  /// with all there are.
  public func forEachSuppression(forList list: String?, _ body: (Suppression) throws -> Void) throws {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT address_key, list, reason, at, origin FROM suppression
          WHERE ?1 IS NULL OR list IN ('*', ?1) ORDER BY address_key, list
          """, arguments: [list])
      while let row = try rows.next() { try body(Suppression(row, path: path)) }
    }
  }
}

extension Suppression {
  /// Writes it down; says whether mail to the address was not stopped before.
  func record(in db: Database) throws -> Bool {
    let scope = list ?? "*"
    let wasThere =
      try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT 1 FROM suppression WHERE address_key = ? AND list IN ('*', ?))",
        arguments: [addressKey, scope]) == true
    try db.execute(
      sql: """
        INSERT INTO suppression (address_key, list, reason, at, origin) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET reason = excluded.reason, at = excluded.at, origin = excluded.origin
        WHERE suppression.reason = 'bounced' AND excluded.reason IN ('unsubscribed', 'complained')
        """,
      arguments: [addressKey, scope, reason.rawValue, date.timeIntervalSince1970, origin])
    return !wasThere
  }
}
