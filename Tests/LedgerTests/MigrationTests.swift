import Delivery
import Foundation
import GRDB
import Testing

@testable import Ledger

/// Ledgers that earlier versions made.
@Suite struct MigrationTests {
  /// The steps whose deliveries carry their last attempt themselves.
  static let firstForms = 2...7

  @Test(arguments: firstForms)
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
          INSERT INTO delivery (id, mailing, state, address, address_key, name, fields, row, random, attempts,
            first_attempt, next_attempt, suppression)
          VALUES (4294967297, 1, 'accepted', 'ada@example.org', 'ada@example.org', 'Ada', '{}', 2, 7, 1,
              1795000000, NULL, NULL),
            (4294967298, 1, 'submitting', 'bob@example.org', 'bob@example.org', NULL, '{}', 3, 8, 0,
              NULL, NULL, NULL),
            (4294967299, 1, 'deferred', 'cy@example.org', 'cy@example.org', NULL, '{}', 4, 9, 2,
              1795000000, 1795002700, NULL),
            (4294967300, 1, 'pending', 'di@example.org', 'di@example.org', NULL, '{}', 5, 10, 1,
              1795000000, NULL, NULL),
            (4294967301, 1, 'suppressed', 'eve@example.org', 'eve@example.org', NULL, '{}', 6, 11, 1,
              1795000000, NULL, 'unsubscribed'),
            (4294967302, 1, 'submitting', 'flo@example.org', 'flo@example.org', NULL, '{}', 7, 12, 1,
              1795000000, 1795000900, NULL);
          INSERT INTO attempt (delivery, number, at, outcome, phase, reason, code, text)
          VALUES (4294967297, 1, 1795000000, 'accepted', NULL, 'reply', 250, 'queued'),
            (4294967299, 1, 1795000000, 'deferred', 'rcptTo', 'reply', 451, 'later'),
            (4294967299, 2, 1795000900, 'deferred', 'connect', 'timed-out', NULL, ''),
            (4294967300, 1, 1795000000, 'unknown', 'body', 'timed-out', NULL, ''),
            (4294967301, 1, 1795000000, 'deferred', 'connect', 'timed-out', NULL, ''),
            (4294967302, 1, 1795000000, 'deferred', 'connect', 'timed-out', NULL, '');
          """)
    }
    try old.close()
    let ledger = try SQLiteLedger(path: path)
    let mailing = try #require(try ledger.latestMailing(issue: "012", list: "film-club"))
    #expect(mailing.plan.notAfter == nil)
    #expect(
      try ledger.counts(of: mailing.id)
        == DeliveryCounts([.accepted: 1, .submitting: 2, .deferred: 1, .pending: 1, .suppressed: 1]))
    #expect(try ledger.recover(mailing.id, at: LedgerFixture.start + 1000) == Recovery(unknown: 2))
    #expect(
      try ledger.counts(of: mailing.id)
        == DeliveryCounts([.accepted: 1, .unknown: 2, .deferred: 1, .pending: 1, .suppressed: 1]))
    func attempts(_ number: Int64) throws -> [Attempt] {
      try ledger.attempts(of: DeliveryID(mailing: 1, number: number))
    }
    let start = LedgerFixture.start
    let ended = SubmissionOutcome.unknown(.body, .connectionLost("the program ended before the answer"))
    let lost = SubmissionOutcome.deferred(.connect, .timedOut)
    let later = SubmissionOutcome.deferred(.rcptTo, .reply(SMTPReply(code: 451, lines: ["later"])))
    let queued = SubmissionOutcome.accepted(SMTPReply(code: 250, lines: ["queued"]))
    #expect(try attempts(1) == [Attempt(number: 1, date: start, outcome: queued)])
    #expect(try attempts(2) == [Attempt(number: 1, date: start + 1000, outcome: ended)])
    #expect(
      try attempts(3) == [
        Attempt(number: 1, date: start, outcome: later), Attempt(number: 2, date: start + 900, outcome: lost),
      ])
    #expect(
      try attempts(6) == [
        Attempt(number: 1, date: start, outcome: lost),
        Attempt(number: 2, date: start + 1000, outcome: ended),
      ])
    let open = try ledger.due(.dueBy(start + 2700), of: mailing.id, after: 0, limit: 9)
    #expect(open.map(\.id.number) == [3, 4])
    #expect(open.map(\.attempts) == [2, 1])
    #expect(open.map(\.firstAttempt) == [start, start])
    #expect(open.map(\.nextAttempt) == [start + 2700, nil])
    #expect(open.first?.lastOutcome == lost)
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
