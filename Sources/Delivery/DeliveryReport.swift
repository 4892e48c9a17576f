public import Foundation

/// Deliveries that stand alike for the same reason.
public struct ReplyGroup: Hashable, Sendable {
  /// Where they stand.
  public var state: DeliveryState
  /// What became of the last attempt.
  public var outcome: SubmissionOutcome
  /// How many they are.
  public var count: Int

  /// Describes a group.
  public init(state: DeliveryState, outcome: SubmissionOutcome, count: Int) {
    self.state = state
    self.outcome = outcome
    self.count = count
  }
}

/// What became of everyone: the numbers. The rows are streamed from the ledger.
public struct DeliveryReport: Hashable, Sendable {
  /// Which mailing.
  public var mailing: Mailing
  /// How many deliveries stand where.
  public var counts: DeliveryCounts
  /// Equal answers together, the most frequent first.
  public var groups: [ReplyGroup]
  /// When the first deferred delivery is due.
  public var nextAttempt: Date?
  /// Why the rest was not sent: the server refused the sender, or the size of every message.
  public var halt: SendEnding?
  /// How many came back after they had been accepted, or were complained about.
  public var bounces: [Bounce.Kind: Int]

  /// Describes it.
  public init(
    mailing: Mailing, counts: DeliveryCounts, groups: [ReplyGroup], nextAttempt: Date? = nil,
    halt: SendEnding? = nil, bounces: [Bounce.Kind: Int] = [:]
  ) {
    self.mailing = mailing
    self.counts = counts
    self.groups = groups
    self.nextAttempt = nextAttempt
    self.halt = halt
    self.bounces = bounces
  }

  /// Reads it from a ledger.
  public init(of mailing: Mailing, in ledger: any DeliveryLedger) throws {
    self.init(
      mailing: mailing, counts: try ledger.counts(of: mailing.id),
      groups: try ledger.replyGroups(of: mailing.id),
      nextAttempt: try ledger.nextAttempt(of: mailing.id), halt: try ledger.halt(of: mailing.id),
      bounces: try ledger.bounceCounts(of: mailing.id))
  }

  /// The groups of one state.
  public func groups(in state: DeliveryState) -> [ReplyGroup] { groups.filter { $0.state == state } }

  /// The share of a state among the people who were to be mailed, from 0 to 1.
  public func share(of state: DeliveryState) -> Double {
    counts.people == 0 ? 0 : Double(counts[state]) / Double(counts.people)
  }
}
