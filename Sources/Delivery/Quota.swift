import Foundation

/// Counts what an account hands over today, and compares it with what it may.
struct Quota {
  enum Answer {
    case go
    /// What is under way may use the rest up, or may not.
    case ask
    case usedUp(until: Date)
  }

  /// Handed out and not claimed: refused before the message, it counts nothing.
  var unclaimed = 0
  private let account: String?
  private let warmUp: WarmUp?
  private let calendar: Calendar
  private var day: SendDay?
  private var left: Int?

  init(_ rules: SendRules) {
    account = rules.account
    warmUp = rules.warmUp
    calendar = rules.calendar
  }

  /// What messages that are claimed now are counted under.
  mutating func accountDay(at now: Date) -> AccountDay? {
    account.map { AccountDay(account: $0, day: today(now).name) }
  }

  mutating func claimed(_ count: Int) {
    unclaimed -= count
    left = left.map { $0 - count }
  }

  mutating func answer(at now: () -> Date, from ledger: any DeliveryLedger) throws -> Answer {
    guard let warmUp, let account else { return .go }
    let before = day?.name
    let today = today(now())
    if today.name != before {
      let usage = try ledger.usage(of: account, on: today.name)
      left = warmUp.allowance(afterDays: usage.earlierDays).map { $0 - usage.messages }
    }
    guard let left, left - unclaimed <= 0 else { return .go }
    return left <= 0 ? .usedUp(until: today.interval.end) : .ask
  }

  private mutating func today(_ now: Date) -> SendDay {
    if let day, day.interval.contains(now) { return day }
    let today = SendDay(of: now, in: calendar)
    day = today
    return today
  }
}
