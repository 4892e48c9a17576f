import Dates

/// A date as people and programs write it, read into ISO 8601.
///
/// ISO and RFC 822 keep their time and zone; a date in words or numbers is only
/// a date. What cannot be a date gives nil.
struct WrittenDate: Hashable {
  /// `2024-05-17`, or `2024-05-17T10:00:00+02:00`.
  let text: String

  /// Reads a date; `language` decides between `3/4` and `4/3`.
  init?(_ written: String, language: String? = nil) {
    let line = written.collapsedLine
    guard line.utf8.count >= 6, line.utf8.count <= 120, line.contains(where: \.isNumber) else { return nil }
    let found = Self.iso(line) ?? Self.words(line) ?? Self.numbers(line, language) ?? Self.seconds(line)
    guard let found else { return nil }
    text = found
  }

  // MARK: ISO 8601

  /// `2024-05-17T10:00:00.123+0200`, `2024/05/17`, `20240517T100000Z`, `2024-05`.
  private static func iso(_ line: String) -> String? {
    var digits = DigitScanner(line)
    guard let first = digits.number(atMost: 8) else { return nil }
    var date: String?
    if first.count == 4, digits.take(anyOf: "-/."), let month = digits.number(atMost: 3) {
      let separator = digits.take(anyOf: "-/.")
      guard separator, let day = digits.number(atMost: 2) else {
        return digits.isAtEnd ? self.date(first.value, month.value, 1) : nil
      }
      date = self.date(first.value, month.value, day.value)
    } else if first.count == 8 {
      date = self.date(first.value / 10_000, first.value / 100 % 100, first.value % 100)
    }
    guard let date else { return nil }
    while digits.take(anyOf: "T ,t") {}
    guard let hour = digits.number(atMost: 2), hour.value < 24 else { return date }
    let hasColon = digits.take(anyOf: ":")
    guard hasColon || first.count == 8, let minute = digits.number(atMost: 2), minute.value < 60 else {
      return date
    }
    var seconds = 0
    if digits.take(anyOf: ":") || !hasColon, let second = digits.number(atMost: 2) {
      seconds = min(second.value, 59)
    }
    if digits.take(anyOf: ".,") { _ = digits.number(atMost: 12) }
    while digits.take(anyOf: " ") {}
    return date + "T\(two(hour.value)):\(two(minute.value)):\(two(seconds))" + (offset(digits.rest) ?? "")
  }

