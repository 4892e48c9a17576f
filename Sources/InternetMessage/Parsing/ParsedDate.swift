internal import Dates
internal import FoundationEssentials

/// A date of a header, obsolete forms included (RFC 5322 §3.3, §4.3); the weekday is not looked at.
func parsedDate(_ tokens: [StructuredToken]) -> Date? {
  var words: [String] = []
  for token in tokens {
    guard words.count < 12 else { return nil }
    switch token {
    case .atom(let text): words.append(text)
    case .special(":"): words.append(":")
    default: continue
    }
  }
  if let first = words.first, Int(first) == nil { words.removeFirst() }
  guard words.count >= 3, let day = number(words[0], 1...31),
    let month = monthNames.firstIndex(where: { $0.lowercased() == words[1].lowercased() }),
    let year = number(words[2], 0...9999).map({ fullYear($0, digits: words[2].utf8.count) })
  else { return nil }
  var rest = words[3...]
  guard let hour = number(rest.popFirst(), 0...23), rest.popFirst() == ":",
    let minute = number(rest.popFirst(), 0...59)
  else { return nil }
  var second = 0
  if rest.first == ":" {
    rest.removeFirst()
    guard let read = number(rest.popFirst(), 0...60) else { return nil }
    second = read
  }
  let days = CivilDate.daysSince1970(year: year, month: month + 1, day: day)
  let local = days * 86_400 + hour * 3600 + minute * 60 + second
  return Date(timeIntervalSince1970: Double(local - secondsFromGMT(rest.popFirst() ?? "")))
}

private func number(_ text: String?, _ range: ClosedRange<Int>) -> Int? {
  guard let text, text.utf8.count <= 4, text.utf8.allSatisfy({ $0.hexValue ?? 16 < 10 }) else { return nil }
  return Int(text).flatMap { range.contains($0) ? $0 : nil }
}

/// Two digits mean 1950–2049, three count from 1900 (RFC 5322 §4.3).
private func fullYear(_ year: Int, digits: Int) -> Int {
  switch digits {
  case ...2: year + (year < 50 ? 2000 : 1900)
  case 3: year + 1900
  default: year
  }
}

/// A numeric zone, or one of the few names with a meaning; all others mean Greenwich (RFC 5322 §4.3).
private func secondsFromGMT(_ zone: String) -> Int {
  let names = ["EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8]
  if let hours = names[zone.uppercased()] { return hours * 3600 }
  let digits = zone.dropFirst()
  guard zone.utf8.count == 5, let sign = zone.first, sign == "+" || sign == "-",
    let number = number(String(digits), 0...9999)
  else { return 0 }
  return (sign == "-" ? -1 : 1) * (number / 100 * 3600 + number % 100 * 60)
}
