import Delivery
import Foundation
import Newsroom

/// Who wants to know how a send goes on.
protocol SendWatcher: AnyObject {
  /// The run begins, or goes on behind a canary.
  func begin(_ progress: SendProgress)
  /// Something happened; the figures have it already.
  func note(_ event: SendEvent, _ progress: SendProgress)
  /// The run is over, with this exit status.
  func end(_ progress: SendProgress, exit: Int32)
}

/// The figures of a run.
struct SendProgress {
  let issue: String
  let list: String
  let people: Int
  let ledger: String
  /// How fast it may go at the moment; nil for as fast as the server takes it.
  var pace: Rate?
  /// How much of its warm-up the account may hand over today.
  var warmUp: (allowed: Int, used: Int)?
  var counts: [RunState: Int] = [:]
  var inFlight = 0
  var rate: SmoothRate
  let started: Duration
  var now: Duration
  var date: Date
  var last: (delivery: Delivery, verdict: Verdict)?
  private var claimed: Set<DeliveryID> = []

  init(
    issue: String, list: String, people: Int, ledger: String, pace: Rate? = nil,
    warmUp: (allowed: Int, used: Int)? = nil, clock: SendClock
  ) {
    self.issue = issue
    self.list = list
    self.people = people
    self.ledger = ledger
    self.pace = pace
    self.warmUp = warmUp
    now = clock.elapsed()
    started = now
    date = clock.date()
    rate = SmoothRate(at: now)
  }

  var done: Int { counts.values.reduce(0, +) }
  var left: Int { max(0, people - done) }

  /// How long the rest takes, as it goes now.
  var timeLeft: Duration? { rate.time(for: left) }

  mutating func note(_ event: SendEvent, clock: SendClock) {
    now = clock.elapsed()
    date = clock.date()
    switch event {
    case .queue(.claimed(let delivery)):
      inFlight += 1
      claimed.insert(delivery.id)
      warmUp?.used += 1
    case .queue(.settled(let delivery, let verdict)):
      if claimed.remove(delivery.id) != nil { inFlight -= 1 }
      if let state = RunState(verdict.state) { counts[state, default: 0] += 1 }
      last = (delivery, verdict)
    case .queue(.paced(let change)): if change.domain == nil { pace = change.rate }
    case .queue(.waiting), .resting: break
    }
    rate.note(done, at: now)
  }
}
