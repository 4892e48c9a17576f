import Delivery
import Foundation
import InternetMessage
import Ledger
import MailingLists
import Testing

@Suite struct SendingTests {
  private let start = LedgerFixture.start

  private func verdict(
    _ mailing: Mailing, _ number: Int64, _ outcome: SubmissionOutcome, _ state: DeliveryState,
    next: Date? = nil,
    suppress: SuppressionReason? = nil
  ) -> Verdict {
    Verdict(
      DeliveryID(mailing: mailing.id, number: number), outcome: outcome, state: state, nextAttempt: next,
      suppression: suppress)
  }

  private func claims(_ mailing: Mailing, _ numbers: Int64...) -> [DeliveryID] {
    numbers.map { DeliveryID(mailing: mailing.id, number: $0) }
  }

  @Test func `deliveries are given in order, after a number, up to a limit`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 10)
    func numbers(after number: Int64, limit: Int) throws -> [Int64] {
      try fixture.ledger.due(.pending, of: mailing.id, after: number, limit: limit).map(\.id.number)
    }
    #expect(try numbers(after: 0, limit: 3) == [1, 2, 3])
    #expect(try numbers(after: 3, limit: 100) == [4, 5, 6, 7, 8, 9, 10])
    #expect(try numbers(after: 10, limit: 1).isEmpty)
  }

  @Test func `a round writes claims and outcomes at once`() throws {
    let fixture = try LedgerFixture()
    let ledger = fixture.ledger
    let mailing = try fixture.run(readers: 5)
    try ledger.commit(claims: claims(mailing, 1, 2), verdicts: [], at: start)
    #expect(
      try fixture.states(of: mailing) == [
        1: .submitting, 2: .submitting, 3: .pending, 4: .pending, 5: .pending,
      ])
    let next = start + 900
    try ledger.commit(
      claims: claims(mailing, 3),
      verdicts: [
        verdict(mailing, 1, .accepted(.queued), .accepted),
        verdict(mailing, 2, .unknown(.body, .timedOut), .unknown),
        // Refused before its message left, hence never claimed.
        verdict(mailing, 4, .rejected(.rcptTo, .reply(.noSuchUser)), .rejected, suppress: .bounced),
        // Claimed and answered in one round.
        verdict(mailing, 3, .deferred(.data, .reply(.later)), .deferred, next: next),
      ], at: start + 1)
    #expect(
      try fixture.states(of: mailing) == [1: .accepted, 2: .unknown, 3: .deferred, 4: .rejected, 5: .pending])
    #expect(
      try ledger.counts(of: mailing.id)
        == DeliveryCounts([.accepted: 1, .unknown: 1, .deferred: 1, .rejected: 1, .pending: 1]))
    #expect(try ledger.nextAttempt(of: mailing.id) == next)
    #expect(
      try ledger.attempts(of: DeliveryID(mailing: mailing.id, number: 4))
        == [Attempt(number: 1, date: start + 1, outcome: .rejected(.rcptTo, .reply(.noSuchUser)))])
    #expect(
      try ledger.suppressions(forList: nil)
        == [
          Suppression(
            addressKey: "reader4@example.org", reason: .bounced, date: start + 1,
            origin: "delivery \(mailing.id).4")
        ])
  }

  @Test func `deferred deliveries come back when they are due`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 3)
    try fixture.ledger.commit(
      claims: [],
      verdicts: [verdict(mailing, 2, .deferred(.connect, .timedOut), .deferred, next: start + 900)],
      at: start)
    func numbers(_ selection: DueSelection) throws -> [Int64] {
      try fixture.ledger.due(selection, of: mailing.id, after: 0, limit: 9).map(\.id.number)
    }
    #expect(try numbers(.pending) == [1, 3])
    #expect(try numbers(.dueBy(start + 899)) == [1, 3])
    #expect(try numbers(.dueBy(start + 900)) == [1, 2, 3])
    #expect(try numbers(.everythingLeft) == [1, 2, 3])
    let delivery = try #require(
      try fixture.ledger.due(.everythingLeft, of: mailing.id, after: 1, limit: 1).first)
    #expect(delivery.attempts == 1)
    #expect(delivery.firstAttempt == start)
    #expect(delivery.nextAttempt == start + 900)
    #expect(delivery.lastOutcome == .deferred(.connect, .timedOut))
    try fixture.ledger.commit(
      claims: claims(mailing, 2), verdicts: [verdict(mailing, 2, .accepted(.queued), .accepted)],
      at: start + 950)
    #expect(
      try fixture.ledger.attempts(of: delivery.id)
        == [
          Attempt(number: 1, date: start, outcome: .deferred(.connect, .timedOut)),
          Attempt(number: 2, date: start + 950, outcome: .accepted(.queued)),
        ])
  }

  static let halts: [(SubmissionOutcome, SendEnding?)] = {
    let policy = SMTPReply(code: 550, enhancedStatus: .init(5, 7, 1), lines: ["no good name"])
    let size = SMTPReply(code: 552, enhancedStatus: .init(5, 3, 4), lines: ["too large"])
    return [
      (.rejected(.rcptTo, .reply(policy)), .paused(.rcptTo, policy)),
      (.rejected(.body, .reply(size)), .tooLarge(.body, size)),
      (.rejected(.rcptTo, .reply(.noSuchUser)), nil), (.deferred(.rcptTo, .reply(.later)), nil),
      (.accepted(.queued), nil),
    ]
  }()

  @Test(arguments: halts)
  func `a refusal that is about all others halts the mailing until it goes on`(
    _ outcome: SubmissionOutcome, _ halt: SendEnding?
  ) throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 2)
    try fixture.ledger.commit(claims: [], verdicts: [verdict(mailing, 1, outcome, .rejected)], at: start)
    #expect(try fixture.ledger.halt(of: mailing.id) == halt)
    #expect(try DeliveryReport(of: mailing, in: fixture.ledger).halt == halt)
    try fixture.reopen()
    #expect(try fixture.ledger.halt(of: mailing.id) == halt)
    try fixture.ledger.goOn(mailing.id)
    #expect(try fixture.ledger.halt(of: mailing.id) == nil)
  }

  static let outcomes: [SubmissionOutcome] =
    [.accepted(.queued), .accepted(SMTPReply(code: 250, lines: []))]
    + SMTPPhase.allCases.flatMap { phase -> [SubmissionOutcome] in
      [
        .deferred(phase, .reply(.later)), .rejected(phase, .reply(.noSuchUser)), .unknown(phase, .timedOut),
        .deferred(phase, .connectionLost("reset")), .deferred(phase, .notOffered("SMTPUTF8")),
        .deferred(phase, .unintelligible("hello?")),
      ]
    }

  @Test(arguments: outcomes) func `every outcome is read as it was written`(outcome: SubmissionOutcome) throws
  {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 1)
    try fixture.ledger.commit(claims: [], verdicts: [verdict(mailing, 1, outcome, .expired)], at: start)
    #expect(
      try fixture.ledger.attempts(of: DeliveryID(mailing: mailing.id, number: 1)).map(\.outcome) == [outcome])
    var last: [SubmissionOutcome?] = []
    try fixture.ledger.forEachDelivery(of: mailing.id, in: [.expired]) { last.append($0.lastOutcome) }
    #expect(last == [outcome])
  }

  @Test(arguments: [DeliveryState.submitting, .accepted, .rejected, .unknown, .suppressed])
  func `what is not due cannot be claimed, and nothing of the round is written`(state: DeliveryState) throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 3)
    switch state {
    case .submitting: try fixture.ledger.commit(claims: claims(mailing, 2), verdicts: [], at: start)
    case .suppressed:
      try fixture.ledger.suppress(
        Suppression(addressKey: "reader2@example.org", reason: .manual, date: start, origin: "test"))
      #expect(try fixture.ledger.recover(mailing.id, at: start).suppressed == 1)
    default:
      try fixture.ledger.commit(
        claims: [], verdicts: [verdict(mailing, 2, .unknown(.body, .timedOut), state)], at: start)
    }
    let before = try fixture.states(of: mailing)
    #expect(throws: LedgerError(.notDue(DeliveryID(mailing: mailing.id, number: 2)), path: fixture.path)) {
      try fixture.ledger.commit(claims: claims(mailing, 1, 2), verdicts: [], at: start)
    }
    #expect(try fixture.states(of: mailing) == before)
  }

  @Test func `what is claimed together need not follow one another, and nobody is claimed twice`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 9)
    let ledger = fixture.ledger
    try ledger.commit(claims: claims(mailing, 7, 1, 3), verdicts: [], at: start)
    for round in [
      claims(mailing, 2, 3, 4), claims(mailing, 2, 2, 4), claims(mailing, 8, 7), claims(mailing, 10),
    ] {
      #expect(throws: LedgerError.self) { try ledger.commit(claims: round, verdicts: [], at: start) }
    }
    try ledger.commit(
      claims: claims(mailing, 2, 9), verdicts: [verdict(mailing, 3, .accepted(.queued), .accepted)], at: start
    )
    #expect(throws: LedgerError(.notDue(DeliveryID(mailing: mailing.id, number: 3)), path: fixture.path)) {
      try ledger.commit(claims: claims(mailing, 4, 3, 5), verdicts: [], at: start)
    }
    let states = try fixture.states(of: mailing)
    #expect(states.filter { $0.value == .submitting }.keys.sorted() == [1, 2, 7, 9])
    #expect(states.filter { $0.value == .pending }.keys.sorted() == [4, 5, 6, 8])
  }

  @Test func `who is erased while mail is sent is not claimed any more, and what is under way stays`() throws
  {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 2)
    try fixture.ledger.commit(claims: claims(mailing, 1), verdicts: [], at: start)
    let keys = try TokenKeys(current: Array(repeating: 7, count: 32))
    for number in 1...2 {
      let address = ErasedAddress(try EmailAddress("reader\(number)@example.org"), keys: keys)
      #expect(try fixture.ledger.erase(address, at: start) == 1)
    }
    #expect(try fixture.states(of: mailing) == [1: .submitting, 2: .suppressed])
    #expect(throws: LedgerError(.notDue(DeliveryID(mailing: mailing.id, number: 2)), path: fixture.path)) {
      try fixture.ledger.commit(claims: claims(mailing, 2), verdicts: [], at: start)
    }
    try fixture.ledger.commit(
      claims: [], verdicts: [verdict(mailing, 1, .accepted(.queued), .accepted)], at: start)
    #expect(try fixture.states(of: mailing) == [1: .accepted, 2: .suppressed])
  }

  @Test func `an outcome is not written twice`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 1)
    try fixture.ledger.commit(
      claims: [], verdicts: [verdict(mailing, 1, .accepted(.queued), .accepted)], at: start)
    #expect(throws: LedgerError(.notDue(DeliveryID(mailing: mailing.id, number: 1)), path: fixture.path)) {
      try fixture.ledger.commit(
        claims: [], verdicts: [verdict(mailing, 1, .deferred(.connect, .timedOut), .deferred)], at: start)
    }
    #expect(try fixture.ledger.attempts(of: DeliveryID(mailing: mailing.id, number: 1)).count == 1)
  }

  @Test func `after a crash exactly the claims without outcome are unknown`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 6)
    try fixture.ledger.commit(claims: claims(mailing, 1, 2, 3), verdicts: [], at: start)
    try fixture.ledger.commit(
      claims: claims(mailing, 4), verdicts: [verdict(mailing, 2, .accepted(.queued), .accepted)], at: start)
    // The first connection stays open: its process was killed and closed nothing.
    try fixture.reopen()
    #expect(try fixture.ledger.recover(mailing.id, at: start + 60) == Recovery(unknown: 3))
    #expect(
      try fixture.states(of: mailing)
        == [1: .unknown, 2: .accepted, 3: .unknown, 4: .unknown, 5: .pending, 6: .pending])
    #expect(
      try fixture.ledger.attempts(of: DeliveryID(mailing: mailing.id, number: 3))
        == [
          Attempt(
            number: 1, date: start + 60,
            outcome: .unknown(.body, .connectionLost("the program ended before the answer")))
        ])
    #expect(try fixture.ledger.recover(mailing.id, at: start + 61) == Recovery())
  }

  @Test func `unknown deliveries are sent again only when asked, under their Message-ID`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 2)
    let before = try fixture.ledger.due(.pending, of: mailing.id, after: 0, limit: 2).map(\.messageID)
    try fixture.ledger.commit(
      claims: claims(mailing, 1, 2), verdicts: [verdict(mailing, 2, .accepted(.queued), .accepted)], at: start
    )
    _ = try fixture.ledger.recover(mailing.id, at: start)
    #expect(try fixture.ledger.finish(mailing.id))
    #expect(try fixture.ledger.due(.everythingLeft, of: mailing.id, after: 0, limit: 9).isEmpty)
    #expect(try fixture.ledger.resendUnknown(mailing.id) == 1)
    #expect(try fixture.ledger.mailing(mailing.id)?.state == .running)
    let again = try fixture.ledger.due(.pending, of: mailing.id, after: 0, limit: 9)
    #expect(again.map(\.messageID) == [before[0]])
    #expect(again.map(\.attempts) == [1])
    #expect(try fixture.ledger.resendUnknown(mailing.id) == 0)
  }

  @Test func `who unsubscribed since the plan was made is not mailed by a resumed send`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 3)
    try fixture.ledger.suppress(
      Suppression(
        addressKey: "reader2@example.org", list: "film-club", reason: .unsubscribed, date: start,
        origin: "a link"))
    try fixture.ledger.suppress(
      Suppression(
        addressKey: "reader3@example.org", list: "another", reason: .unsubscribed, date: start, origin: "x"))
    #expect(try fixture.ledger.recover(mailing.id, at: start) == Recovery(suppressed: 1))
    #expect(try fixture.states(of: mailing) == [1: .pending, 2: .suppressed, 3: .pending])
  }

  @Test(arguments: DeliveryState.allCases)
  func `a mailing is finished when nothing is left to do`(state: DeliveryState) throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 1)
    if state == .submitting {
      try fixture.ledger.commit(claims: claims(mailing, 1), verdicts: [], at: start)
    } else {
      try fixture.ledger.commit(
        claims: [], verdicts: [verdict(mailing, 1, .deferred(.connect, .timedOut), state)], at: start)
    }
    #expect(try fixture.ledger.finish(mailing.id) == !state.isOpen)
    #expect(try fixture.ledger.mailing(mailing.id)?.state == (state.isOpen ? .running : .finished))
  }

  @Test func `equal answers are told together, the most frequent first`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 6)
    let outcomes: [(SubmissionOutcome, DeliveryState)] = [
      (.accepted(.queued), .accepted), (.deferred(.rcptTo, .reply(.later)), .deferred),
      (.rejected(.rcptTo, .reply(.noSuchUser)), .rejected), (.deferred(.rcptTo, .reply(.later)), .deferred),
      (.deferred(.connect, .timedOut), .deferred),
    ]
    try fixture.ledger.commit(
      claims: [], verdicts: outcomes.enumerated().map { verdict(mailing, Int64($0 + 1), $1.0, $1.1) },
      at: start)
    let report = try DeliveryReport(of: mailing, in: fixture.ledger)
    #expect(
      report.groups
        == [
          ReplyGroup(state: .deferred, outcome: .deferred(.rcptTo, .reply(.later)), count: 2),
          ReplyGroup(state: .deferred, outcome: .deferred(.connect, .timedOut), count: 1),
          ReplyGroup(state: .rejected, outcome: .rejected(.rcptTo, .reply(.noSuchUser)), count: 1),
        ])
    #expect(report.groups(in: .rejected).map(\.count) == [1])
    #expect(report.counts.people == 6)
    #expect(report.counts.open == 4)
    #expect(report.share(of: .deferred) == 0.5)
  }
}
