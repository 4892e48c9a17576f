/// A CSS selector such as `.story > td:first-child`.
struct CSSSelector {
  /// What must be true of one element.
  struct Compound {
    var name: [UInt8]?
    /// The number of the name in a document, -1 where no element has it.
    var nameNumber: Int?
    var id: [UInt8]?
    var classes: [[UInt8]] = []
    var attributes: [AttributeTest] = []
    var positions: [Position] = []
    var negations: [Compound] = []
  }

  struct AttributeTest {
    enum Comparison { case exists, equals, word, prefixDash, prefix, suffix, contains }
    var name: [UInt8]
    var comparison: Comparison
    var value: [UInt8]
  }

  /// A place among the children of the parent.
  enum Position {
    case last
    /// The children with the numbers `step` × n + `offset`.
    case nth(step: Int, offset: Int)
  }

  /// How two elements belong together.
  enum Combinator { case descendant, child, next, later }

  /// The elements from left to right.
  var compounds: [Compound]
  /// What stands between them: one less.
  var combinators: [Combinator]

  /// The selector with the numbers that the names have in a document.
  func resolved(in outline: HTMLOutline) -> CSSSelector {
    var selector = self
    for index in selector.compounds.indices { selector.compounds[index].resolve(in: outline) }
    return selector
  }

  /// Ids, then classes, attributes and places, then names, in one number.
  var specificity: Int {
    compounds.reduce(0) { $0 + Self.specificity($1) }
  }

  private static func specificity(_ compound: Compound) -> Int {
    var sum = compound.id == nil ? 0 : 1_000_000
    sum += (compound.classes.count + compound.attributes.count + compound.positions.count) * 1_000
    sum += compound.name == nil ? 0 : 1
    return compound.negations.reduce(sum) { $0 + specificity($1) }
  }
}

extension CSSSelector.Compound {
  fileprivate mutating func resolve(in outline: HTMLOutline) {
    nameNumber = name.map { outline.names[$0] ?? -1 }
    for index in negations.indices { negations[index].resolve(in: outline) }
  }
}

/// Reads selectors; what cannot be inlined, such as `:hover`, is nil.
struct CSSSelectorParser {
  private let text: [UInt8]
  private var position = 0

  private init(_ text: [UInt8]) {
    self.text = text
  }

  static func parse(_ text: ArraySlice<UInt8>) -> CSSSelector? {
    var parser = CSSSelectorParser(Array(text))
    return parser.selector()
  }

