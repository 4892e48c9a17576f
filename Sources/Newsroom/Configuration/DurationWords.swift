extension Duration {
  /// Reads `90s`, `15min`, `4h` or `2d`; nil when the text is anything else, or longer than a year.
  public init?(words text: some StringProtocol) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), let unit = Self.units[String(text.dropFirst(digits.count))],
      number <= 365 * 86_400 / unit
    else { return nil }
    self = .seconds(number * unit)
  }

  private static let units = ["s": 1, "min": 60, "m": 60, "h": 3600, "d": 86_400]

  /// `5 s`, `3 min 20 s`, `3 h 12 min`, `2 d 3 h`: the two largest units.
  public var words: String {
    let seconds = Int((Double(components.seconds) + Double(components.attoseconds) / 1e18).rounded())
    let parts = [
      (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
    ]
    let shown = parts.drop { $0.0 == 0 }.prefix(2).filter { $0.0 > 0 }
    return shown.isEmpty ? "0 s" : shown.map { "\($0.0) \($0.1)" }.joined(separator: " ")
  }
}
