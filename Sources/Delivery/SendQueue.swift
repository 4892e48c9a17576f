import Dispatch
import Foundation
import InternetMessage

/// Gives a transport the deliveries of a mailing, and writes down in a ledger what becomes of them.
///
/// Each due delivery is given once a run, in batches from the ledger, so that a
/// mailing to a million people takes no more memory than one to ten. It is
/// used from one thread, the transport's; the stop flag alone may be raised
/// from another.
public final class SendQueue: SubmissionQueue {
  /// What happened, told after it has been written down.
  public enum Event: Sendable {
    /// The message of a delivery is about to leave.
    case claimed(Delivery)
    /// A delivery has an outcome.
    case settled(Delivery, Verdict)
    /// The server asked to go slower, or the pace recovers.
    case paced(PaceChange)
    /// The pace holds everything back for a while.
    case waiting(Duration)
  }

  /// How long a transport waits at most before it asks again: somebody may have asked to stop meanwhile.
  static let longestPause = Duration.milliseconds(200)

  /// The mailing it belongs to.
  public let mailing: Mailing
  /// Why nothing more is given; nil while there may be more.
  public var ending: SendEnding? { decided ?? guardsSayNo }
  /// After `next()` gave nothing: how long until it may give something.
  public private(set) var pause: Duration?

  /// How many people it has given.
  public private(set) var handedOut = 0

  private var decided: SendEnding?
  private let ledger: any DeliveryLedger
  private let rules: SendRules
  private let stop: StopFlag
  private let clock: SendClock
  private let submission: (Delivery) throws -> Submission
  private let observer: (Event) -> Void

  /// Handed out and without outcome, by number.
  private var inFlight: [Int64: Delivery] = [:]
  private var waiting: WaitingLine
  private var isAllRead = false
  private var last: Int64 = 0
  private var ahead: DeliveryAhead?
  private let reading = DispatchQueue(label: "deliveries ahead")
  private var pacer: Pacer
  private var quota: Quota
  private var submissionFailure: (any Error)?
  private var ledgerFailure: (any Error)?

  /// Makes a queue for one run.
  ///
  /// The submission is made when its delivery is handed out. When that throws,
  /// nothing more is given; what was handed out before can still be written.
  public init(
    _ mailing: Mailing, in ledger: any DeliveryLedger, rules: SendRules = SendRules(),
    stop: StopFlag = StopFlag(), clock: SendClock, submission: @escaping (Delivery) throws -> Submission,
    observer: @escaping (Event) -> Void = { _ in }
  ) {
    self.mailing = mailing
    self.ledger = ledger
    self.rules = rules
    self.stop = stop
    self.clock = clock
    self.submission = submission
    self.observer = observer
    waiting = WaitingLine(limit: rules.lookAhead)
    pacer = Pacer(rules.pace, at: clock.elapsed())
    quota = Quota(rules)
  }

  /// The next message; nil when there is nothing now, of which `pause` and `ending` say more.
  public func next() throws -> Submission? {
    if let failure = ledgerFailure ?? submissionFailure { throw failure }
    pause = nil
    decided = ending
    let now = clock.elapsed()
    guard decided == nil, let delivery = try nextDelivery(at: now) else { return nil }
    let submission = try keeping(\.submissionFailure) { try self.submission(delivery) }
    pacer.take(delivery.address.domain, at: now)
    inFlight[delivery.id.number] = delivery
    quota.unclaimed += 1
    handedOut += 1
    return submission
  }

  /// Whether somebody asked to stop, or an answer or an error was a reason to.
  public var isStopping: Bool {
    if stop.isRaised || ledgerFailure != nil || submissionFailure != nil { return true }
    return switch ending {
    case nil, .finished, .limited, .usedUp: false
    case .stopped, .tooLate, .paused, .tooLarge: true
    }
  }

