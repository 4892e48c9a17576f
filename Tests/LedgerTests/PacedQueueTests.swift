import Delivery
import Foundation
import InternetMessage
import Ledger
import MailingLists
import Testing

/// What a queue holds back, on a real ledger and with clocks that the test moves.
@Suite struct PacedQueueTests {
  final class Bench {
    let fixture = try? LedgerFixture()
    var ledger: SQLiteLedger
    var mailing: Mailing
    var date = LedgerFixture.start
    var elapsed = Duration.seconds(5)
    var rules = SendRules()
    var changes: [PaceChange] = []

    init(_ addresses: [String]) throws {
      let fixture = try #require(fixture)
      let rows = try addresses.enumerated().map { index, address in
        ListRow.recipient(Recipient(address: try EmailAddress(address), row: index + 2))
      }
      ledger = fixture.ledger
      mailing = try ledger.start(fixture.propose(Rows(rows)).mailing.id, at: date)
    }

    convenience init(readers count: Int) throws {
      try self.init((1...count).map { "reader\($0)@example.org" })
    }

    func queue() -> SendQueue {
      SendQueue(
        mailing, in: ledger, rules: rules,
        clock: SendClock(date: { self.date }, elapsed: { self.elapsed }),
        submission: { try $0.submission },
        observer: { if case .paced(let change) = $0 { self.changes.append(change) } })
    }

    func pass(_ time: Duration) {
      elapsed += time
      date += Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }

    /// Hands over what the queue gives, waits when it says so, and says who went when.
    func run(
      _ queue: SendQueue, outcome: (Submission) -> SubmissionOutcome = { _ in .accepted(.queued) }
    ) throws -> [(number: Int64, at: Double)] {
      let start = elapsed
      var sent: [(number: Int64, at: Double)] = []
      for _ in 0..<1_000_000 {
        if let submission = try queue.next() {
          let passed = elapsed - start
          sent.append(
            (
              submission.delivery.number,
              Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
            ))
          try queue.commit(Round(claims: [submission.delivery]))
          try queue.commit(Round(outcomes: [(submission.delivery, outcome(submission))]))
        } else if let pause = queue.pause {
          pass(pause)
        } else {
          return sent
        }
      }
      Issue.record("the queue never ends")
      return sent
    }
  }

  @Test func `messages go at the account's pace, and the queue says how long to wait`() throws {
    let bench = try Bench(readers: 10)
    bench.rules.pace.account = Rate(120, per: .minute)
    let queue = bench.queue()
    _ = try queue.next()
    #expect(try queue.next() == nil)
    // Not longer than a person who asks to stop would wait.
    #expect(queue.pause == .milliseconds(200))
    #expect(!queue.isStopping)
    let sent = try bench.run(bench.queue())
    #expect(sent.map(\.number) == Array(1...10))
    #expect(sent.enumerated().allSatisfy { abs($1.at - Double($0) * 0.5) < 0.01 })
  }

  @Test func `who is at a domain that has to wait steps aside, and the others go on`() throws {
    let bench = try Bench([
      "a@slow.example", "b@slow.example", "c@slow.example", "d@example.org", "e@example.org",
    ])
    bench.rules.pace.domains = ["slow.example": Rate(1, per: .second)]
    bench.rules.batch = 2
    let queue = bench.queue()
    let sent = try bench.run(queue)
    #expect(sent.map(\.number) == [1, 4, 5, 2, 3])
    #expect(sent.map { ($0.at * 10).rounded() / 10 } == [0, 0, 0, 1, 2])
    #expect(queue.ending == .finished)
  }

  @Test(arguments: [1, 2, 3, 10]) func `no more are kept aside than the limit says, and nobody is forgotten`(
    lookAhead: Int
  ) throws {
    let bench = try Bench((1...6).map { "r\($0)@slow.example" } + ["x@example.org"])
    bench.rules.pace.domains = ["slow.example": Rate(1, per: .second)]
    bench.rules.lookAhead = lookAhead
    let sent = try bench.run(bench.queue())
    #expect(sent.map(\.number).sorted() == Array(1...7))
    #expect(sent.filter { $0.number != 7 }.map(\.number) == Array(1...6))
    #expect(abs((sent.last?.at ?? 0) - 5) < 0.1)
  }

  @Test func `421 slows the account down, and it recovers`() throws {
    let bench = try Bench(readers: 400)
    bench.rules.pace.account = Rate(2, per: .second)
    let slow = SMTPReply(code: 421, enhancedStatus: .init(4, 7, 0), lines: ["slow down"])
    let sent = try bench.run(bench.queue()) { submission in
      submission.delivery.number == 40 ? .deferred(.body, .reply(slow)) : .accepted(.queued)
    }
    #expect(bench.changes.map(\.rate) == [Rate(60, per: .minute), Rate(120, per: .minute)])
    let gaps = zip(sent, sent.dropFirst()).map { $1.at - $0.at }
    #expect(abs(gaps[20] - 0.5) < 0.01)
    #expect(abs(gaps[60] - 1) < 0.01)
    #expect(abs(gaps[200] - 0.5) < 0.01)
  }

