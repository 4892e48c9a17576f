public import Foundation

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
  }

  /// The mailing it belongs to.
  public let mailing: Mailing
  /// Why nothing more is given; nil while there may be more.
  public private(set) var ending: SendEnding?

  private let ledger: any DeliveryLedger
  private let selection: DueSelection
  private let schedule: RetrySchedule
  private let batch: Int
  private let stop: StopFlag
  private let clock: () -> Date
  private let submission: (Delivery) throws -> Submission
  private let observer: (Event) -> Void

  /// Handed out and without outcome.
  private var inFlight: [DeliveryID: Delivery] = [:]
  private var waiting: ArraySlice<Delivery> = []
  private var last: Int64 = 0
  private var submissionFailure: (any Error)?
  private var ledgerFailure: (any Error)?

  /// Makes a queue for one run.
  ///
  /// The submission is made when its delivery is handed out. When that throws,
  /// nothing more is given; what was handed out before can still be written.
  public init(
    _ mailing: Mailing, in ledger: any DeliveryLedger, selection: DueSelection = .pending,
    schedule: RetrySchedule = RetrySchedule(), batch: Int = 200, stop: StopFlag = StopFlag(),
    clock: @escaping () -> Date, submission: @escaping (Delivery) throws -> Submission,
    observer: @escaping (Event) -> Void = { _ in }
  ) {
    self.mailing = mailing
    self.ledger = ledger
    self.selection = selection
    self.schedule = schedule
    self.batch = batch
    self.stop = stop
    self.clock = clock
    self.submission = submission
    self.observer = observer
  }

  /// The next message; nil when there is nothing more, which `ending` explains.
  public func next() throws -> Submission? {
    if let failure = ledgerFailure ?? submissionFailure { throw failure }
    if ending == nil, stop.isRaised { ending = .stopped }
    if ending == nil, waiting.isEmpty { try refill() }
    guard ending == nil, let delivery = waiting.popFirst() else { return nil }
    let submission = try keeping(\.submissionFailure) { try self.submission(delivery) }
    inFlight[delivery.id] = delivery
    return submission
  }

  /// Nothing is held back: after `next()` gave nothing there is nothing more.
  public var pause: Duration? { nil }

  /// Whether somebody asked to stop, or an answer or an error was a reason to.
  public var isStopping: Bool {
    if stop.isRaised || ledgerFailure != nil || submissionFailure != nil { return true }
    return ending != nil && ending != .finished
  }

  /// Writes a round into the ledger; after an error nothing more is given or written.
  public func commit(_ round: Round) throws {
    if let ledgerFailure { throw ledgerFailure }
    guard !round.claims.isEmpty || !round.outcomes.isEmpty else { return }
    let now = clock()
    let verdicts = round.outcomes.map { id, outcome in
      Verdict(on: outcome, of: handedOut(id), schedule: schedule, at: now)
    }
    try keeping(\.ledgerFailure) { try ledger.commit(claims: round.claims, verdicts: verdicts, at: now) }
    for id in round.claims {
      inFlight[id]?.state = .submitting
      observer(.claimed(handedOut(id)))
    }
    for verdict in verdicts { settle(verdict) }
  }

  private func settle(_ verdict: Verdict) {
    var delivery = handedOut(verdict.delivery)
    inFlight[verdict.delivery] = nil
    delivery.state = verdict.state
    delivery.attempts += 1
    delivery.nextAttempt = verdict.nextAttempt
    delivery.lastOutcome = verdict.outcome
    // A stop that was asked for may still turn out to have a graver reason.
    if let graver = SendEnding(because: verdict.outcome) { ending = graver }
    observer(.settled(delivery, verdict))
  }

  private func refill() throws {
    waiting = try keeping(\.ledgerFailure) {
      try ledger.due(selection, of: mailing.id, after: last, limit: batch)
    }[...]
    if let delivery = waiting.last { last = delivery.id.number } else { ending = .finished }
  }

  private func handedOut(_ id: DeliveryID) -> Delivery {
    guard let delivery = inFlight[id] else {
      preconditionFailure("delivery \(id) is recorded but was not handed out")
    }
    return delivery
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