  /// The selectors of a list, with nil for those that cannot be inlined.
  static func list(_ text: ArraySlice<UInt8>) -> [(text: ArraySlice<UInt8>, selector: CSSSelector?)] {
    var parts: [ArraySlice<UInt8>] = []
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case ASCII.comma where depth <= 0:
        parts.append(text[start..<index])
        start = index + 1
      default: break
      }
    }
    parts.append(text[start...])
    return parts.map { ($0, parse($0)) }
  }

  private var byte: UInt8? { position < text.count ? text[position] : nil }

  private mutating func skipSpace() {
    while let byte, byte.isSpace { position += 1 }
  }

  private mutating func selector() -> CSSSelector? {
    skipSpace()
    guard let first = compound(inNegation: false) else { return nil }
    var selector = CSSSelector(compounds: [first], combinators: [])
    while true {
      let hadSpace = byte?.isSpace == true
      skipSpace()
      guard let byte else { return selector }
      var combinator = CSSSelector.Combinator.descendant
      switch byte {
      case ASCII.greater: combinator = .child
      case UInt8(ascii: "+"): combinator = .next
      case UInt8(ascii: "~"): combinator = .later
      default: guard hadSpace else { return nil }
      }
      if combinator != .descendant {
        position += 1
        skipSpace()
      }
      guard let next = compound(inNegation: false), selector.compounds.count < 50 else { return nil }
      selector.combinators.append(combinator)
      selector.compounds.append(next)
    }
  }

  private mutating func identifier() -> [UInt8]? {
    var name: [UInt8] = []
    while let byte {
      if byte == UInt8(ascii: "\\"), position + 1 < text.count {
        name.append(text[position + 1])
        position += 2
        continue
      }
      guard byte.isLetter || byte.isDigit || byte == ASCII.hyphen || byte == UInt8(ascii: "_") || byte >= 0x80
      else { break }
      name.append(byte)
      position += 1
    }
    return name.isEmpty ? nil : name
  }

  private mutating func compound(inNegation: Bool) -> CSSSelector.Compound? {
    var compound = CSSSelector.Compound()
    let start = position
    if byte == UInt8(ascii: "*") {
      position += 1
    } else if let name = identifier() {
      compound.name = name.map(\.lowercased)
    }
    while let byte {
      position += 1
      switch byte {
      case ASCII.hash:
        guard let id = identifier(), compound.id == nil else { return nil }
        compound.id = id
      case ASCII.dot:
        guard let name = identifier() else { return nil }
        compound.classes.append(name)
      case UInt8(ascii: "["):
        guard let test = attributeTest() else { return nil }
        compound.attributes.append(test)
      case ASCII.colon:
        guard pseudoClass(&compound, inNegation) else { return nil }
      default:
        position -= 1
        return position > start ? compound : nil
      }
    }
    return position > start ? compound : nil
  }

  private mutating func attributeTest() -> CSSSelector.AttributeTest? {
    skipSpace()
    guard let name = identifier() else { return nil }
    skipSpace()
    var test = CSSSelector.AttributeTest(name: name, comparison: .exists, value: [])
    if byte == UInt8(ascii: "]") {
      position += 1
      return test
    }
    switch byte {
    case ASCII.equals: test.comparison = .equals
    case UInt8(ascii: "~"): test.comparison = .word
    case UInt8(ascii: "|"): test.comparison = .prefixDash
    case UInt8(ascii: "^"): test.comparison = .prefix
    case UInt8(ascii: "$"): test.comparison = .suffix
    case UInt8(ascii: "*"): test.comparison = .contains
    default: return nil
    }
    position += 1
    if test.comparison != .equals {
      guard byte == ASCII.equals else { return nil }
      position += 1
    }
    skipSpace()
    if let quote = byte, quote == ASCII.quote || quote == ASCII.apostrophe {
      position += 1
      while let byte, byte != quote {
        test.value.append(byte)
        position += 1
      }
      position += 1
    } else {
      guard let value = identifier() else { return nil }
      test.value = value
    }
    skipSpace()
    guard byte == UInt8(ascii: "]") else { return nil }
    position += 1
    return test
  }

  private mutating func pseudoClass(_ compound: inout CSSSelector.Compound, _ inNegation: Bool) -> Bool {
    guard let name = identifier() else { return false }
    switch String(decoding: name, as: UTF8.self).lowercased() {
    case "first-child": compound.positions.append(.nth(step: 0, offset: 1))
    case "last-child": compound.positions.append(.last)
    case "only-child": compound.positions += [.nth(step: 0, offset: 1), .last]
    case "nth-child":
      guard let argument = argument(), let position = Self.nth(argument) else { return false }
      compound.positions.append(position)
    case "not":
      guard !inNegation, let argument = argument() else { return false }
      for part in CSSSelectorParser.list(argument[...]) {
        guard let selector = part.selector, selector.compounds.count == 1 else { return false }
        compound.negations.append(selector.compounds[0])
      }
    default: return false
    }
    return true
  }

  private mutating func argument() -> [UInt8]? {
    guard byte == UInt8(ascii: "(") else { return nil }
    var depth = 0
    let start = position + 1
    while let byte {
      position += 1
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return Array(text[start..<(position - 1)]) }
      }
    }
    return nil
  }

  /// `odd`, `even`, `3`, `2n+1`, `-n+3`.
  static func nth(_ argument: [UInt8]) -> CSSSelector.Position? {
    let text = String(decoding: argument.filter { !$0.isSpace }, as: UTF8.self).lowercased()
    if text == "odd" { return .nth(step: 2, offset: 1) }
    if text == "even" { return .nth(step: 2, offset: 0) }
    let parts = text.split(separator: "n", omittingEmptySubsequences: false)
    if parts.count == 1 { return Int(text).map { .nth(step: 0, offset: $0) } }
    guard parts.count == 2 else { return nil }
    let step: Int?
    switch parts[0] {
    case "", "+": step = 1
    case "-": step = -1
    default: step = Int(parts[0])
    }
    guard let step, abs(step) < 1_000_000 else { return nil }
    if parts[1].isEmpty { return .nth(step: step, offset: 0) }
    guard let offset = Int(parts[1]), abs(offset) < 1_000_000 else { return nil }
    return .nth(step: step, offset: offset)
  }
}
