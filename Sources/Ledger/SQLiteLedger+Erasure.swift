public import Delivery
public import Foundation
import GRDB
import InternetMessage
import MailingLists

extension SQLiteLedger {
  /// Takes an address and everything known about its person out of all mailings; says how many deliveries that were.
  ///
  /// What stays is the fact of each delivery, without name, address and fields,
  /// and a suppression for all lists under a keyed hash. What was written over is
  /// also overwritten in the file.
  public func erase(_ address: ErasedAddress, at date: Date) throws -> Int {
    // What a sender that was killed left in its file is not to stay there either.
    if log.sender == 0 { try takeOver() }
    try settle()
    log.forgetDue()
    let count = try erase(address, addressKey: address.addressKey, at: date)
    try LedgerError.wrapping(path) {
      try pool.writeWithoutTransaction { db in
        // What was freed was zeroed; the log still has it until it is emptied.
        _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    }
    return count
  }

  private func erase(_ address: ErasedAddress, addressKey: String, at date: Date) throws -> Int {
    try LedgerError.wrapping(path) {
      try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA secure_delete = ON")
        defer { try? db.execute(sql: "PRAGMA secure_delete = OFF") }
        var count = 0
        try db.inTransaction(.immediate) {
          count = try Self.erase(address, addressKey: addressKey, at: date, in: db)
          return .commit
        }
        return count
      }
    }
  }

  private static func erase(
    _ address: ErasedAddress, addressKey: String, at date: Date, in db: Database
  ) throws -> Int {
    let former = try Suppression.reason(of: addressKey, in: db)
    try db.execute(
      sql: """
        UPDATE delivery SET state = 'suppressed', suppression = 'manual' WHERE address_key = ?
          AND (SELECT state FROM standing WHERE standing.id = delivery.id) IN ('pending', 'deferred')
        """, arguments: [addressKey])
    try db.execute(
      sql: """
        UPDATE delivery SET address = ?, address_key = ?, name = NULL, fields = '{}', row = 0
        WHERE address_key = ?
        """, arguments: [address.placeholder.addrSpec, address.hash, addressKey])
    let count = db.changesCount
    for table in ["attempt", "last_attempt", "bounce"] {
      try db.execute(
        sql: """
          UPDATE \(table) SET text = '' WHERE delivery IN (SELECT id FROM delivery WHERE address_key = ?)
          """, arguments: [address.hash])
    }
    try db.execute(
      sql: "UPDATE skipped_row SET text = '' WHERE instr(lower(text), ?) > 0", arguments: [addressKey])
    try db.execute(sql: "DELETE FROM suppression WHERE address_key = ?", arguments: [addressKey])
    try db.execute(
      sql: """
        INSERT INTO suppression (address_key, list, reason, at, origin) VALUES (?, '*', ?, ?, 'erased')
        ON CONFLICT DO NOTHING
        """,
      arguments: [address.hash, (former ?? .manual).rawValue, date.timeIntervalSince1970])
    return count
  }

  /// Everything the ledger knows about a person: deliveries with the last answer, suppressions.
  public func deliveries(toAddressKey key: String) throws -> [Delivery] {
    try read { db in
      let mailings = try Int64.fetchAll(
        db, sql: "SELECT mailing FROM delivery WHERE address_key = ? ORDER BY mailing", arguments: [key])
      return try mailings.flatMap { mailing in
        try DeliveryReader(mailing, in: self, db).fetch(
          where: "d.address_key = ?", [key.databaseValue], after: 0, limit: -1)
      }
    }
  }
}

extension Suppression {
  fileprivate static func reason(of key: String, in db: Database) throws -> SuppressionReason? {
    try String.fetchOne(
      db, sql: "SELECT reason FROM suppression WHERE address_key = ? ORDER BY list LIMIT 1", arguments: [key]
    ).flatMap(SuppressionReason.init)
  }
}
