import Delivery
import Foundation
import GRDB
import Testing

@testable import Ledger

/// Ledgers that earlier versions made.
@Suite struct MigrationTests {
  @Test(arguments: 2...migrationCatalog.count)
  func `a ledger of any earlier form is brought up to date, and nothing in it is lost`(steps: Int) throws {
    let fixture = try LedgerFixture()
    let path = fixture.folder + "/old.sqlite"
    var migrator = DatabaseMigrator()
    for step in migrationCatalog.prefix(steps) {
      migrator.registerMigration(step.name) { try step.migrate($0) }
    }
    let old = try DatabasePool(path: path)
    try migrator.migrate(old)
    try old.write { db in
      try db.execute(
        sql: """
          INSERT INTO mailing (issue, content_hash, list, subject, domain, audience, created_at, state, people)
          VALUES ('012', 'c0ffee', 'film-club', 'S', 'news.example.org', 'everyone', 1795000000, 'running', 2);
          INSERT INTO delivery (id, mailing, state, address, address_key, name, fields, row, random, attempts)
          VALUES (4294967297, 1, 'accepted', 'ada@example.org', 'ada@example.org', 'Ada', '{}', 2, 7, 1),
            (4294967298, 1, 'submitting', 'bob@example.org', 'bob@example.org', NULL, '{}', 3, 8, 0);
          INSERT INTO attempt (delivery, number, at, outcome, reason, code, text)
          VALUES (4294967297, 1, 1795000000, 'accepted', 'reply', 250, 'queued');
          """)
    }
    try old.close()
    let ledger = try SQLiteLedger(path: path)
    let mailing = try #require(try ledger.latestMailing(issue: "012", list: "film-club"))
    #expect(mailing.plan.notAfter == nil)
    #expect(try ledger.recover(mailing.id, at: LedgerFixture.start) == Recovery(unknown: 1))
    #expect(try ledger.counts(of: mailing.id) == DeliveryCounts([.accepted: 1, .unknown: 1]))
    #expect(try ledger.usage(of: "post", on: "2026-11-18") == AccountUsage())
    try ledger.setNotAfter(LedgerFixture.start, of: mailing.id)
    #expect(try ledger.mailing(mailing.id)?.plan.notAfter == LedgerFixture.start)
  }

  @Test func `after a program has given up, nothing more is recorded by it`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 3)
    func id(_ number: Int64) -> DeliveryID { DeliveryID(mailing: mailing.id, number: number) }
    try fixture.ledger.commit(claims: [id(1), id(2)], verdicts: [], at: LedgerFixture.start)
    #expect(try fixture.ledger.abandon(mailing.id, at: LedgerFixture.start) == 2)
    #expect(throws: LedgerError(.abandoned, path: fixture.path)) {
      try fixture.ledger.commit(claims: [id(3)], verdicts: [], at: LedgerFixture.start)
    }
    #expect(try fixture.states(of: mailing) == [1: .unknown, 2: .unknown, 3: .pending])
  }
}
