/// Where one delivery stands.
public enum DeliveryState: String, Hashable, Sendable, CaseIterable {
  /// Nothing was handed over yet.
  case pending
  /// The message is being handed over; after a crash, that is not known.
  case submitting
  /// A server took it: that is all that is known.
  case accepted
  /// Surely not taken; another attempt follows.
  case deferred
  /// Refused for good.
  case rejected
  /// The whole message left and no answer came; it is not sent again by itself.
  case unknown
  /// Deferred until the schedule gave up.
  case expired
  /// The person must not be mailed.
  case suppressed

  /// Whether there is still something to do about it.
  public var isOpen: Bool { self == .pending || self == .submitting || self == .deferred }
}

/// How many deliveries of a mailing stand where.
public struct DeliveryCounts: Hashable, Sendable {
  private var counts: [DeliveryState: Int]

  /// Takes the number for each state; a missing one is 0.
  public init(_ counts: [DeliveryState: Int] = [:]) {
    self.counts = counts
  }

  /// How many are in a state.
  public subscript(state: DeliveryState) -> Int {
    get { counts[state, default: 0] }
    set { counts[state] = newValue }
  }

  /// How many people were to be mailed: all but the suppressed.
  public var people: Int { DeliveryState.allCases.reduce(0) { $0 + ($1 == .suppressed ? 0 : self[$1]) } }
  /// How many there is still something to do about.
  public var open: Int { DeliveryState.allCases.reduce(0) { $0 + ($1.isOpen ? self[$1] : 0) } }

  /// Two are equal when every state has as many.
  public static func == (a: Self, b: Self) -> Bool { DeliveryState.allCases.allSatisfy { a[$0] == b[$0] } }

  /// Equal counts have one hash.
  public func hash(into hasher: inout Hasher) {
    for state in DeliveryState.allCases { hasher.combine(self[state]) }
  }
}
