import Delivery
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct JournalTests {
  private let fixture: LedgerFixture
  private let mailing: Mailing
  /// Each writes two pages and more, eleven thousand in all.
  private static let rounds = 5000

  init() throws {
    fixture = try LedgerFixture()
    mailing = try fixture.run(readers: Self.rounds)
  }

  private var journalSize: Int {
    get throws {
      try #require(try FileManager.default.attributesOfItem(atPath: fixture.path + "-wal")[.size] as? Int)
    }
  }

  private func delivery(_ number: Int) -> DeliveryID {
    DeliveryID(mailing: mailing.id, number: Int64(number))
  }

  /// One message after the other: the outcome of each is recorded with the claim of the next.
  private func write(rounds: ClosedRange<Int>) throws {
    for number in rounds {
      try fixture.ledger.commit(
        claims: [delivery(number)],
        verdicts: number == 1
          ? [] : [Verdict(delivery(number - 1), outcome: .accepted(.queued), state: .accepted)],
        at: LedgerFixture.start)
      if number.isMultiple(of: 100) { fixture.ledger.checkpoint.settle() }
    }
  }

  @Test func `a journal begins anew while rounds go on, and nothing is lost`() throws {
    try write(rounds: 1...Self.rounds)
    #expect(try journalSize < (JournalCheckpoint.pages + 400) * 4120)
    try fixture.reopen()
    let counts = try fixture.ledger.counts(of: mailing.id)
    #expect(counts[.accepted] == Self.rounds - 1 && counts[.submitting] == 1)
    let check = try fixture.ledger.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    #expect(check == ["ok"])
  }

  @Test func `a reader sees what it saw while rounds go on, and the journal begins anew behind it`() throws {
    let halfway = Self.rounds / 2
    try write(rounds: 1...1)
    let snapshot = try fixture.ledger.pool.makeSnapshot()
    try write(rounds: 2...halfway)
    let tried = try snapshot.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM last_attempt") }
    #expect(tried == 0)
    #expect(try journalSize > JournalCheckpoint.pages * 4120)
    try snapshot.close()
    try write(rounds: (halfway + 1)...Self.rounds)
    #expect(try journalSize < (2 * JournalCheckpoint.pages + 400) * 4120)
    #expect(try fixture.ledger.counts(of: mailing.id)[.accepted] == Self.rounds - 1)
  }
}
