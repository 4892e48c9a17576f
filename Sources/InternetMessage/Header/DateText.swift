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
  let (year, month, day) = civilDate(daysSince1970: days)
  // 1 January 1970 was a Thursday.
  let weekday = weekdayNames[(days % 7 + 11) % 7]
  let time = [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
  let sign = zone < 0 ? "-" : "+"
  let offset = twoDigits(abs(zone) / 60) + twoDigits(abs(zone) % 60)
  return "\(weekday), \(day) \(monthNames[month - 1]) \(year) \(time) \(sign)\(offset)"
}

/// The names of the months as every header writes them.
let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
private let weekdayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

private func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

/// The Gregorian date of a day, by eras of 400 years that begin on 1 March.
func civilDate(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
  let shifted = days + 719_468
  let era = shifted.quotientRoundedDown(by: 146_097)
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

/// The day of a Gregorian date, the reverse of ``civilDate(daysSince1970:)``.
func daysSince1970(year: Int, month: Int, day: Int) -> Int {
  let shiftedYear = month <= 2 ? year - 1 : year
  let era = shiftedYear.quotientRoundedDown(by: 400)
  let yearOfEra = shiftedYear - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

extension Int {
  fileprivate func quotientRoundedDown(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}
