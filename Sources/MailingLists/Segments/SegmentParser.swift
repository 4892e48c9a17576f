import Diagnostics

/// Reads the expression of a segment by recursive descent.
struct SegmentParser {
  private enum Token: Hashable {
    case word(String), bracketed(String), text(String), sign(String), end

    /// What an error calls it.
    var shown: String {
      switch self {
      case .word(let text), .sign(let text): "'\(text)'"
      case .bracketed(let text): "'[\(text)]'"
      case .text(let text): "\"\(text)\""
      case .end: "the end"
      }
    }
  }

  private let source: String
  private let characters: [Character]
  private let columns: [String]
  private let fields: ListFields
  private var position = 0
  private var depth = 0
  private(set) var named: [String] = []
  private(set) var wanted: [Segment.Wanted] = []

  init(_ source: String, columns: [String], fields: ListFields) {
    self.source = source
    characters = Array(source)
    self.columns = columns
    self.fields = fields
  }

  mutating func whole() throws(InvalidSegment) -> Segment.Condition {
    let condition = try disjunction()
    let start = skipBlanks()
    let next = try take()
    guard next == .end else { throw error(.trailing(next.shown), at: start) }
    return condition
  }

  private mutating func disjunction() throws(InvalidSegment) -> Segment.Condition {
    var condition = try conjunction()
    while try takes(word: "or") { condition = .or(condition, try conjunction()) }
    return condition
  }

  private mutating func conjunction() throws(InvalidSegment) -> Segment.Condition {
    var condition = try term()
    while try takes(word: "and") { condition = .and(condition, try term()) }
    return condition
  }

  private mutating func term() throws(InvalidSegment) -> Segment.Condition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else { throw error(.tooDeep, at: position) }
    if try takes(word: "not") { return .not(try term()) }
    if try takes(sign: "(") {
      let condition = try disjunction()
      try expect(sign: ")")
      return condition
    }
    return try comparison(of: column())
  }

  private mutating func comparison(of column: String) throws(InvalidSegment) -> Segment.Condition {
    if try takes(word: "is") {
      let isNegated = try takes(word: "not")
      let start = skipBlanks()
      guard try takes(word: "empty") else { throw error(.expected("empty", try take().shown), at: start) }
      return isNegated ? .not(.isEmpty(column: column)) : .isEmpty(column: column)
    }
    let isNegated = try takes(word: "not")
    if try takes(word: "in") {
      let condition = Segment.Condition.among(column: column, try values(of: column))
      return isNegated ? .not(condition) : condition
    }
    let start = skipBlanks()
    let next = try take()
    let comparison: Segment.Comparison
    switch next {
    case .sign("<>"): comparison = .unequal
    case .sign("=="): comparison = .equal
    case .sign(let sign), .word(let sign):
      guard let known = Segment.Comparison(rawValue: sign.lowercased()) else {
        throw error(.noComparison(next.shown), at: start)
      }
      comparison = known
    default: throw error(.noComparison(next.shown), at: start)
    }
    let condition = Segment.Condition.compare(
      column: column, comparison,
      try value(of: column, isText: comparison == .contains, isWanted: comparison == .equal))
    return isNegated ? .not(condition) : condition
  }

  private mutating func values(of column: String) throws(InvalidSegment) -> [FieldValue] {
    try expect(sign: "(")
    var values = [try value(of: column, isWanted: true)]
    while try takes(sign: ",") { values.append(try value(of: column, isWanted: true)) }
    try expect(sign: ")")
    return values
  }

  private mutating func column() throws(InvalidSegment) -> String {
    let start = skipBlanks()
    let name: String
    switch try take() {
    case .word(let word), .bracketed(let word): name = word
    case let other: throw error(.noColumn(other.shown), at: start)
    }
    guard let known = columns.first(where: { $0.lowercased() == name.lowercased() }) else {
      throw error(
        .unknownColumn(name), at: start, help: didYouMean(name, in: columns) ?? .columns(columns))
    }
    if !named.contains(known) { named.append(known) }
    return known
  }

  private mutating func value(
    of column: String, isText: Bool = false, isWanted: Bool = false
  ) throws(InvalidSegment) -> FieldValue {
    let start = skipBlanks()
    let type = isText ? .text : fields[column]
    let next = try take()
    let text: String
    switch next {
    case .text(let quoted):
      text = quoted
      guard let type, type != .text else {
        if isWanted { wanted.append(Segment.Wanted(column: column, text: quoted)) }
        return .text(quoted.lowercased())
      }
    case .word(let word): text = word
    default: throw error(.noValue(next.shown), at: start)
    }
    let found: FieldValue? =
      switch type {
      case .text?: nil
      case .number?: FieldValue.number(in: text).map(FieldValue.number)
      case .date?: FieldValue.date(in: text).map(FieldValue.date)
      case .flag?: FieldValue.flag(in: text).map(FieldValue.flag)
      case nil: Self.untyped(text)
      }
    guard let found else {
      let quoted = source(quoting: start..<position)
      throw error(
        .badValue(next.shown, type), at: start,
        help: type == nil || type == .text ? "in a shell: --segment \(quoted)" : nil)
    }
    return found
  }

  /// The expression with a word in quotation marks, as a shell leaves them alone.
  private func source(quoting word: Range<Int>) -> String {
    let words = [
      characters[..<word.lowerBound], ["\""], characters[word], ["\""], characters[word.upperBound...],
    ]
    return "'" + String(words.joined()).replacing("'", with: "\"") + "'"
  }

  private static func untyped(_ text: String) -> FieldValue? {
    if let date = FieldValue.date(in: text) { return .date(date) }
    if let number = FieldValue.number(in: text) { return .number(number) }
    return ["true", "false"].contains(text.lowercased()) ? .flag(text.lowercased() == "true") : nil
  }

  private func error(_ reason: String, at position: Int, help: String? = nil) -> InvalidSegment {
    InvalidSegment(text: source, column: position + 1, reason: reason.printable, help: help)
  }
}

