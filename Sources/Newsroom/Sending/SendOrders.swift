public import Delivery
public import Foundation

/// What was ordered for one run beside what the configuration says.
public struct SendOrders: Sendable {
  /// How many people at most; nil for all.
  public var limit: Int?
  /// The account's pace instead of the configured one.
  public var pace: Rate?
  /// Whether to stay and try again what was put off, until nothing is left.
  public var waits = false

  /// Orders nothing special.
  public init() {}
}

/// The clocks of a send, and how it sleeps.
public struct SendTime {
  /// The two clocks.
  public var clock: SendClock
  /// Where the days are.
  public var calendar: Calendar
  /// Does nothing for a while.
  public var sleep: (Duration) -> Void

  /// Takes clocks, a calendar and a way to sleep.
  public init(clock: SendClock, calendar: Calendar, sleep: @escaping (Duration) -> Void) {
    self.clock = clock
    self.calendar = calendar
    self.sleep = sleep
  }

  /// Sleeps until a date on the wall clock; false when it was asked to stop before.
  public func rest(until date: Date, stop: StopFlag, everyStep: () -> Void = {}) -> Bool {
    while clock.date() < date {
      if stop.isRaised { return false }
      everyStep()
      let left = date.timeIntervalSince(clock.date())
      sleep(.seconds(min(0.2, max(0.001, left))))
    }
    return !stop.isRaised
  }
}

/// What happens while an issue is sent.
public enum SendEvent: Sendable {
  /// Why a send rests.
  public enum Rest: Hashable, Sendable {
    /// What was put off is not due before.
    case retry
    /// The account has handed over what it may today.
    case quota
    /// The server could not be used; its words.
    case server(String)
  }

  /// What the queue tells.
  case queue(SendQueue.Event)
  /// Nothing goes out until then.
  case resting(Rest, until: Date)
}
