internal import Delivery

/// The queue, and what it gave that is not under way on a connection.
struct HeldWork {
  typealias Instant = ContinuousClock.Instant

  let queue: any SubmissionQueue
  /// Whether nothing is held and the queue will give nothing more.
  var isDone: Bool { isExhausted && held.isEmpty }

  private var isExhausted = false
  /// Given back by lost connections, or taken in advance; the first goes first.
  private var held: [Submission] = []
  /// How often the connection was lost under a submission that is not settled.
  private var losses: [DeliveryID: Int] = [:]
  private var notBefore: Instant?

  init(_ queue: any SubmissionQueue) {
    self.queue = queue
  }

  var isEmpty: Bool { held.isEmpty }

  /// Whether the queue asked for a pause that is not over.
  func isWaiting(at now: Instant) -> Bool { pause(at: now) != nil }

  /// What is left of the pause the queue asked for.
  func pause(at now: Instant) -> Duration? {
    notBefore.flatMap { $0 > now ? now.duration(to: $0) : nil }
  }

  /// The next submission; nil when there is none now.
  mutating func next(at now: Instant) throws -> Submission? {
    try held.isEmpty ? fresh(at: now) : held.removeFirst()
  }

  private mutating func fresh(at now: Instant) throws -> Submission? {
    guard !isWaiting(at: now) else { return nil }
    notBefore = nil
    if let submission = try queue.next() {
      isExhausted = false
      return submission
    }
    notBefore = queue.pause.map { now + max($0, .milliseconds(1)) }
    isExhausted = notBefore == nil
    return nil
  }

  /// How many submissions there are, of so many that there is use for; they are taken in advance.
  mutating func holds(_ wanted: Int, at now: Instant) throws -> Int {
    while held.count < wanted, let submission = try fresh(at: now) { held.append(submission) }
    return held.count
  }

  /// Takes back a submission whose connection was lost; its outcome when it is not tried once more.
  mutating func takeBack(_ returned: TurnNews.Returned) -> SubmissionOutcome? {
    if returned.isFirst {
      losses[returned.submission.delivery, default: 0] += 1
      // Once may be the connection; twice, silence or nonsense is this recipient.
      if losses[returned.submission.delivery, default: 0] > 1 || !returned.reason.isAboutTheConnection {
        return .deferred(returned.phase, returned.reason)
      }
    }
    held.insert(returned.submission, at: 0)
    return nil
  }

  /// Notes that an outcome is known.
  mutating func settled(_ delivery: DeliveryID) {
    if !losses.isEmpty { losses[delivery] = nil }
  }

  /// Lets go of everything that was not claimed.
  mutating func drop() {
    held = []
    isExhausted = true
  }
}

extension RefusalReason {
  /// Whether another connection may do better at once.
  fileprivate var isAboutTheConnection: Bool {
    switch self {
    case .reply, .connectionLost: true
    case .timedOut, .notOffered, .unintelligible: false
    }
  }
}