extension SegmentParser {
  /// Where the next token begins.
  @discardableResult
  private mutating func skipBlanks() -> Int {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    return position
  }

  private mutating func take() throws(InvalidSegment) -> Token {
    let start = skipBlanks()
    guard start < characters.count else { return .end }
    switch characters[start] {
    case "\"", "'", "“", "„": return .text(try enclosed(by: characters[start]))
    case "[": return .bracketed(try enclosed(by: "["))
    case "(", ")", ",":
      position += 1
      return .sign(String(characters[start]))
    case "<", ">", "=", "!":
      while position < characters.count, "<>=!".contains(characters[position]) { position += 1 }
      return .sign(String(characters[start..<position]))
    default:
      while position < characters.count, !characters[position].isWhitespace,
        !"()<>=!,\"'[]".contains(characters[position])
      { position += 1 }
      guard position > start else { throw error(.strange(characters[start]), at: start) }
      return .word(String(characters[start..<position]))
    }
  }

  /// The text up to the closing mark; a doubled quotation mark stands for one.
  private mutating func enclosed(by mark: Character) throws(InvalidSegment) -> String {
    let start = position
    let closing: Set<Character> =
      mark == "[" ? ["]"] : mark == "\"" || mark == "'" ? [mark] : ["”", "“", "\""]
    var text = ""
    position += 1
    while position < characters.count {
      let character = characters[position]
      position += 1
      guard closing.contains(character) else {
        text.append(character)
        continue
      }
      guard character == mark, position < characters.count, characters[position] == mark else { return text }
      text.append(mark)
      position += 1
    }
    throw error(.unclosed(mark), at: start)
  }

  private mutating func takes(word: String) throws(InvalidSegment) -> Bool {
    try takes { if case .word(let found) = $0 { found.lowercased() == word } else { false } }
  }

  private mutating func takes(sign: String) throws(InvalidSegment) -> Bool { try takes { $0 == .sign(sign) } }

  private mutating func takes(_ fits: (Token) -> Bool) throws(InvalidSegment) -> Bool {
    let start = position
    if fits(try take()) { return true }
    position = start
    return false
  }

  private mutating func expect(sign: String) throws(InvalidSegment) {
    let start = skipBlanks()
    let next = try take()
    guard next == .sign(sign) else { throw error(.expected(sign, next.shown), at: start) }
  }
}

extension String {
  fileprivate static let tooDeep = "it is nested too deeply"
  fileprivate static func trailing(_ found: String) -> String {
    "\(found) stands behind a whole condition; 'and' or 'or' is missing"
  }
  fileprivate static func expected(_ wanted: String, _ found: String) -> String {
    "'\(wanted)' is expected, not \(found)"
  }
  fileprivate static func noComparison(_ found: String) -> String {
    "a comparison (= != < <= > >= contains in is) is expected, not \(found)"
  }
  fileprivate static func noColumn(_ found: String) -> String {
    "the name of a column is expected, not \(found)"
  }
  fileprivate static func unknownColumn(_ name: String) -> String { "the list has no column '\(name)'" }
  fileprivate static func columns(_ names: [String]) -> String {
    "the columns are \(names.map(\.printable).joined(separator: ", "))"
  }
  fileprivate static func noValue(_ found: String) -> String { "a value is expected, not \(found)" }
  fileprivate static func badValue(_ found: String, _ type: FieldType?) -> String {
    switch type {
    case nil, .text?: "\(found) is no number, date, true or false; text stands in quotation marks"
    case .number?: "\(found) is no number"
    case .date?: "\(found) is no date such as 2025-01-31"
    case .flag?: "\(found) is neither true nor false"
    }
  }
  fileprivate static func strange(_ character: Character) -> String { "'\(character)' means nothing here" }
  fileprivate static func unclosed(_ mark: Character) -> String { "\(mark) is not closed" }
}
