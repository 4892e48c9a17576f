import Delivery
import Foundation
import InternetMessage
import Ledger
import MailingLists
import Testing

/// The queue on a real ledger.
@Suite struct SendQueueTests {
  /// What the tests put into a queue, and what comes out of it.
  final class Bench {
    let fixture: LedgerFixture
    let mailing: Mailing
    let stop = StopFlag()
    var now = LedgerFixture.start
    var events: [String] = []
    var unbuildable: Int64?

    init(readers: Int) throws {
      fixture = try LedgerFixture()
      mailing = try fixture.run(readers: readers)
    }

    struct NoName: Error, Equatable {}

    func queue(_ selection: DueSelection = .pending, batch: Int = 3) -> SendQueue {
      SendQueue(
        mailing, in: fixture.ledger, rules: .batches(of: batch, selection), stop: stop,
        clock: .wall { self.now },
        submission: { delivery in
          if delivery.id.number == self.unbuildable { throw NoName() }
          return try delivery.submission
        },
        observer: { event in
          switch event {
          case .claimed(let delivery): self.events.append("\(delivery.id.number) \(delivery.state)")
          case .settled(let delivery, _):
            self.events.append("\(delivery.id.number) \(delivery.state) \(delivery.attempts)")
          case .paced, .waiting: break
          }
        })
    }

    func id(_ number: Int64) -> DeliveryID { DeliveryID(mailing: mailing.id, number: number) }
  }

  @Test(arguments: [1, 2, 3, 7, 100]) func `each due delivery is given once, whatever the batch`(batch: Int)
    throws
  {
    let bench = try Bench(readers: 7)
    let queue = bench.queue(batch: batch)
    var given: [Int64] = []
    while let submission = try queue.next() {
      given.append(submission.delivery.number)
      // Deferred at once: it stays in the ledger and must not come again in this run.
      try queue.commit(Round(outcomes: [(submission.delivery, .deferred(.connect, .timedOut))]))
    }
    #expect(given == Array(1...7))
    #expect(queue.ending == .finished)
    #expect(!queue.isStopping)
    #expect(try queue.next() == nil)
  }

  @Test func `what happened is told after it is written`() throws {
    let bench = try Bench(readers: 2)
    let queue = bench.queue()
    _ = try queue.next()
    try queue.commit(Round(claims: [bench.id(1)]))
    _ = try queue.next()
    try queue.commit(
      Round(
        claims: [bench.id(2)],
        outcomes: [(bench.id(1), .accepted(.queued)), (bench.id(2), .deferred(.body, .timedOut))]))
    #expect(bench.events == ["1 submitting", "2 submitting", "1 accepted 1", "2 deferred 1"])
    try queue.commit(Round())
    #expect(bench.events.count == 4)
  }

  @Test func `a raised flag ends the giving, and what is in flight is still written`() throws {
    let bench = try Bench(readers: 3)
    let queue = bench.queue()
    _ = try queue.next()
    try queue.commit(Round(claims: [bench.id(1)]))
    bench.stop.raise()
    #expect(queue.isStopping)
    #expect(try queue.next() == nil)
    #expect(queue.ending == .stopped)
    try queue.commit(Round(outcomes: [(bench.id(1), .accepted(.queued))]))
    #expect(try bench.fixture.states(of: bench.mailing) == [1: .accepted, 2: .pending, 3: .pending])
  }

  @Test func `a refusal of the sender pauses the mailing, one of the size stops it`() throws {
    let policy = SMTPReply(code: 550, enhancedStatus: .init(5, 7, 1), lines: ["relaying denied"])
    let size = SMTPReply(code: 552, enhancedStatus: .init(5, 3, 4), lines: ["too big"])
    for (reply, ending) in [
      (policy, SendEnding.paused(.rcptTo, policy)), (size, .tooLarge(.rcptTo, size)),
    ] {
      let bench = try Bench(readers: 3)
      let queue = bench.queue()
      _ = try queue.next()
      _ = try queue.next()
      try queue.commit(Round(outcomes: [(bench.id(1), .rejected(.rcptTo, .reply(reply)))]))
      #expect(try queue.next() == nil)
      try queue.commit(Round(claims: [bench.id(2)], outcomes: [(bench.id(2), .accepted(.queued))]))
      #expect(queue.ending == ending)
      #expect(queue.isStopping)
      #expect(try bench.fixture.states(of: bench.mailing) == [1: .rejected, 2: .accepted, 3: .pending])
      #expect(try bench.fixture.ledger.suppressions(forList: nil).isEmpty)
    }
  }