  /// Writes a round into the ledger; after an error nothing more is given or written.
  public func commit(_ round: Round) throws {
    if let ledgerFailure { throw ledgerFailure }
    guard !round.claims.isEmpty || !round.outcomes.isEmpty else { return }
    let now = clock.date()
    let claimed = round.claims.map(claim)
    var settled = round.outcomes.map { take($0.delivery) }
    let verdicts = zip(settled, round.outcomes).map { delivery, ended in
      Verdict(on: ended.outcome, of: delivery, schedule: rules.schedule, at: now)
    }
    try keeping(\.ledgerFailure) {
      try ledger.commit(claims: round.claims, verdicts: verdicts, on: quota.accountDay(at: now), at: now)
    }
    quota.claimed(claimed.count)
    for delivery in claimed { observer(.claimed(delivery)) }
    let elapsed = clock.elapsed()
    for (index, verdict) in verdicts.enumerated() { settle(&settled[index], verdict, at: elapsed) }
  }

  private func claim(_ id: DeliveryID) -> Delivery {
    guard let index = inFlight.index(forKey: id.number) else { preconditionFailure(Self.isStrange(id)) }
    inFlight.values[index].state = .submitting
    return inFlight.values[index]
  }

  private func take(_ id: DeliveryID) -> Delivery {
    guard let delivery = inFlight.removeValue(forKey: id.number) else {
      preconditionFailure(Self.isStrange(id))
    }
    return delivery
  }

  private static func isStrange(_ id: DeliveryID) -> String {
    "delivery \(id) is recorded but was not handed out"
  }

  private func settle(_ delivery: inout Delivery, _ verdict: Verdict, at elapsed: Duration) {
    if delivery.state != .submitting { quota.unclaimed -= 1 }
    delivery.state = verdict.state
    delivery.attempts += 1
    delivery.nextAttempt = verdict.nextAttempt
    delivery.lastOutcome = verdict.outcome
    // A stop that was asked for may still turn out to have a graver reason.
    if let graver = SendEnding(because: verdict.outcome) { decided = graver }
    observer(.settled(delivery, verdict))
    let change = pacer.note(verdict.outcome, for: delivery.address.domain, at: elapsed)
    if let change { observer(.paced(change)) }
  }

  private var guardsSayNo: SendEnding? {
    if stop.isRaised { return .stopped }
    if let limit = rules.limit, handedOut >= limit { return .limited(limit) }
    if let latest = rules.notAfter, clock.date() > latest { return .tooLate(latest) }
    return nil
  }

  private func nextDelivery(at now: Duration) throws -> Delivery? {
    for change in pacer.recover(at: now) { observer(.paced(change)) }
    let wait = pacer.wait(at: now)
    if wait > .zero { return hold(for: wait) }
    switch try keeping(\.ledgerFailure, { try quota.answer(at: clock.date, from: ledger) }) {
    case .go: break
    case .ask: return hold(for: Self.longestPause)
    case .usedUp(let until):
      decided = .usedUp(until: until)
      return nil
    }
    while true {
      switch waiting.next(&pacer, at: now) {
      case .now(let delivery): return delivery
      case .after(let wait): return hold(for: wait)
      case .empty where !isAllRead: try refill()
      case .empty:
        guard case .after(let wait) = waiting.pause(at: now) else {
          decided = .finished
          return nil
        }
        return hold(for: wait)
      }
    }
  }

  private func hold(for wait: Duration) -> Delivery? {
    pause = min(wait, Self.longestPause)
    observer(.waiting(wait))
    return nil
  }

  private func refill() throws {
    let batch = try keeping(\.ledgerFailure) { try (ahead ?? readAhead()).take() }
    waiting.append(batch)
    if let delivery = batch.last { last = delivery.id.number } else { isAllRead = true }
    ahead = batch.count == rules.batch ? readAhead() : nil
  }

  private func readAhead() -> DeliveryAhead {
    DeliveryAhead(on: reading) { [ledger, rules, mailing, last] in
      try ledger.due(rules.selection, of: mailing.id, after: last, limit: rules.batch)
    }
  }

  /// Remembers the error, so that whoever asks again gets it again.
  private func keeping<Value>(
    _ failure: ReferenceWritableKeyPath<SendQueue, (any Error)?>, _ work: () throws -> Value
  ) throws -> Value {
    do { return try work() } catch {
      self[keyPath: failure] = error
      throw error
    }
  }
}
