public import Delivery
import Foundation
import GRDB

extension SQLiteLedger {
  /// Records what came back, and the suppression that follows from it, together or not at all.
  public func record(_ bounce: Bounce, suppressing suppression: Suppression?) throws -> Bool {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO bounce (delivery, kind, at, status, text) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
          """,
        arguments: [
          bounce.delivery.key, bounce.kind.rawValue, bounce.date.timeIntervalSince1970,
          bounce.status?.description, bounce.text,
        ])
      guard db.changesCount == 1 else { return false }
      if let suppression { _ = try suppression.record(in: db) }
      return true
    }
  }

  /// What came back of all deliveries to an address.
  public func bounces(toAddressKey key: String) throws -> [Bounce] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT b.delivery, b.kind, b.at, b.status, b.text
          FROM bounce AS b JOIN delivery AS d ON d.id = b.delivery
          WHERE d.address_key = ? ORDER BY b.delivery, b.at
          """, arguments: [key]
      ).map { try Bounce($0, path: path) }
    }
  }

  /// How many deliveries of a mailing came back or were complained about.
  public func bounceCounts(of mailing: Mailing.ID) throws -> [Bounce.Kind: Int] {
    try read { db in
      var counts: [Bounce.Kind: Int] = [:]
      let sql = "SELECT kind, count(*) FROM bounce WHERE delivery BETWEEN ? AND ? GROUP BY kind"
      for row in try Row.fetchAll(db, sql: sql, arguments: .deliveries(of: mailing)) {
        if let kind = Bounce.Kind(rawValue: row[0]) { counts[kind] = row[1] }
      }
      return counts
    }
  }

  /// Calls the body with what came back of a mailing.
  public func forEachBounce(of mailing: Mailing.ID, _ body: (Bounce) throws -> Void) throws {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT delivery, kind, at, status, text FROM bounce
          WHERE delivery BETWEEN ? AND ? ORDER BY delivery, at
          """, arguments: .deliveries(of: mailing))
      while let row = try rows.next() { try body(Bounce(row, path: path)) }
    }
  }

  /// One delivery.
  public func delivery(_ id: DeliveryID) throws -> Delivery? {
    guard id.mailing > 0, (1...0xFFFF_FFFF).contains(id.number) else { return nil }
    return try read { db in
      let isThere =
        try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM delivery WHERE id = ?)", arguments: [id.key]) == true
      guard isThere else { return nil }
      return try DeliveryReader(id.mailing, in: self, db).fetch(
        where: "d.id = ?", [id.key.databaseValue], after: 0, limit: 1
      ).first
    }
  }
}

extension Bounce {
  fileprivate init(_ row: Row, path: String) throws {
    let delivery = DeliveryID(key: row[0])
    guard let kind = Kind(rawValue: row[1]) else {
      throw LedgerError(.damaged("a bounce of delivery \(delivery)"), path: path)
    }
    self.init(
      delivery: delivery, kind: kind, date: Date(timeIntervalSince1970: row[2]),
      status: (row[3] as String?).flatMap { EnhancedStatusCode($0) }, text: row[4])
  }
}
