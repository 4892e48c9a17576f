public import Delivery
import Foundation
import GRDB
import MailingLists

extension SQLiteLedger {
  /// Stops mail to an address; the reason that was there first stays.
  public func suppress(_ suppression: Suppression) throws {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO suppression (address_key, list, reason, at, origin) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO NOTHING
          """,
        arguments: [
          suppression.addressKey, suppression.list ?? "*", suppression.reason.rawValue,
          suppression.date.timeIntervalSince1970, suppression.origin,
        ])
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

  /// The suppressions that hold for a list, those for all lists among them; without a list all there are.
  public func suppressions(forList list: String?) throws -> [Suppression] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT address_key, list, reason, at, origin FROM suppression
          WHERE ?1 IS NULL OR list IN ('*', ?1) ORDER BY address_key, list
          """, arguments: [list]
      ).map { row in
        let scope: String = row[1]
        guard let reason = SuppressionReason(rawValue: row[2]) else {
          throw LedgerError(.damaged("the suppression of '\(row[0] as String)'"), path: path)
        }
        return Suppression(
          addressKey: row[0], list: scope == "*" ? nil : scope, reason: reason,
          date: Date(timeIntervalSince1970: row[3]), origin: row[4])
      }
    }
  }
}
