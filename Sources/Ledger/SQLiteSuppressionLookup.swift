public import Delivery
import Foundation
import GRDB
import MailingLists

/// Suppressions looked up one address at a time, over a connection of its own.
///
/// A list may have a million people, and the ledger as many who left: nothing of
/// it is kept in memory. What another connection writes is seen at the next address.
final class SQLiteSuppressionLookup: SuppressionLookup {
  private let path: String
  private let queue: DatabaseQueue

  init(path: String) throws {
    self.path = path
    queue = try LedgerError.wrapping(path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      configuration.label = "suppressions"
      return try DatabaseQueue(path: path, configuration: configuration)
    }
  }

  func suppressions(ofKey key: String) throws -> [Suppression] {
    try LedgerError.wrapping(path) {
      try queue.unsafeReentrantRead { db in
        let statement = try db.cachedStatement(
          sql: """
            SELECT address_key, list, reason, at, origin FROM suppression WHERE address_key = ? ORDER BY list
            """)
        statement.setUncheckedArguments([key])
        return try Row.fetchAll(statement).map { try Suppression($0, path: path) }
      }
    }
  }

  func hasAny(beginningWith prefix: String) throws -> Bool {
    try LedgerError.wrapping(path) {
      try queue.unsafeReentrantRead { db in
        try Bool.fetchOne(
          db,
          sql:
            "SELECT EXISTS (SELECT 1 FROM suppression WHERE address_key >= ?1 AND address_key < ?1 || char(1114111))",
          arguments: [prefix]) == true
      }
    }
  }
}

extension SQLiteSuppressionLookup {
  func keys(upTo limit: Int) throws -> Set<String>? {
    try LedgerError.wrapping(path) {
      try queue.unsafeReentrantRead { db in
        let keys = try String.fetchAll(
          db, sql: "SELECT DISTINCT address_key FROM suppression LIMIT ?", arguments: [limit + 1])
        return keys.count > limit ? nil : Set(keys)
      }
    }
  }
}

extension SQLiteLedger {
  /// Finds the suppressions of single addresses.
  public func suppressionLookup() throws -> any SuppressionLookup {
    try settle()
    return try SQLiteSuppressionLookup(path: path)
  }
}

extension Suppression {
  /// Reads a row of the table.
  init(_ row: Row, path: String) throws {
    let scope: String = row[1]
    guard let reason = SuppressionReason(rawValue: row[2]) else {
      throw LedgerError(.damaged("the suppression of '\(row[0] as String)'"), path: path)
    }
    self.init(
      addressKey: row[0], list: scope == "*" ? nil : scope, reason: reason,
      date: Date(timeIntervalSince1970: row[3]), origin: row[4])
  }
}
