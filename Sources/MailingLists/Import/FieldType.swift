import Dates

/// What the values of a column are.
public enum FieldType: String, Hashable, Sendable, CaseIterable {
  /// Anything.
  case text
  /// `12`, `-3.5`: a decimal point, no thousands' separators.
  case number
  /// `2025-01-31`, a time behind it is allowed: ISO 8601.
  case date
  /// `true` or `false`, also `yes`, `no`, `1` and `0`.
  case flag

  /// Whether a value can be read as one; an empty one always can.
  public func accepts(_ text: String) -> Bool {
    if text.allSatisfy(\.isWhitespace) { return true }
    return switch self {
    case .text: true
    case .number: FieldValue.number(in: text) != nil
    case .date: FieldValue.date(in: text) != nil
    case .flag: FieldValue.flag(in: text) != nil
    }
  }
}

/// A value that can be compared.
public enum FieldValue: Hashable, Sendable {
  /// In small letters, because capitals do not matter.
  case text(String)
  case number(Double)
  /// Year, month and day as one number: 20250131; times of one day are equal.
  case date(Int)
  case flag(Bool)

  /// Reads a decimal number.
  static func number(in text: String) -> Double? {
    let trimmed = text.trimmed
    guard trimmed.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B })
    else {
      return nil
    }
    return Double(trimmed)
  }

  /// Reads a day of the calendar; what stands behind it after `T` or a blank is a time.
  static func date(in text: String) -> Int? {
    let trimmed = text.trimmed
    let day = trimmed.utf8.prefix(10)
    guard day.count == 10 else { return nil }
    let rest = trimmed.utf8.dropFirst(10).first
    guard rest == nil || rest == 0x54 || rest == 0x20 else { return nil }
    return CivilDate(iso: Substring(day)).map { $0.year * 10_000 + $0.month * 100 + $0.day }
  }

  /// Reads a yes or no.
  static func flag(in text: String) -> Bool? {
    switch text.trimmed.lowercased() {
    case "true", "yes", "1", "y": true
    case "false", "no", "0", "n": false
    default: nil
    }
  }
}

/// What a list's own columns hold, as `recipients/NAME.yaml` says.
public struct ListFields: Hashable, Sendable {
  /// The types by column, names in lower case; a column without one is text.
  public let types: [String: FieldType]

  /// Takes the types of columns.
  public init(types: [String: FieldType] = [:]) {
    self.types = Dictionary(types.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
  }

  /// The type of a column; nil where nothing is said.
  public subscript(column: String) -> FieldType? { types[column.lowercased()] }

  /// Whether a column says how and when a person agreed; the first answer is kept.
  public static func isConsent(_ column: String) -> Bool { column.lowercased().hasPrefix("consent") }
}
