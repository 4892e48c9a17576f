/// A declaration such as `color: red !important`.
struct CSSDeclaration {
  var property: [UInt8]
  var value: [UInt8]
  var isImportant: Bool
}

/// A style sheet, split into what can be inlined and what cannot.
struct StyleSheet {
  struct Rule {
    var selector: CSSSelector
    var declarations: [CSSDeclaration]
  }

  private(set) var rules: [Rule] = []
  /// At-rules, and rules with selectors such as `a:hover`, as they are.
  private(set) var kept: [UInt8] = []

  mutating func add(_ text: ArraySlice<UInt8>) {
    let text = Array(Self.withoutComments(text))[...]
    var position = text.startIndex
    while position < text.endIndex {
      while position < text.endIndex, text[position].isSpace { position += 1 }
      guard position < text.endIndex else { break }
      let end = Self.endOfRule(text, position)
      let rule = text[position..<end]
      if text[position] == UInt8(ascii: "@") {
        keep(rule)
      } else {
        add(rule: rule)
      }
      position = end
    }
  }

  private mutating func keep(_ text: ArraySlice<UInt8>) {
    kept += text
    kept.append(ASCII.lineFeed)
  }

  private mutating func add(rule: ArraySlice<UInt8>) {
    guard let brace = rule.firstIndex(of: UInt8(ascii: "{")) else { return }
    var block = rule[(brace + 1)...]
    if block.last == UInt8(ascii: "}") { block = block.dropLast() }
    let declarations = Self.declarations(block).filter { !Self.hasOpenString($0.value[...]) }
    guard !declarations.isEmpty else { return }
    for part in CSSSelectorParser.list(rule[..<brace]) {
      if let selector = part.selector {
        rules.append(Rule(selector: selector, declarations: declarations))
      } else {
        let trimmed = part.text.drop(while: \.isSpace)
        keep(trimmed + Array("{".utf8) + block + Array("}".utf8))
      }
    }
  }

  /// The position behind the rule: behind its block, or behind `;` at the end
  /// of an at-rule without one.
  private static func endOfRule(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
    var depth = 0
    var position = start
    while position < text.endIndex {
      switch text[position] {
      case ASCII.quote, ASCII.apostrophe: position = endOfString(text, position) - 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth <= 0 { return position + 1 }
      case ASCII.semicolon where depth == 0 && text[start] == UInt8(ascii: "@"): return position + 1
      default: break
      }
      position += 1
    }
    return text.endIndex
  }

  /// The position behind the string; a string ends with its line at the latest.
  private static func endOfString(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
    var position = start + 1
    while position < text.endIndex {
      if text[position] == text[start] || text[position] == ASCII.lineFeed { return position + 1 }
      position += text[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return text.endIndex
  }

  /// Whether a string begins and does not end.
  private static func hasOpenString(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    while let start = rest.firstIndex(where: { $0 == ASCII.quote || $0 == ASCII.apostrophe }) {
      let end = min(endOfString(text, start), text.endIndex)
      guard end > start + 1, text[end - 1] == text[start] else { return true }
      rest = text[end...]
    }
    return false
  }

  private static func withoutComments(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var position = text.startIndex
    while position < text.endIndex {
      let byte = text[position]
      if byte == ASCII.quote || byte == ASCII.apostrophe {
        let end = endOfString(text, position)
        result += text[position..<min(end, text.endIndex)]
        position = end
      } else if byte == ASCII.slash, text[position...].starts(with: [ASCII.slash, UInt8(ascii: "*")]) {
        var end = position + 2
        while end < text.endIndex,
          !(text[end] == ASCII.slash && text[end - 1] == UInt8(ascii: "*") && end > position + 2)
        {
          end += 1
        }
        result.append(ASCII.space)
        position = end + 1
      } else {
        result.append(byte)
        position += 1
      }
    }
    return result
  }

  /// The declarations of a block or of a style attribute.
  static func declarations(_ text: ArraySlice<UInt8>) -> [CSSDeclaration] {
    var declarations: [CSSDeclaration] = []
    for part in parts(text) {
      guard let colon = part.firstIndex(of: ASCII.colon) else { continue }
      let property = trimmed(part[..<colon])
      var value = trimmed(part[(colon + 1)...])
      guard !property.isEmpty, !value.isEmpty else { continue }
      var isImportant = false
      if let mark = value.lastIndex(of: ASCII.exclamation),
        trimmed(value[(mark + 1)...]).map(\.lowercased).elementsEqual("important".utf8)
      {
        isImportant = true
        value = trimmed(value[..<mark])
      }
      let isCustom = property.starts(with: [ASCII.hyphen, ASCII.hyphen])
      declarations.append(
        CSSDeclaration(
          property: isCustom ? Array(property) : property.map(\.lowercased), value: Array(value),
          isImportant: isImportant))
    }
    return declarations
  }

  /// Splits at semicolons that are not in strings or brackets.
  private static func parts(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    var depth = 0
    var position = text.startIndex
    while position < text.endIndex {
      switch text[position] {
      case ASCII.quote, ASCII.apostrophe:
        position = endOfString(text, position) - 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case ASCII.semicolon where depth <= 0 && !isEntity(text, position, from: start):
        parts.append(text[start..<position])
        start = position + 1
      default: break
      }
      position += 1
    }
    if start < text.endIndex { parts.append(text[start...]) }
    return parts
  }

  /// Whether the semicolon ends an entity such as `&quot;`.
  private static func isEntity(_ text: ArraySlice<UInt8>, _ position: Int, from start: Int) -> Bool {
    var begin = position - 1
    while begin >= start, position - begin < 10 {
      let byte = text[begin]
      if byte == UInt8(ascii: "&") { return position - begin > 1 }
      guard byte.isLetter || byte.isDigit || byte == ASCII.hash else { return false }
      begin -= 1
    }
    return false
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop(while: \.isSpace)
    while text.last?.isSpace == true { text = text.dropLast() }
    return text
  }
}
