import Diagnostics

/// Reads JSON (RFC 8259) into values that know their place.
///
/// Foundation's decoders do not say where a value stands.
struct JSONTree {
  static let depthLimit = 64

  private struct Stop: Error {}

  let source: SourceText
  private(set) var findings: [Finding] = []
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(_ source: SourceText) {
    self.source = source
    scalars = Array(source.text.unicodeScalars)
  }

  /// The root value, or nil after a syntax error; an empty text is nothing.
  mutating func root() -> RecordValue? {
    do {
      skipBlanks()
      guard position < scalars.count else { return RecordValue(.nothing, at: place) }
      let value = try value(depth: 0)
      skipBlanks()
      if position < scalars.count { try stop("the end of the file") }
      return value
    } catch {
      return nil
    }
  }

  private var place: Place { source.place(line: line, scalarColumn: position - lineStart + 1) }
  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func value(depth: Int) throws(Stop) -> RecordValue {
    let start = place
    guard depth < Self.depthLimit else {
      findings.append(source.finding("json-depth", .tooDeep, at: start))
      throw Stop()
    }
    switch current {
    case "{": return RecordValue(.mapping(try entries(depth: depth)), at: start)
    case "[": return RecordValue(.list(try items(depth: depth)), at: start)
    case "\"": return RecordValue(.scalar(try string(), isQuoted: true), at: start)
    default:
      let word = word()
      if word == "null" { return RecordValue(.nothing, at: start) }
      guard word == "true" || word == "false" || isNumber(word) else {
        position -= word.unicodeScalars.count
        try stop("a value")
      }
      return RecordValue(.scalar(word, isQuoted: false), at: start)
    }
  }

  private mutating func entries(depth: Int) throws(Stop) -> [RecordValue.Entry] {
    var entries: [RecordValue.Entry] = []
    var lines: [String: Int] = [:]
    position += 1
    skipBlanks()
    if take("}") { return entries }
    repeat {
      skipBlanks()
      let keyPlace = place
      guard current == "\"" else { try stop("a key in quotation marks") }
      let key = try string()
      skipBlanks()
      guard take(":") else { try stop("':'") }
      skipBlanks()
      let value = try value(depth: depth + 1)
      if let first = lines[key] {
        findings.append(
          source.finding(
            "duplicate-key", .duplicate(key), at: keyPlace, help: ["it is first given on line \(first)"]))
      } else {
        lines[key] = keyPlace.line
        entries.append(.init(key: key, place: keyPlace, value: value))
      }
      skipBlanks()
    } while take(",")
    guard take("}") else { try stop("',' or '}'") }
    return entries
  }

  private mutating func items(depth: Int) throws(Stop) -> [RecordValue] {
    var items: [RecordValue] = []
    position += 1
    skipBlanks()
    if take("]") { return items }
    repeat {
      skipBlanks()
      items.append(try value(depth: depth + 1))
      skipBlanks()
    } while take(",")
    guard take("]") else { try stop("',' or ']'") }
    return items
  }

  private mutating func string() throws(Stop) -> String {
    var text = String.UnicodeScalarView()
    position += 1
    while let scalar = current, scalar != "\"" {
      if scalar.value < 0x20 { try stop("'\"' before the end of the line") }
      position += 1
      text.append(scalar == "\\" ? try escaped() : scalar)
    }
    guard take("\"") else { try stop("'\"'") }
    return String(text)
  }

  private mutating func escaped() throws(Stop) -> Unicode.Scalar {
    let escapes: [Unicode.Scalar: Unicode.Scalar] = [
      "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
    ]
    if take("u") {
      let unit = try hexadecimal()
      if (0xD800...0xDBFF).contains(unit), take("\\"), take("u") {
        let low = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)) ?? "\u{FFFD}"
      }
      return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }
    guard let scalar = current, let meaning = escapes[scalar] else { try stop("an escape such as \\n") }
    position += 1
    return meaning
  }

  private mutating func hexadecimal() throws(Stop) -> UInt32 {
    guard position + 4 <= scalars.count,
      let number = UInt32(String(String.UnicodeScalarView(scalars[position..<position + 4])), radix: 16)
    else { try stop("four hexadecimal digits") }
    position += 4
    return number
  }

  private mutating func word() -> String {
    let start = position
    while let scalar = current,
      scalar.properties.isAlphabetic || "0123456789+-.".unicodeScalars.contains(scalar)
    {
      position += 1
    }
    return String(String.UnicodeScalarView(scalars[start..<position]))
  }

  private func isNumber(_ word: String) -> Bool {
    word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let scalar = current, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
      position += 1
      if scalar == "\n" || scalar == "\r" && current != "\n" {
        line += 1
        lineStart = position
      }
    }
  }

  private mutating func stop(_ expected: String) throws(Stop) -> Never {
    findings.append(source.finding("json-syntax", .syntax(expected, current), at: place))
    throw Stop()
  }
}

extension String {
  fileprivate static let tooDeep = "the JSON is nested more than 64 levels deep"
  fileprivate static func duplicate(_ key: String) -> String { "'\(key)' is given twice" }
  fileprivate static func syntax(_ expected: String, _ found: Unicode.Scalar?) -> String {
    let shown = found.map { $0.value < 0x21 ? "a blank or line end" : "'\($0)'" } ?? "the end of the file"
    return "this is not JSON: expected \(expected), found \(shown)"
  }
}
