internal import Delivery

/// What the turns of all connections brought: to be committed before anything is written.
struct TurnNews {
  /// A submission whose connection is gone and that was never claimed.
  struct Returned {
    var submission: Submission
    var phase: SMTPPhase
    var reason: RefusalReason
    /// Its own answer was awaited, and not the answer to one before it.
    var isFirst: Bool
  }

  var round = Round()
  var returned: [Returned] = []

  /// Forgets all of it.
  mutating func clear() {
    round.claims.removeAll(keepingCapacity: true)
    round.outcomes.removeAll(keepingCapacity: true)
    returned.removeAll(keepingCapacity: true)
  }

  /// Whether a message was refused.
  var hasRefusal: Bool {
    round.outcomes.contains { if case .rejected = $0.outcome { true } else { false } }
  }
}
