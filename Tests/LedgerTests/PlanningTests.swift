import Delivery
import Foundation
import InternetMessage
import Ledger
import MailingLists
import Testing

@Suite struct PlanningTests {
  @Test func `a plan says how the number of people came about`() throws {
    let fixture = try LedgerFixture()
    func person(_ address: String, row: Int, _ reason: SuppressionReason? = nil) throws -> ListRow {
      .recipient(Recipient(address: try EmailAddress(address), row: row, suppression: reason))
    }
    let problem = RowProblem(row: 9, column: "email", text: "ada", reason: "the address has no @")
    try fixture.ledger.suppress(
      Suppression(
        addressKey: "eve@example.net", reason: .bounced, date: LedgerFixture.start, origin: "delivery 1.7"))
    try fixture.ledger.suppress(
      Suppression(
        addressKey: "flo@example.net", list: "film-club", reason: .complained, date: LedgerFixture.start,
        origin: "x"))
    try fixture.ledger.suppress(
      Suppression(
        addressKey: "ada@example.org", list: "another", reason: .unsubscribed, date: LedgerFixture.start,
        origin: "x"))
    let summary = try fixture.propose(
      Rows([
        try person("ada@example.org", row: 2), try person("Bob@example.org", row: 3),
        try person("ADA@Example.ORG", row: 4), try person("cy@example.org", row: 5, .unsubscribed),
        try person("eve@example.net", row: 6), try person("flo@example.net", row: 7),
        try person("bob@example.org", row: 8, .complained), .problem(problem),
      ]))
    #expect(summary.people == 1)
    #expect(summary.suppressed == [.unsubscribed: 1, .bounced: 1, .complained: 2])
    #expect(summary.duplicates == 2)
    #expect(summary.problems == 1)
    #expect(summary.firstProblems == [problem])
    #expect(summary.alreadyMailed == 0)
    #expect(summary.rows == 8)
    #expect(summary.facts.rows == 8)
    #expect(summary.mailing.people == 1)
    #expect(summary.mailing.state == .proposed)
    #expect(try fixture.ledger.mailing(summary.mailing.id) == summary.mailing)
    #expect(
      try fixture.states(of: summary.mailing)
        == [1: .pending, 2: .suppressed, 3: .suppressed, 4: .suppressed, 5: .suppressed])
  }

  @Test func `what the list said is kept with the delivery`() throws {
    let fixture = try LedgerFixture()
    let fields = ["email": "zoe@example.net", "Stadt": "Zü\"r\\ich\n\u{1}", "名": "☀️", "empty": ""]
    let recipient = Recipient(
      address: try EmailAddress("\"zoë \\\"x\"@faß.example"), name: "Zoë, \"die\" Erste", fields: fields,
      row: 12)
    let mailing = try fixture.propose(Rows([.recipient(recipient)])).mailing
    let due = try fixture.ledger.due(.pending, of: mailing.id, after: 0, limit: 10)
    #expect(due.map(\.recipient) == [recipient])
    #expect(due.map(\.state) == [.pending])
    #expect(due.map(\.attempts) == [0])
    #expect(due.first?.lastOutcome == nil)
  }

  @Test func `every delivery has a Message-ID of its own that stays`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 50)
    let first = try fixture.ledger.due(.pending, of: mailing.id, after: 0, limit: 100).map(\.messageID)
    #expect(Set(first).count == 50)
    #expect(
      first.allSatisfy { $0.domain.text == "news.example.org" && $0.unique.hasPrefix("\(mailing.id).") })
    try fixture.reopen()
    #expect(try fixture.ledger.due(.pending, of: mailing.id, after: 0, limit: 100).map(\.messageID) == first)
  }

  @Test func `an error while reading the list leaves nothing behind`() throws {
    struct Broken: RecipientSource, Error {
      func forEachRow(_ body: (ListRow) throws -> Void) throws -> ListFacts {
        try Readers(count: 10).forEachRow(body)
        throw self
      }
    }
    let fixture = try LedgerFixture()
    #expect(throws: Broken.self) { try fixture.propose(Broken()) }
    #expect(try fixture.ledger.mailing(1) == nil)
    #expect(try fixture.propose(Readers(count: 2)).people == 2)
  }

  @Test func `a proposal that nobody started goes away with the next`() throws {
    let fixture = try LedgerFixture()
    let stale = try fixture.propose(Readers(count: 3)).mailing
    let next = try fixture.propose(Readers(count: 2)).mailing
    #expect(next.id == stale.id + 1)
    #expect(try fixture.ledger.mailing(stale.id) == nil)
    #expect(throws: LedgerError(.noSuchMailing(stale.id), path: fixture.path)) {
      try fixture.ledger.start(stale.id, at: LedgerFixture.start)
    }
    #expect(throws: LedgerError(.noSuchMailing(stale.id), path: fixture.path)) {
      try fixture.ledger.due(.pending, of: stale.id, after: 0, limit: 1)
    }
    #expect(try fixture.ledger.mailings().isEmpty)
  }

  @Test func `a discarded proposal is gone, a started mailing stays`() throws {
    let fixture = try LedgerFixture()
    let proposed = try fixture.propose(Readers(count: 3)).mailing
    try fixture.ledger.discard(proposed.id)
    #expect(try fixture.ledger.mailing(proposed.id) == nil)
    let running = try fixture.run(readers: 3)
    #expect(running.state == .running)
    #expect(running.startedAt == LedgerFixture.start)
    #expect(throws: LedgerError(.noSuchMailing(running.id), path: fixture.path)) {
      try fixture.ledger.discard(running.id)
    }
    #expect(throws: LedgerError(.noSuchMailing(running.id), path: fixture.path)) {
      try fixture.ledger.start(running.id, at: LedgerFixture.start)
    }
    #expect(try fixture.ledger.mailings() == [running])
  }

  @Test func `the latest mailing of an issue to a list is found, proposals are not`() throws {
    let fixture = try LedgerFixture()
    #expect(try fixture.ledger.latestMailing(issue: "012", list: "film-club") == nil)
    let first = try fixture.run(readers: 1)
    let second = try fixture.run(readers: 1)
    _ = try fixture.propose(Readers(count: 1))
    #expect(try fixture.ledger.latestMailing(issue: "012", list: "film-club") == second)
    #expect(try fixture.ledger.latestMailing(issue: "012", list: "another") == nil)
    #expect(try fixture.ledger.latestMailing(issue: "011", list: "film-club") == nil)
    #expect(try fixture.ledger.mailings().map(\.id) == [second.id, first.id])
  }

  @Test func `newcomers are those whom no earlier mailing of the issue to the list was meant for`() throws {
    let fixture = try LedgerFixture()
    let first = try fixture.propose(try Rows("ada@example.org", "bob@example.org")).mailing
    _ = try fixture.ledger.start(first.id, at: LedgerFixture.start)
    let rows = try Rows("ADA@example.org", "bob@example.org", "cy@example.org", "cy@example.org")
    let summary = try fixture.propose(rows, audience: .newcomers)
    #expect(summary.people == 1)
    #expect(summary.alreadyMailed == 2)
    #expect(summary.duplicates == 1)
    #expect(summary.rows == 4)
    #expect(try fixture.propose(rows, list: "another", audience: .newcomers).people == 3)
    #expect(try fixture.propose(rows, issue: "013", audience: .newcomers).people == 3)
    #expect(try fixture.propose(rows).people == 3)
  }

  @Test func `one address in two Unicode forms is one person`() throws {
    let fixture = try LedgerFixture()
    let summary = try fixture.propose(try Rows("jos\u{E9}@example.org", "JOSE\u{301}@example.org"))
    #expect(summary.people == 1)
    #expect(summary.duplicates == 1)
  }

  @Test func `an empty list is a plan for nobody`() throws {
    let fixture = try LedgerFixture()
    let summary = try fixture.propose(Rows([]))
    #expect(summary.people == 0)
    #expect(summary.rows == 0)
  }
}
