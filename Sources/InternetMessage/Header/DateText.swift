internal import Dates
internal import FoundationEssentials

/// A date as RFC 5322 §3.3 writes it: `Sun, 22 Nov 2026 10:07:01 +0000`.
///
/// Years outside 1900–9999 have no form there and are moved to the nearest one
/// that has; a zone is at most 23:59 away from Greenwich.
func dateText(_ date: Date, secondsFromGMT: Int) -> String {
  let zone = max(-1439, min(1439, secondsFromGMT / 60))
  let seconds = date.timeIntervalSince1970
  let earliest = -2_208_902_400.0
  let latest = 253_402_214_400.0
  let moved = seconds.isNaN ? 0 : max(earliest, min(latest, seconds.rounded(.down)))
  let local = Int(moved) + zone * 60
  let days = local.quotientRoundedDown(by: 86_400)
  let second = local - days * 86_400
  let date = CivilDate(daysSince1970: days)
  // 1 January 1970 was a Thursday.
  let weekday = weekdayNames[(days % 7 + 11) % 7]
  let time = [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
  let sign = zone < 0 ? "-" : "+"
  let offset = twoDigits(abs(zone) / 60) + twoDigits(abs(zone) % 60)
  return "\(weekday), \(date.day) \(monthNames[date.month - 1]) \(date.year) \(time) \(sign)\(offset)"
}

/// The names of the months as every header writes them.
let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
private let weekdayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

private func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
