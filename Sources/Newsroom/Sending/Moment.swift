public import Diagnostics
public import Foundation

/// A time that a person typed: with the zone in which it is meant.
public struct Moment: Hashable, Sendable {
  /// The time.
  public let date: Date

  /// Reads `2026-11-28T10:00+01:00`, `2026-11-28 10:00 Europe/Berlin`, `10:00 Europe/Berlin`, which is the
  /// next time it is ten there, or `+2h` from now.
  public init(_ text: String, now: Date) throws(InvalidMoment) {
    if text.hasPrefix("+"), let duration = Duration(words: text.dropFirst()) {
      date = now + TimeInterval(duration.components.seconds)
      return
    }
    guard
      let match = text.wholeMatch(
        of: #/(?:(\d{4})-(\d\d)-(\d\d)[T ])?(\d\d):(\d\d)(?::(\d\d))?\ ?(.*)/#)
    else { throw InvalidMoment(text, .form) }
    func number(_ part: Substring?) -> Int? { part.flatMap { Int($0) } }
    var wanted = DateComponents()
    (wanted.year, wanted.month, wanted.day) = (number(match.1), number(match.2), number(match.3))
    (wanted.hour, wanted.minute, wanted.second) = (number(match.4), number(match.5), number(match.6) ?? 0)
    guard !match.7.isEmpty else { throw InvalidMoment(text, .noZone) }
    guard let zone = Self.zone(String(match.7)) else { throw InvalidMoment(text, .zone(String(match.7))) }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    if wanted.year == nil {
      let today = calendar.dateComponents([.year, .month, .day], from: now)
      (wanted.year, wanted.month, wanted.day) = (today.year, today.month, today.day)
      let first = try Self.date(wanted, in: calendar, text)
      guard first <= now, let tomorrow = calendar.date(byAdding: .day, value: 1, to: first) else {
        date = first
        return
      }
      let next = calendar.dateComponents([.year, .month, .day], from: tomorrow)
      (wanted.year, wanted.month, wanted.day) = (next.year, next.month, next.day)
    }
    date = try Self.date(wanted, in: calendar, text)
  }

  /// The one moment at which clocks there show it: when clocks change there may be none, or two.
  private static func date(
    _ wanted: DateComponents, in calendar: Calendar, _ text: String
  ) throws(InvalidMoment) -> Date {
    let parts: Set<Calendar.Component> = [.year, .month, .day, .hour, .minute, .second]
    guard let date = calendar.date(from: wanted), calendar.dateComponents(parts, from: date).matches(wanted)
    else { throw InvalidMoment(text, .neverShown) }
    for shift in [-7200.0, -3600, -1800, 1800, 3600, 7200]
    where calendar.dateComponents(parts, from: date + shift).matches(wanted) {
      throw InvalidMoment(text, .shownTwice)
    }
    return date
  }

  private static func zone(_ text: String) -> TimeZone? {
    if ["Z", "UTC", "GMT"].contains(text) { return TimeZone(secondsFromGMT: 0) }
    if let match = text.wholeMatch(of: /([+-])(\d\d):?(\d\d)/), let hours = Int(match.2),
      let minutes = Int(match.3), hours <= 14, minutes < 60
    {
      return TimeZone(secondsFromGMT: (match.1 == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
    }
    return text.contains("/") ? TimeZone(identifier: text) : nil
  }
}

extension DateComponents {
  fileprivate func matches(_ other: DateComponents) -> Bool {
    year == other.year && month == other.month && day == other.day && hour == other.hour
      && minute == other.minute && second == other.second
  }
}

/// Why a text is no moment.
public struct InvalidMoment: ExplainedError, Hashable {
  enum Fault: Hashable {
    case form, noZone, neverShown, shownTwice
    case zone(String)
  }

  let text: String
  let fault: Fault

  init(_ text: String, _ fault: Fault) {
    self.text = text
    self.fault = fault
  }

  /// What is said about it.
  public var problem: Problem {
    let shown = text.printable
    let summary =
      switch fault {
      case .form: "'\(shown)' is no time"
      case .noZone: "'\(shown)' does not say in which time zone"
      case .zone(let zone): "'\(zone.printable)' is no time zone"
      case .neverShown: "'\(shown)' does not exist: no calendar and no clock there ever show it"
      case .shownTwice: "'\(shown)' comes twice: clocks are put back then"
      }
    return Problem(
      .usage, summary,
      try: [
        "2026-11-28T10:00+01:00", "'2026-11-28 10:00 Europe/Berlin'",
        "'10:00 Europe/Berlin'   the next time it is ten there", "+2h   two hours from now",
      ], notDone: "nothing was sent")
  }
}
