/// A rate that was cut because the server asked for it, and that recovers.
///
/// Each request halves the rate, but those that come within five seconds are
/// one: they answer messages that were under way already. After a minute
/// without a request the rate doubles, until it is where it was.
struct SlowedPace {
  static let oneRequest = Duration.seconds(5)
  static let recovery = Duration.seconds(60)
  /// A server that takes mail at all takes one message a second.
  static let slowest = 1.0

  /// Messages a second, now.
  private(set) var rate: Double
  /// The rate at which it has recovered.
  private let full: Double
  private let floor: Double
  private var changedAt: Duration

  /// Cuts a rate: the configured one, or what was measured where there is none.
  init(from rate: Double, isLimit: Bool, at now: Duration) {
    floor = isLimit ? min(Self.slowest, rate / 8) : Self.slowest
    full = max(rate, floor)
    self.rate = max(floor, rate / 2)
    changedAt = now
  }

  /// Cuts the rate once more; says whether that changed anything.
  mutating func slowDown(at now: Duration) -> Bool {
    guard now - changedAt >= Self.oneRequest else { return false }
    changedAt = now
    guard rate > floor else { return false }
    rate = max(floor, rate / 2)
    return true
  }

  /// What time has brought back.
  enum Recovery { case none, faster, full }

  /// Lets the rate recover.
  mutating func recover(at now: Duration) -> Recovery {
    guard now - changedAt >= Self.recovery else { return .none }
    changedAt = now
    rate *= 2
    return rate >= full ? .full : .faster
  }
}
