import Delivery
import InternetMessage

extension SettingKey {
  /// What is wrong with a value, if anything.
  func objection(to values: [String]) -> String? {
    values.lazy.compactMap { objection(to: $0) }.first
  }

  /// The values that an environment variable holds: those of a list stand between commas.
  func values(in variable: String) -> [String] {
    guard kind.isList else { return [variable] }
    return variable.split(separator: ",").map { part in
      String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
  }

  private func objection(to value: String) -> String? {
    switch kind {
    case .text: value.contains(where: \.isNewline) ? "has to be one line" : nil
    case .flag: ["true", "false"].contains(value) ? nil : "has to be true or false"
    case .number(let range), .numbers(let range):
      Int(value).map(range.contains) == true
        ? nil : "has to be a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let choices):
      choices.contains(value) ? nil : "has to be one of " + choices.joined(separator: ", ")
    case .rate: Rate(value) == nil ? "has to be a number of messages and a time, like 120/min or 20/s" : nil
    case .duration: Duration(words: value) == nil ? "has to be a time like 90s, 15min, 4h or 2d" : nil
    case .domainRates:
      DomainRate(value) == nil ? "has to name a domain and a rate, like gmail.com: 20/s" : nil
    case .recipients:
      AllowList.Entry(value) == nil ? "has to be an address or a domain, like example.org" : nil
    case .command: nil
    }
  }
}

/// How fast a domain may be mailed, as a setting holds it: `gmail.com: 20/s`; `*` is every domain without its own.
struct DomainRate {
  /// The domain in A-labels and lower case; nil for `*`.
  let domain: String?
  let rate: Rate

  init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let rate = Rate(parts[1].drop(while: \.isWhitespace)) else { return nil }
    self.rate = rate
    if parts[0] == "*" {
      domain = nil
    } else {
      guard let name = try? DomainName(parts[0]) else { return nil }
      domain = name.text
    }
  }
}
