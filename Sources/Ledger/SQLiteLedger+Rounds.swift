public import Delivery
import Dispatch
public import Foundation
import GRDB

// A round is a line in a file at once, and rows of the tables a moment later.
extension SQLiteLedger {
  /// How long rounds are gathered before they are put into the tables together.
  private static let gathering = DispatchTimeInterval.milliseconds(20)

  /// Records a round: claims first, then outcomes.
  public func commit(claims: [DeliveryID], verdicts: [Verdict], on day: AccountDay?, at date: Date) throws {
    try log.check()
    if log.sender == 0 { try takeOver() }
    if !log.admits(claims: claims, verdicts: verdicts) { try check(claims: claims, verdicts: verdicts) }
    if log.isFull { try settle() }
    try log.append(claims: claims, verdicts: verdicts, on: day, at: date)
    settleSoon()
  }

  /// Puts the rounds that are only in a file into the tables: our own, or those of a sender elsewhere.
  ///
  /// Everything that reads or changes the tables does this first.
  func settle() throws {
    guard try log.sender == 0 ? othersAreWaiting() : log.isWaiting else { return }
    let last = try writeTables { db in
      var underWay = try UnderWay(in: db)
      try putIn(&underWay, in: db)
      try underWay.write(in: db)
      return underWay.place.round
    }
    log.putIn(through: last)
  }

  private func settleSoon() {
    guard log.schedules() else { return }
    settling.asyncAfter(deadline: .now() + Self.gathering) { [weak self] in self?.settleNow() }
  }

  private func settleNow() {
    log.begunToSettle()
    do { try settle() } catch { log.failed(error) }
  }

  /// Takes over from the last sender: its rounds are put in, and ours go into a file of their own.
  func takeOver() throws {
    let sender = Int64.random(in: 1...Int64.max)
    let file = try RoundFile(of: sender, ledger: path, waitingForDisk: durability == .powerLoss)
    do {
      try writeTables { db in
        var underWay = try UnderWay(in: db)
        try putIn(&underWay, in: db)
        underWay.begin(sender)
        try underWay.write(in: db)
      }
    } catch {
      file.end()
      throw error
    }
    RoundFile.removeAll(but: sender, ledger: path)
    log.begin(file, of: sender)
  }

  private func othersAreWaiting() throws -> Bool {
    try RoundFile.hasRounds(behind: readTables { try UnderWay(in: $0).place }, ledger: path)
  }

  private func putIn(_ underWay: inout UnderWay, in db: Database) throws {
    let rounds: [RecordedRound]
    if log.sender == 0 {
      rounds = try RoundFile.rounds(behind: underWay.place, ledger: path)
    } else {
      guard underWay.place.sender == log.sender else { throw LedgerError(.locked, path: path) }
      rounds = log.rounds(after: underWay.place.round)
    }
    for round in rounds {
      if let day = round.day, !round.claims.isEmpty { try count(round.claims.count, on: day, in: db) }
      underWay.add(round.claims)
      try record(round.verdicts, at: round.time, in: db)
      for verdict in round.verdicts { underWay.remove(verdict.delivery) }
      underWay.note(round)
    }
  }

  /// Throws when somebody is claimed who is not due, or has an outcome who was not to have one.
  private func check(claims: [DeliveryID], verdicts: [Verdict]) throws {
    log.forgetDue()
    try read { db in
      var claimed: Set<DeliveryID> = []
      for id in claims {
        guard claimed.insert(id).inserted, [.pending, .deferred].contains(try state(of: id, in: db)) else {
          throw LedgerError(.notDue(id), path: path)
        }
      }
      var settled: Set<DeliveryID> = []
      for id in verdicts.map(\.delivery) {
        guard settled.insert(id).inserted, try claimed.contains(id) || state(of: id, in: db)?.isOpen == true
        else { throw LedgerError(.notDue(id), path: path) }
      }
    }
  }

  private func state(of id: DeliveryID, in db: Database) throws -> DeliveryState? {
    try String.fetchOne(db, sql: "SELECT state FROM standing WHERE id = ?", arguments: [id.key]).flatMap(
      DeliveryState.init)
  }
}
