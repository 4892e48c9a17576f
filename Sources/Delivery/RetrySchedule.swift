public import Foundation

/// When a deferred delivery is tried again.
///
/// The pause doubles from the first value to the longest and is then kept:
///
/// | failed attempts | next attempt after |
/// |----------------:|-------------------:|
/// |               1 |         15 minutes |
/// |               2 |         30 minutes |
/// |               3 |             1 hour |
/// |               4 |            2 hours |
/// |       5 or more |            4 hours |
///
/// A delivery whose next attempt would come later than 48 hours after the first
/// expires. Greylisting servers usually accept the second attempt, which is why
/// the first pause is short; RFC 5321 §4.5.4.1 would go on for 4 to 5 days, but
/// a newsletter is old news by then.
public struct RetrySchedule: Hashable, Sendable {
  /// The pause after the first failed attempt.
  public var firstPause: Duration
  /// The pause that is not exceeded.
  public var longestPause: Duration
  /// How long after the first attempt the last may come.
  public var lifetime: Duration

  /// Makes a schedule; without arguments the one of the table.
  public init(
    firstPause: Duration = .seconds(15 * 60), longestPause: Duration = .seconds(4 * 3600),
    lifetime: Duration = .seconds(48 * 3600)
  ) {
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.lifetime = lifetime
  }

  /// How long to wait after so many failed attempts, at least one.
  public func pause(afterAttempts attempts: Int) -> Duration {
    var pause = firstPause
    for _ in 1..<max(1, attempts) where pause < longestPause { pause = pause + pause }
    return min(pause, longestPause)
  }

  /// When to try again after so many failed attempts; nil when it is too late for another.
  public func nextAttempt(afterAttempts attempts: Int, first: Date, now: Date) -> Date? {
    let next = now + pause(afterAttempts: attempts).timeInterval
    return next <= first + lifetime.timeInterval ? next : nil
  }
}

extension Duration {
  var timeInterval: TimeInterval {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
