public import Foundation
public import MailingLists

/// What an outcome means for its delivery, as the ledger writes it down.
public struct Verdict: Hashable, Sendable {
  /// Which delivery.
  public var delivery: DeliveryID
  /// What became of the attempt.
  public var outcome: SubmissionOutcome
  /// Where the delivery stands now.
  public var state: DeliveryState
  /// When it is due again, if it is deferred.
  public var nextAttempt: Date?
  /// Why the address is not mailed any more, if the outcome says so.
  public var suppression: SuppressionReason?
  /// Whether the outcome is about all others as well, so that the mailing halts.
  public var halts: Bool { SendEnding(because: outcome) != nil }

  /// Gives a verdict.
  public init(
    _ delivery: DeliveryID, outcome: SubmissionOutcome, state: DeliveryState, nextAttempt: Date? = nil,
    suppression: SuppressionReason? = nil
  ) {
    self.delivery = delivery
    self.outcome = outcome
    self.state = state
    self.nextAttempt = nextAttempt
    self.suppression = suppression
  }

  /// Judges the outcome of one more attempt at a delivery.
  public init(on outcome: SubmissionOutcome, of delivery: Delivery, schedule: RetrySchedule, at now: Date) {
    self.init(delivery.id, outcome: outcome, state: .unknown)
    switch outcome {
    case .accepted: state = .accepted
    case .unknown: state = .unknown
    case .rejected:
      state = .rejected
      suppression = SuppressionRule.reason(for: outcome)
    case .deferred:
      nextAttempt = schedule.nextAttempt(
        afterAttempts: delivery.attempts + 1, first: delivery.firstAttempt ?? now, now: now)
      state = nextAttempt == nil ? .expired : .deferred
    }
  }
}
