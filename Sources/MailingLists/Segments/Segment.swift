public import Diagnostics

/// A part of a list, described by an expression over its columns.
///
///     country = "DE" and joined > 2025-01-01
///
/// `=`, `!=`, `<`, `<=`, `>`, `>=`, `contains`, `in (…)`, `is empty`, `is not
/// empty`, joined by `and`, `or`, `not` and parentheses. Texts stand in
/// quotation marks, and their capitals do not matter: people fill lists by hand.
/// Numbers, dates (`2025-01-31`), `true` and `false` stand without marks.
/// A column whose name has blanks stands in square brackets: `[home town]`.
/// An empty value is less or greater than nothing and equal to nothing.
public struct Segment: Hashable, Sendable {
  indirect enum Condition: Hashable, Sendable {
    case and(Condition, Condition)
    case or(Condition, Condition)
    case not(Condition)
    case compare(column: String, Comparison, FieldValue)
    case among(column: String, [FieldValue])
    case isEmpty(column: String)
  }

  enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "=", unequal = "!=", lessOrEqual = "<=", greaterOrEqual = ">=", less = "<", greater = ">"
    case contains
  }

  /// A text that a column is to be equal to.
  public struct Wanted: Hashable, Sendable {
    /// The column, as the list spells it.
    public let column: String
    /// The text as it was written.
    public let text: String
  }

  /// The expression as it was written.
  public let text: String
  let condition: Condition
  /// The columns that the expression names, as the list spells them.
  public let columns: [String]
  /// The texts that columns are compared with by `=` and `in`.
  public let wanted: [Wanted]

  /// Reads an expression for a list with these columns.
  ///
  /// - Throws: `InvalidSegment` with the place of the mistake.
  public init(_ text: String, columns: [String], fields: ListFields = ListFields()) throws(InvalidSegment) {
    var parser = SegmentParser(text, columns: columns, fields: fields)
    condition = try parser.whole()
    self.text = text
    self.columns = parser.named
    wanted = parser.wanted
  }

  /// Whether a person belongs to it.
  ///
  /// - Throws: `RowProblem` when a value cannot be compared with what the expression has beside it.
  public func contains(_ recipient: Recipient) throws(RowProblem) -> Bool {
    try holds(condition, recipient)
  }

  private func holds(_ condition: Condition, _ person: Recipient) throws(RowProblem) -> Bool {
    switch condition {
    case .and(let first, let second):
      guard try holds(first, person) else { return false }
      return try holds(second, person)
    case .or(let first, let second):
      if try holds(first, person) { return true }
      return try holds(second, person)
    case .not(let inner): return try !holds(inner, person)
    case .isEmpty(let column): return person.value(of: column) == nil
    case .among(let column, let values):
      for value in values where try compares(column, .equal, value, person) { return true }
      return false
    case .compare(let column, let comparison, let value):
      return try compares(column, comparison, value, person)
    }
  }

  private func compares(
    _ column: String, _ comparison: Comparison, _ value: FieldValue, _ person: Recipient
  ) throws(RowProblem) -> Bool {
    guard let text = person.value(of: column) else { return comparison == .unequal }
    switch value {
    case .text(let wanted):
      let folded = text.lowercased()
      return comparison == .contains ? folded.contains(wanted) : comparison.holds(folded, wanted)
    case .number(let wanted):
      guard let number = FieldValue.number(in: text) else { throw .value(text, column, "number", person) }
      return comparison.holds(number, wanted)
    case .date(let wanted):
      guard let date = FieldValue.date(in: text) else { throw .value(text, column, "date", person) }
      return comparison.holds(date, wanted)
    case .flag(let wanted):
      guard let flag = FieldValue.flag(in: text) else { throw .value(text, column, "yes or no", person) }
      return (flag == wanted) == (comparison != .unequal)
    }
  }
}

extension Segment.Comparison {
  fileprivate func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
    switch self {
    case .equal, .contains: a == b
    case .unequal: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}

extension Recipient {
  /// The text in a column; nil where there is none.
  fileprivate func value(of column: String) -> String? {
    guard let text = fields[column], !text.allSatisfy(\.isWhitespace) else { return nil }
    return text.trimmed
  }
}

extension RowProblem {
  fileprivate static func value(_ text: String, _ column: String, _ kind: String, _ person: Recipient) -> Self
  {
    RowProblem(
      row: person.row, column: column, text: text, reason: "the segment needs a \(kind) in '\(column)'")
  }
}

/// Why an expression is no segment.
public struct InvalidSegment: ExplainedError, Hashable {
  /// The expression.
  public let text: String
  /// Where it goes wrong, in characters from 1.
  public let column: Int
  /// What is wrong.
  public let reason: String
  /// What may be meant.
  public let help: String?

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .usage, "the segment is not understood: \(reason)",
      evidence: [text.printable, String(repeating: " ", count: max(0, column - 1)) + "^"]
        + (help.map { [$0] } ?? []))
  }
}