  private static func date(_ year: Substring, _ month: Substring, _ day: Substring) -> String? {
    guard let year = Int(year), let month = Int(month), let day = Int(day) else { return nil }
    return date(year, month, day)
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> String? {
    guard (1500...2200).contains(year), CivilDate(year: year, month: month, day: day) != nil else {
      return nil
    }
    return "\(year)-\(two(month))-\(two(day))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func time(
    _ hour: Substring, _ minute: Substring, _ second: Substring?, zone: Substring?
  ) -> String? {
    guard let hour = Int(hour), let minute = Int(minute), hour < 24, minute < 60 else { return nil }
    let seconds = second.flatMap { Int($0) } ?? 0
    return "T\(two(hour)):\(two(minute)):\(two(min(seconds, 59)))" + (zone.flatMap(offset) ?? "")
  }

  /// `Z` or `+02:00` for a zone by number or name.
  private static func offset(_ zone: Substring) -> String? {
    let name = zone.uppercased()
    if let known = zones[name] { return known }
    guard let sign = name.first, sign == "+" || sign == "-" else { return nil }
    let digits = name.filter(\.isNumber)
    let padded = digits.count == 2 ? digits + "00" : digits
    guard padded.count == 4 else { return nil }
    return padded == "0000" ? "Z" : "\(sign)\(padded.prefix(2)):\(padded.suffix(2))"
  }

  private static let zones: [String: String] = [
    "Z": "Z", "UT": "Z", "UTC": "Z", "GMT": "Z", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00",
    "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00",
    "CEST": "+02:00", "BST": "+01:00", "MSK": "+03:00", "JST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00",
    "ET": "-05:00", "PT": "-08:00",
  ]

  // MARK: Dates in words

  /// `Fri, 17 May 2024 10:00:00 +0200`, `May 17, 2024`, `17. Mai 2024`, `17 de mayo de 2024`.
  private static func words(_ line: String) -> String? {
    let words = line.split { !$0.isLetter && !$0.isNumber && !":+-".contains($0) }
    guard let at = words.firstIndex(where: { month(named: $0) != nil }), let month = month(named: words[at])
    else {
      return nil
    }
    func number(_ word: Substring) -> Int? {
      let digits = word.prefix { $0.isASCII && $0.isNumber }
      let rest = word.dropFirst(digits.count).lowercased()
      return ["", "st", "nd", "rd", "th", "er", "º", "ª", "de"].contains(rest) ? Int(digits) : nil
    }
    // A day before the month, as most of the world has it, or after it.
    let neighbours = [at - 1, at - 2, at + 1].filter { words.indices.contains($0) && $0 != at }
    guard
      let dayAt = neighbours.first(where: {
        number(words[$0]).map { (1...31).contains($0) } ?? false && words[$0].count <= 4
          && !words[$0].contains(":")
      }),
      let day = number(words[dayAt])
    else { return nil }
    let later = words.indices.filter { $0 > min(at, dayAt) && $0 != dayAt && $0 != at }
    var year = later.first {
      words[$0].count == 4 && number(words[$0]).map { (1900...2100).contains($0) } ?? false
    }.flatMap { number(words[$0]) }
    if year == nil, let after = later.first(where: { $0 == max(at, dayAt) + 1 }), words[after].count == 2,
      let short = number(words[after])
    {
      year = short < 70 ? 2000 + short : 1900 + short
    }
    guard let year, let date = date(year, month, day) else { return nil }
    // Only the form of mail and feeds says when, and where.
    let pattern = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([+-]\d{2}:?\d{2}|[A-Z]{1,4})/
    guard let match = line.firstMatch(of: pattern), let zone = offset(match.4) else { return date }
    return date + (time(match.1, match.2, match.3, zone: Substring(zone)) ?? "")
  }

  private static func month(named word: Substring) -> Int? {
    guard word.count >= 3, word.count <= 12, word.first?.isLetter == true else { return nil }
    return months[word.lowercased()]
  }

  private static let months: [String: Int] = {
    // English, German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Polish, Russian, and below
    // Czech, Hungarian, Romanian, Finnish, Turkish, Greek, Ukrainian, Arabic, Indonesian.
    let names = [
      "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia января styczeń"
        + " ledna január ianuarie tammikuuta tammikuu ocak ιανουαρίου ιαν січня يناير",
      "february feb februar febr février févr fevrier febrero febbraio fevereiro fev februari lutego февраля luty"
        + " února február februarie helmikuuta helmikuu şubat φεβρουαρίου φεβ лютого فبراير",
      "march mar märz mär maerz mars marzo março marco maart mrt marts marca марта marzec"
        + " března március martie maaliskuuta maaliskuu mart μαρτίου μαρ μάρ березня مارس maret",
      "april apr avril avr abril abr aprile kwietnia апреля kwiecień"
        + " dubna április aprilie huhtikuuta huhtikuu nisan απριλίου απρ квітня أبريل ابريل",
      "may mai mayo maggio mag maio mei maj maja мая"
        + " května május toukokuuta toukokuu mayıs μαΐου μαϊ травня مايو",
      "june jun juni juin junio giugno giu junho czerwca июня czerwiec"
        + " června június iunie kesäkuuta kesäkuu haziran ιουνίου ιούν ιουν червня يونيو",
      "july jul juli juillet juil julio luglio lug julho lipca июля lipiec"
        + " července július iulie heinäkuuta heinäkuu temmuz ιουλίου ιούλ ιουλ липня يوليو",
      "august aug août aout agosto ago augustus augusti sierpnia августа sierpień"
        + " srpna augusztus elokuuta elokuu ağustos αυγούστου αύγ αυγ серпня أغسطس اغسطس",
      "september sep sept septembre septiembre setiembre settembre set setembro września сентября wrzesień"
        + " září szeptember septembrie syyskuuta syyskuu eylül σεπτεμβρίου σεπ вересня سبتمبر",
      "october oct oktober okt octobre octubre ottobre ott outubro out października октября październik"
        + " října október octombrie lokakuuta lokakuu ekim οκτωβρίου οκτ жовтня أكتوبر اكتوبر",
      "november nov novembre noviembre novembro listopada ноября listopad"
        + " listopadu noiembrie marraskuuta marraskuu kasım νοεμβρίου νοε νοέ листопада نوفمبر",
      "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember grudnia декабря grudzień"
        + " prosince decembrie joulukuuta joulukuu aralık δεκεμβρίου δεκ грудня ديسمبر",
    ]
    var months: [String: Int] = [:]
    for (index, line) in names.enumerated() {
      for name in line.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()

  // MARK: Dates in numbers

  private static func numbers(_ line: String, _ language: String?) -> String? {
    if let match = line.firstMatch(of: /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/) {
      return date(match.1, match.2, match.3)
    }
    if let match = line.firstMatch(of: /(?:^|\D)(\d{4})[\/.-](\d{1,2})[\/.-](\d{1,2})(?:\D|$)/) {
      return date(match.1, match.2, match.3)
    }
    guard let match = line.firstMatch(of: /(?:^|\D)(\d{1,2})[\/.-](\d{1,2})[\/.-](\d{4})(?:\D|$)/),
      let first = Int(match.1), let second = Int(match.2), let year = Int(match.3)
    else { return nil }
    let isAmerican = language.map { $0.lowercased() == "en-us" || $0.lowercased() == "en" } ?? false
    if first > 12 || (!isAmerican && second <= 12) || line.contains("\(match.1).\(match.2)") {
      return date(year, second, first)
    }
    return date(year, first, second)
  }

  /// Seconds or milliseconds since 1970.
  private static func seconds(_ line: String) -> String? {
    guard line.utf8.allSatisfy({ (48...57).contains($0) }), line.utf8.count == 10 || line.utf8.count == 13,
      let number = Int(line)
    else { return nil }
    let seconds = line.utf8.count == 13 ? number / 1000 : number
    return iso8601(secondsSince1970: seconds)
  }

  /// A moment in UTC.
  static func iso8601(secondsSince1970 seconds: Int) -> String? {
    let days = seconds.quotientRoundedDown(by: 86_400)
    let rest = seconds - days * 86_400
    let day = CivilDate(daysSince1970: days)
    return date(day.year, day.month, day.day).map {
      $0 + "T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }
  }
}

/// Reads numbers and signs of a line, one after the other.
private struct DigitScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ line: String) { bytes = Array(line.utf8) }

  var isAtEnd: Bool { position >= bytes.count }

  /// What is left, up to the next blank.
  var rest: Substring {
    let word = bytes[min(position, bytes.count)...].prefix { $0 > 0x20 && $0 != UInt8(ascii: "(") }
    return Substring(String(decoding: word, as: UTF8.self))
  }

  /// The digits that stand here, at most so many.
  mutating func number(atMost most: Int) -> (value: Int, count: Int)? {
    var value = 0
    var count = 0
    while position < bytes.count, count < most, (48...57).contains(bytes[position]) {
      value = value * 10 + Int(bytes[position] - 48)
      count += 1
      position += 1
    }
    return count == 0 ? nil : (value, count)
  }

  /// One of some signs, if it stands here.
  mutating func take(anyOf signs: StaticString) -> Bool {
    guard position < bytes.count else { return false }
    let isThere = signs.withUTF8Buffer { $0.contains(bytes[position]) }
    if isThere { position += 1 }
    return isThere
  }
}