  @Test(arguments: [1, 2, 3, 4]) func `a limit counts the people who are handed out`(limit: Int) throws {
    let bench = try Bench(readers: 3)
    bench.rules.limit = limit
    let queue = bench.queue()
    #expect(try bench.run(queue).map(\.number) == Array(1...Int64(min(3, limit))))
    #expect(queue.ending == (limit <= 3 ? .limited(limit) : .finished))
    #expect(!queue.isStopping)
  }

  @Test func `after its last time nothing of a mailing goes out, and what was not begun is not begun`() throws
  {
    let bench = try Bench(readers: 3)
    let latest = bench.date + 60
    bench.rules.notAfter = latest
    let queue = bench.queue()
    _ = try queue.next()
    bench.pass(.seconds(60))
    #expect(try queue.next() != nil)
    #expect(!queue.isStopping)
    bench.pass(.seconds(1))
    #expect(queue.isStopping)
    #expect(try queue.next() == nil)
    #expect(queue.ending == .tooLate(latest))
  }

  @Test func `a warm-up is counted by day and across runs`() throws {
    let bench = try Bench(readers: 20)
    bench.rules.account = "letters"
    bench.rules.warmUp = WarmUp(days: [3, 5])
    bench.rules.calendar.timeZone = try #require(TimeZone(identifier: "Europe/Berlin"))
    let first = bench.queue()
    #expect(try bench.run(first).count == 3)
    let midnight = try #require(ISO8601DateFormatter().date(from: "2026-11-18T23:00:00Z"))
    #expect(first.ending == .usedUp(until: midnight))
    #expect(try bench.run(bench.queue()).isEmpty)
    // Two days later is the second day of sending.
    bench.date = midnight + 24 * 3600
    #expect(try bench.run(bench.queue()).count == 5)
    #expect(
      try bench.ledger.usage(of: "letters", on: "2026-11-20") == AccountUsage(earlierDays: 1, messages: 5))
    bench.date += 24 * 3600
    let last = bench.queue()
    #expect(try bench.run(last).count == 12)
    #expect(last.ending == .finished)
    #expect(try bench.ledger.usage(of: "other", on: "2026-11-20") == AccountUsage())
  }

  @Test func `what is refused before the message does not count in a warm-up`() throws {
    let bench = try Bench(readers: 6)
    bench.rules.account = "letters"
    bench.rules.warmUp = WarmUp(days: [3])
    let queue = bench.queue()
    let three = try (0..<3).map { _ in try #require(try queue.next()?.delivery) }
    #expect(try queue.next() == nil)
    #expect(queue.pause != nil)
    try queue.commit(
      Round(claims: [three[0], three[1]], outcomes: [(three[2], .rejected(.rcptTo, .reply(.noSuchUser)))]))
    #expect(try queue.next()?.delivery.number == 4)
    try queue.commit(Round(claims: [DeliveryID(mailing: bench.mailing.id, number: 4)]))
    #expect(try queue.next() == nil)
    #expect(queue.pause == nil)
    guard case .usedUp = queue.ending else {
      Issue.record("it ended as \(String(describing: queue.ending))")
      return
    }
  }

  static let jumps: [TimeInterval] = [-315_360_000, -86_400, 86_400, 315_360_000]

  @Test(arguments: jumps)
  func `a wall clock that jumps neither stops the sending nor lets it run away`(jump: TimeInterval) throws {
    let bench = try Bench(readers: 20)
    bench.rules.pace.account = Rate(10, per: .second)
    let sent = try bench.run(bench.queue()) { submission in
      if submission.delivery.number == 5 { bench.date += jump }
      return .accepted(.queued)
    }
    #expect(sent.count == 20)
    #expect(abs((sent.last?.at ?? 0) - 1.9) < 0.05)
  }

  @Test func `who was deferred by a clock in the future is due when it is right again`() throws {
    let bench = try Bench(readers: 2)
    bench.date += 365 * 86_400
    #expect(try bench.run(bench.queue()) { _ in .deferred(.rcptTo, .reply(.later)) }.count == 2)
    bench.date -= 365 * 86_400
    bench.rules.selection = .dueBy(bench.date)
    #expect(try bench.run(bench.queue()).count == 2)
    let counts = try bench.ledger.counts(of: bench.mailing.id)
    #expect(counts == DeliveryCounts([.accepted: 2]))
  }
}
