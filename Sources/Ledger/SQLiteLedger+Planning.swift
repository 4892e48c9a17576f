public import Delivery
public import Foundation
import GRDB
public import MailingLists

extension SQLiteLedger {
  /// Writes the plan of a mailing in one transaction, streamed from the list.
  public func propose(
    _ plan: MailingPlan, from source: some RecipientSource, using generator: inout some RandomNumberGenerator
  ) throws -> ProposalSummary {
    try LedgerError.wrapping(path) {
      try pool.writeWithoutTransaction { db in
        // The index of addresses is written in random order: it should fit.
        try db.execute(sql: "PRAGMA cache_size = -\(PlanWriter.cacheKibibytes)")
        defer { try? db.execute(sql: "PRAGMA cache_size = -\(Self.cacheKibibytes); PRAGMA shrink_memory") }
        var summary: ProposalSummary?
        try db.inTransaction {
          try db.execute(sql: "DELETE FROM mailing WHERE state = 'proposed'")
          var writer = try PlanWriter(plan, in: db)
          let facts = try source.forEachRow { try writer.add($0, random: generator.next()) }
          summary = try writer.finish(facts)
          return .commit
        }
        guard let summary else {
          preconditionFailure("a transaction that ended without an error has a summary")
        }
        return summary
      }
    }
  }

  /// Makes a proposed mailing a running one.
  public func start(_ mailing: Mailing.ID, at date: Date) throws -> Mailing {
    try write { db in
      try db.execute(
        sql: "UPDATE mailing SET state = 'running', started_at = ? WHERE id = ? AND state = 'proposed'",
        arguments: [date.timeIntervalSince1970, mailing])
      guard db.changesCount == 1, let started = try fetchMailing(db, where: "id = ?", [mailing]) else {
        throw LedgerError(.noSuchMailing(mailing), path: path)
      }
      return started
    }
  }

  /// Removes a proposed mailing; one that was started stays for ever.
  public func discard(_ mailing: Mailing.ID) throws {
    try write { db in
      try db.execute(sql: "DELETE FROM mailing WHERE id = ? AND state = 'proposed'", arguments: [mailing])
      guard db.changesCount == 1 else { throw LedgerError(.noSuchMailing(mailing), path: path) }
    }
  }
}
