public import Foundation

/// How much an account may hand over on its first days.
///
/// Receivers distrust an address that sends much from one day to the next. The
/// first number holds for the first day on which the account sends anything, the
/// second for the second such day; behind the last there is no limit. Days without
/// mail do not count: who sends once a week warms up over weeks.
public struct WarmUp: Hashable, Sendable {
  /// The number of messages for each day.
  public var days: [Int]

  /// Sets the numbers.
  public init(days: [Int]) { self.days = days }

  /// How many messages may go on a day that so many sending days came before; nil when there is no limit.
  public func allowance(afterDays earlier: Int) -> Int? {
    days.indices.contains(earlier) ? days[earlier] : nil
  }
}

/// A calendar day as the ledger knows it.
public struct SendDay: Hashable, Sendable {
  /// The day: `2026-11-28`.
  public var name: String
  /// When it began and when the next one begins.
  public var interval: DateInterval

  /// The day that a moment belongs to, where the calendar is.
  public init(of date: Date, in calendar: Calendar) {
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    func digits(_ number: Int?, _ width: Int) -> String {
      let text = String(number ?? 0)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    name = "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2))"
    interval =
      calendar.dateInterval(of: .day, for: date) ?? DateInterval(start: date, duration: 24 * 3600)
  }
}

/// What an account handed over, as the ledger counted it.
public struct AccountUsage: Hashable, Sendable {
  /// On how many days before.
  public var earlierDays: Int
  /// How many messages on the day.
  public var messages: Int

  /// Describes it.
  public init(earlierDays: Int = 0, messages: Int = 0) {
    self.earlierDays = earlierDays
    self.messages = messages
  }
}

/// Which account hands over, and on which day: messages are counted under it.
public struct AccountDay: Hashable, Sendable {
  /// The account's name in the configuration.
  public var account: String
  /// The day: `2026-11-28`.
  public var day: String

  /// Names them.
  public init(account: String, day: String) {
    self.account = account
    self.day = day
  }
}
