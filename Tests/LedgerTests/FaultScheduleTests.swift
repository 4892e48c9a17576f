import Delivery
import Foundation
import InternetMessage
import Ledger
import MailingLists
import Testing

/// Sends over a server that misbehaves at random, by senders that are killed at random, until nothing is left.
@Suite struct FaultScheduleTests {
  /// The process is killed: nothing after this happens.
  struct Killed: Error {}

  /// A server that remembers what it took.
  final class Server {
    var accepted: [DeliveryID: Int] = [:]
    var refused: Set<DeliveryID> = []
  }

  /// Two clocks that go on as a queue asks for it; the one with the date may jump.
  final class Clocks {
    var date = LedgerFixture.start
    var elapsed = Duration.seconds(5)
    private let jumps: [TimeInterval]
    private var generator: SplitMix

    init(jumps: [TimeInterval], seed: UInt64) {
      self.jumps = jumps
      generator = SplitMix(seed: seed)
    }

    func pass(_ time: Duration) {
      elapsed += time
      date += Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
      if Int.random(in: 0..<50, using: &generator) == 0 {
        date += jumps.randomElement(using: &generator) ?? 0
      }
    }
  }

  /// What holds the sending back, and how the clock behaves.
  struct Circumstances: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var pace = PaceLimits()
    var jumps: [TimeInterval] = []

    static let all = [
      Circumstances(testDescription: "nothing holds back"),
      Circumstances(
        testDescription: "a pace for the account", pace: PaceLimits(account: Rate(20, per: .second))),
      Circumstances(
        testDescription: "paces for domains, and a clock that jumps",
        pace: PaceLimits(
          account: Rate(50, per: .second), domains: ["example.org": Rate(2, per: .second)],
          otherDomains: Rate(30, per: .second)),
        jumps: [-86_400, -3600, -1, 1, 3600, 86_400]),
    ]
  }

  /// A transport with a window of messages whose answers are outstanding.
  final class FaultyTransport: Transport {
    private let server: Server
    private let clocks: Clocks
    private let window: Int
    private var generator: SplitMix
    private(set) var outstanding: [DeliveryID] = []

    init(server: Server, clocks: Clocks, window: Int, generator: SplitMix) {
      self.server = server
      self.clocks = clocks
      self.window = window
      self.generator = generator
    }

    func deliver(from queue: any SubmissionQueue) throws {
      var isOpen = true
      var known: [(delivery: DeliveryID, outcome: SubmissionOutcome)] = []
      while isOpen || !outstanding.isEmpty {
        var claims: [DeliveryID] = []
        while isOpen, outstanding.count + claims.count < window {
          guard let submission = try queue.next() else {
            if let pause = queue.pause { clocks.pass(pause) } else { isOpen = false }
            break
          }
          if let outcome = outcomeOfEnvelope(submission.delivery) {
            known.append((submission.delivery, outcome))
          } else {
            claims.append(submission.delivery)
          }
        }
        try dieSometimes()
        try queue.commit(Round(claims: claims, outcomes: known))
        try dieSometimes()
        outstanding += claims
        known = try answers()
      }
      try queue.commit(Round(outcomes: known))
    }

    private func outcomeOfEnvelope(_ id: DeliveryID) -> SubmissionOutcome? {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: return .deferred(.rcptTo, .reply(.later))
      case 1:
        server.refused.insert(id)
        return .rejected(.rcptTo, .reply(.noSuchUser))
      default: return nil
      }
    }

    /// The bodies leave; some arrive, and some of the answers arrive.
    private func answers() throws -> [(delivery: DeliveryID, outcome: SubmissionOutcome)] {
      var known: [(delivery: DeliveryID, outcome: SubmissionOutcome)] = []
      for id in outstanding where Bool.random(using: &generator) {
        outstanding.removeAll { $0 == id }
        let fate = Int.random(in: 0..<10, using: &generator)
        if fate > 1 { server.accepted[id, default: 0] += 1 }
        try dieSometimes()
        switch fate {
        case 0: known.append((id, .unknown(.body, .timedOut)))
        case 1: known.append((id, .deferred(.body, .reply(.later))))
        case 2: known.append((id, .unknown(.body, .connectionLost("reset"))))
        default: known.append((id, .accepted(.queued)))
        }
      }
      return known
    }

    private func dieSometimes() throws {
      if Int.random(in: 0..<40, using: &generator) == 0 { throw Killed() }
    }
  }

  @Test(arguments: 0..<20, Circumstances.all)
  func `what the server took and what is recorded agree, but for the unknown`(
    seed: UInt64, circumstances: Circumstances
  ) throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(Self.readers)
    let server = Server()
    let window = Int(seed % 5) + 1
    let clocks = Clocks(jumps: circumstances.jumps, seed: seed)
    var kills = 0
    var ambiguous = 0
    for run in 0..<400 as Range<UInt64> {
      var rules = SendRules.batches(of: 7, .dueBy(clocks.date))
      rules.pace = circumstances.pace
      rules.lookAhead = Int(seed % 3) * 10 + 1
      let queue = SendQueue(
        mailing, in: fixture.ledger, rules: rules,
        clock: SendClock(date: { clocks.date }, elapsed: { clocks.elapsed }),
        submission: { try $0.submission })
      let transport = FaultyTransport(
        server: server, clocks: clocks, window: window, generator: SplitMix(seed: seed * 1000 + run))
      do { try transport.deliver(from: queue) } catch is Killed {
        kills += 1
        // The connection stays open beside the new one: a killed process closes nothing.
        try fixture.reopen()
        let recovery = try fixture.ledger.recover(mailing.id, at: clocks.date)
        #expect(recovery.unknown <= window)
        ambiguous += recovery.unknown
      }
      if try fixture.ledger.finish(mailing.id) { break }
      // As a send that waits does: not longer than the longest pause, whatever the clock said.
      let next = try fixture.ledger.nextAttempt(of: mailing.id) ?? clocks.date
      let wait = min(max(0, next.timeIntervalSince(clocks.date)), 4 * 3600)
      clocks.pass(.seconds(wait))
    }
    #expect(try fixture.ledger.mailing(mailing.id)?.state == .finished)
    try expectAgreement(fixture, mailing, server)
    #expect(server.accepted.values.allSatisfy { $0 == 1 }, "nobody twice")
    #expect(kills > 0 || ambiguous == 0)
  }

  /// Sixty people at three domains.
  private static var readers: Rows {
    get throws {
      let domains = ["example.org", "example.com", "example.net"]
      return Rows(
        try (1...60).map { number in
          let address = try EmailAddress("reader\(number)@\(domains[number % 3])")
          return .recipient(Recipient(address: address, row: number + 1))
        })
    }
  }

  private func expectAgreement(_ fixture: LedgerFixture, _ mailing: Mailing, _ server: Server) throws {
    var count = 0
    try fixture.ledger.forEachDelivery(of: mailing.id, in: Set(DeliveryState.allCases)) { delivery in
      count += 1
      switch delivery.state {
      case .accepted: #expect(server.accepted[delivery.id] == 1, "recorded, so taken")
      case .rejected: #expect(server.refused.contains(delivery.id) && server.accepted[delivery.id] == nil)
      case .unknown: break
      case .expired: #expect(server.accepted[delivery.id] == nil, "given up, so not taken")
      default: Issue.record("delivery \(delivery.id) is left \(delivery.state)")
      }
    }
    #expect(count == 60, "nobody is missing")
  }
}
