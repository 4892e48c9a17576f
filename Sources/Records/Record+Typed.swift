import Dates
import Diagnostics

extension Record {
  /// The text of a key as it was written: `no`, `012` and `2024-01-01` stay what they are.
  public func string(_ key: String, required: Bool = false) -> String? {
    guard let value = present(key, required) else { return nil }
    if let text = value.text { return text }
    reportType(key, "a text", value)
    return nil
  }

  /// A whole number, written without quotation marks and without leading zeros.
  public func int(_ key: String, in range: ClosedRange<Int>? = nil, required: Bool = false) -> Int? {
    guard let value = present(key, required) else { return nil }
    if let text = unquoted(value), let number = Int(text), String(number) == text,
      range?.contains(number) ?? true
    {
      return number
    }
    reportType(
      key, "a whole number" + (range.map { " from \($0.lowerBound) to \($0.upperBound)" } ?? ""), value)
    return nil
  }

  /// A number in decimal notation, such as `1.5`.
  public func number(_ key: String, in range: ClosedRange<Double>? = nil, required: Bool = false) -> Double? {
    guard let value = present(key, required) else { return nil }
    if let text = unquoted(value), text.allSatisfy({ "0123456789.-".contains($0) }),
      let number = Double(text),
      range?.contains(number) ?? true
    {
      return number
    }
    reportType(key, "a number" + (range.map { " from \($0.lowerBound) to \($0.upperBound)" } ?? ""), value)
    return nil
  }

  /// `true` or `false`; YAML 1.1's `yes`, `no`, `on` and `off` are not read as truth values.
  public func bool(_ key: String, required: Bool = false) -> Bool? {
    guard let value = present(key, required) else { return nil }
    switch unquoted(value) {
    case "true": return true
    case "false": return false
    default:
      reportType(key, "true or false", value)
      return nil
    }
  }

  /// One of a fixed set of words.
  public func choice(_ key: String, of words: [String], required: Bool = false) -> String? {
    guard let text = string(key, required: required) else { return nil }
    if words.contains(text) { return text }
    let help = didYouMean(text, in: words) ?? "known: " + words.joined(separator: ", ")
    report("unknown-word", .noChoice(key, text), at: key, help: [help])
    return nil
  }

  /// A date as `YYYY-MM-DD`, with or without a time after it; kept as text.
  public func dateText(_ key: String, required: Bool = false) -> String? {
    guard let value = present(key, required) else { return nil }
    guard let text = value.text, text.isISODate else {
      reportType(key, "a date such as 2024-01-31", value)
      return nil
    }
    return text
  }

  /// A list of texts; one text alone is a list of one.
  public func strings(_ key: String, required: Bool = false) -> [String]? {
    guard let value = present(key, required) else { return nil }
    if let text = value.text { return [text] }
    guard case .list(let items) = value.content else {
      reportType(key, "a list of texts", value)
      return nil
    }
    return items.compactMap { item in
      if item.text == nil { report("wrong-type", .entry(key, "a text", item.shown), at: item.place) }
      return item.text
    }
  }

  /// A list of values of any kind; a single value is a list of one.
  public func values(_ key: String, required: Bool = false) -> [RecordValue]? {
    guard let value = present(key, required) else { return nil }
    if case .list(let items) = value.content { return items }
    return [value]
  }

  /// A mapping.
  public func record(_ key: String, required: Bool = false) -> Record? {
    guard let value = present(key, required) else { return nil }
    if let record = record(from: value) { return record }
    reportType(key, "a mapping", value)
    return nil
  }

  /// A list of mappings.
  public func records(_ key: String, required: Bool = false) -> [Record]? {
    guard let value = present(key, required) else { return nil }
    guard case .list(let items) = value.content else {
      reportType(key, "a list of mappings", value)
      return nil
    }
    return items.compactMap { item in
      if let record = record(from: item) { return record }
      report("wrong-type", .entry(key, "a mapping", item.shown), at: item.place)
      return nil
    }
  }

  private func present(_ key: String, _ required: Bool) -> RecordValue? {
    if let value = value(key) { return value }
    if required { reportMissing(key) }
    return nil
  }

  private func unquoted(_ value: RecordValue) -> String? {
    if case .scalar(let text, isQuoted: false) = value.content { text } else { nil }
  }

  private func reportType(_ key: String, _ wanted: String, _ value: RecordValue) {
    report("wrong-type", .type(key, wanted, value.shown), at: value.place)
  }
}

extension String {
  /// Whether it is `YYYY-MM-DD`, alone or before `T` or a blank and a time, on a day that exists.
  fileprivate var isISODate: Bool {
    guard CivilDate(iso: prefix(10)) != nil else { return false }
    let time = dropFirst(10)
    let isTime = time.dropFirst().allSatisfy { $0.isASCII && ($0.isNumber || ":.+-Z".contains($0)) }
    return time.isEmpty || (time.first == "T" || time.first == " ") && isTime
  }

  fileprivate static func type(_ key: String, _ wanted: String, _ shown: String) -> String {
    "'\(key)' must be \(wanted), not \(shown)"
  }
  fileprivate static func entry(_ key: String, _ wanted: String, _ shown: String) -> String {
    "each entry of '\(key)' must be \(wanted), not \(shown)"
  }
  fileprivate static func noChoice(_ key: String, _ text: String) -> String {
    "'\(key)' cannot be \(String(reflecting: text))"
  }
}