  @Test func `an address that takes no mail is suppressed, and the mailing goes on`() throws {
    let bench = try Bench(readers: 2)
    let queue = bench.queue()
    _ = try queue.next()
    try queue.commit(Round(outcomes: [(bench.id(1), .rejected(.rcptTo, .reply(.noSuchUser)))]))
    #expect(try queue.next()?.delivery.number == 2)
    #expect(
      try bench.fixture.ledger.suppressions(forList: "film-club").map(\.addressKey) == ["reader1@example.org"]
    )
    #expect(try bench.fixture.propose(Readers(count: 2), issue: "013").people == 1)
  }

  @Test func `a delivery deferred for 48 hours expires`() throws {
    let bench = try Bench(readers: 1)
    var attempts = 0
    while try bench.fixture.ledger.counts(of: bench.mailing.id)[.expired] == 0 {
      let queue = bench.queue(.dueBy(bench.now))
      let submission = try #require(try queue.next())
      try queue.commit(Round(outcomes: [(submission.delivery, .deferred(.rcptTo, .reply(.later)))]))
      attempts += 1
      #expect(try bench.queue(.dueBy(bench.now)).next() == nil)
      bench.now = try bench.fixture.ledger.nextAttempt(of: bench.mailing.id) ?? bench.now
    }
    #expect(attempts == 16)
    #expect(try bench.fixture.ledger.finish(bench.mailing.id))
    #expect(try bench.fixture.ledger.attempts(of: bench.id(1)).map(\.number) == Array(1...16))
  }

  @Test func `a message that cannot be made ends the giving, and what is in flight is still written`() throws
  {
    let bench = try Bench(readers: 3)
    bench.unbuildable = 2
    let queue = bench.queue()
    _ = try queue.next()
    #expect(throws: Bench.NoName()) { try queue.next() }
    #expect(throws: Bench.NoName()) { try queue.next() }
    try queue.commit(Round(claims: [bench.id(1)], outcomes: [(bench.id(1), .accepted(.queued))]))
    #expect(throws: Bench.NoName()) { try queue.next() }
    #expect(try bench.fixture.states(of: bench.mailing) == [1: .accepted, 2: .pending, 3: .pending])
  }

  @Test func `when the ledger refuses a round nothing more is given or written`() throws {
    let bench = try Bench(readers: 3)
    let first = bench.queue()
    let second = bench.queue()
    _ = try first.next()
    _ = try second.next()
    try first.commit(Round(claims: [bench.id(1)]))
    let refusal = LedgerError(.notDue(bench.id(1)), path: bench.fixture.path)
    #expect(throws: refusal) { try second.commit(Round(claims: [bench.id(1)])) }
    #expect(throws: refusal) { try second.next() }
    #expect(throws: refusal) { try second.commit(Round()) }
    #expect(try first.next()?.delivery.number == 2)
  }
}

extension SendRules {
  static func batches(of batch: Int, _ selection: DueSelection) -> SendRules {
    var rules = SendRules(selection)
    rules.batch = batch
    return rules
  }
}

extension SendClock {
  /// A clock of which only the date is looked at.
  static func wall(_ date: @escaping () -> Date) -> SendClock {
    SendClock(date: date, elapsed: { .seconds(date().timeIntervalSince(LedgerFixture.start)) })
  }
}

extension Delivery {
  /// A message that is as small as messages get.
  var submission: Submission {
    get throws {
      Submission(
        delivery: id,
        envelope: Envelope(returnPath: try EmailAddress("bounces+\(id)@example.org"), recipient: address),
        message: try EncodedMessage(Array("Message-ID: \(messageID)\r\n\r\nhello\r\n".utf8)))
    }
  }
}
