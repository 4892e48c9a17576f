/// The part of TOML that front matter is written in: keys, tables, lists of tables, and all kinds of values.
struct TOMLFrontMatter {
  /// The keys with their values; texts, dates and numbers as they are written.
  private(set) var root = LooseJSON.object([])
  /// The first line that is no TOML, counted from 1.
  private(set) var badLine: Int?

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private static let depthLimit = 16

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var path: [(key: String, isList: Bool)] = []
    while badLine == nil {
      skip(toNextLine: true)
      guard let scalar = current else { break }
      if scalar == "[" {
        guard let header = header() else {
          fail()
          break
        }
        path = header
        root = root.inserting(nil, at: path[...])
      } else {
        readEntry(below: path.map { (key: $0.key, isList: false) })
      }
    }
  }

  private mutating func readEntry(below path: [(key: String, isList: Bool)]) {
    guard let keys = keys(), take("="), let value = value(depth: 0) else { return fail() }
    root = root.inserting(value, at: (path + keys.map { (key: $0, isList: false) })[...])
    skip(toNextLine: false)
    if current != nil, current != "\n", current != "\r" { fail() }
  }

  private mutating func fail() { badLine = badLine ?? line }

  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func advance() {
    if current == "\n" { line += 1 }
    position += 1
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skip(toNextLine: false)
    guard current == scalar else { return false }
    advance()
    return true
  }

  /// Passes blanks and comments, and line ends where they mean nothing.
  private mutating func skip(toNextLine: Bool) {
    while let scalar = current {
      if scalar == "#" {
        while let next = current, next != "\n" { _ = next; position += 1 }
      } else if scalar == " " || scalar == "\t" || scalar == "\r" || toNextLine && scalar == "\n" {
        advance()
      } else {
        return
      }
    }
  }

  private mutating func header() -> [(key: String, isList: Bool)]? {
    advance()
    let isList = current == "["
    if isList { advance() }
    guard let keys = keys(), take("]"), !isList || take("]") else { return nil }
    return keys.enumerated().map { (key: $0.element, isList: isList && $0.offset == keys.count - 1) }
  }

  private mutating func keys() -> [String]? {
    var keys: [String] = []
    repeat {
      skip(toNextLine: false)
      guard let scalar = current else { return nil }
      if scalar == "\"" || scalar == "'" {
        guard let text = string(), keys.count < Self.depthLimit else { return nil }
        keys.append(text)
      } else {
        var key = String.UnicodeScalarView()
        while let scalar = current,
          scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
            || scalar == "-"
        {
          key.append(scalar)
          position += 1
        }
        guard !key.isEmpty, keys.count < Self.depthLimit else { return nil }
        keys.append(String(key))
      }
    } while take(".")
    return keys
  }

  private mutating func value(depth: Int) -> LooseJSON? {
    skip(toNextLine: false)
    guard let scalar = current, depth < Self.depthLimit else { return nil }
    switch scalar {
    case "\"", "'": return string().map { .text($0) }
    case "[": return list(depth: depth)
    case "{": return table(depth: depth)
    default: return word()
    }
  }

  private mutating func word() -> LooseJSON? {
    var word = String.UnicodeScalarView()
    while let scalar = current,
      scalar != "," && scalar != "]" && scalar != "}" && scalar != "#" && scalar != "\n" && scalar != "\r"
    {
      word.append(scalar)
      position += 1
    }
    let text = String(word).trimmedText
    switch text {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "": return nil
    default:
      let isDate = text.first?.isNumber == true && (text.contains("-") || text.contains(":"))
      let number = text.replacing("_", with: "")
      if isDate { return .text(text) }
      return Double(number) == nil && !number.hasPrefix("0x") ? nil : .number(number)
    }
  }

  private mutating func list(depth: Int) -> LooseJSON? {
    advance()
    var items: [LooseJSON] = []
    while true {
      skip(toNextLine: true)
      if current == "]" { break }
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
      skip(toNextLine: true)
      if current == "," { advance() } else if current != "]" { return nil }
    }
    advance()
    return .list(items)
  }

  private mutating func table(depth: Int) -> LooseJSON? {
    advance()
    var table = LooseJSON.object([])
    while true {
      skip(toNextLine: true)
      if current == "}" { break }
      guard let keys = keys(), take("="), let value = value(depth: depth + 1) else { return nil }
      table = table.inserting(value, at: keys.map { (key: $0, isList: false) }[...])
      skip(toNextLine: true)
      if current == "," { advance() } else if current != "}" { return nil }
    }
    advance()
    return table
  }

  private mutating func string() -> String? {
    guard let quote = current else { return nil }
    let isLong =
      position + 2 < scalars.count && scalars[position + 1] == quote && scalars[position + 2] == quote
    for _ in 0..<(isLong ? 3 : 1) { advance() }
    if isLong, current == "\r" { advance() }
    if isLong, current == "\n" { advance() }
    var text = String.UnicodeScalarView()
    while let scalar = current {
      if scalar == quote {
        if !isLong {
          advance()
          return String(text)
        }
        if position + 2 < scalars.count, scalars[position + 1] == quote, scalars[position + 2] == quote {
          for _ in 0..<3 { advance() }
          return String(text)
        }
      }
      if scalar == "\n", !isLong { return nil }
      advance()
      if scalar == "\\", quote == "\"" {
        guard let escaped = escape(isLong: isLong) else { return nil }
        text.append(contentsOf: escaped)
      } else {
        text.append(scalar)
      }
    }
    return nil
  }

  private mutating func escape(isLong: Bool) -> String.UnicodeScalarView? {
    guard let scalar = current else { return nil }
    advance()
    switch scalar {
    case "n": return "\n".unicodeScalars
    case "t": return "\t".unicodeScalars
    case "r", "b", "f": return " ".unicodeScalars
    case "\"", "\\", "/": return String(scalar).unicodeScalars
    case "u", "U":
      let count = scalar == "u" ? 4 : 8
      guard position + count <= scalars.count,
        let number = UInt32(
          String(String.UnicodeScalarView(scalars[position..<(position + count)])), radix: 16),
        let character = Unicode.Scalar(number)
      else { return nil }
      position += count
      return String(character).unicodeScalars
    case "\n", "\r", " ", "\t":
      guard isLong else { return nil }
      while let next = current, next == " " || next == "\n" || next == "\t" || next == "\r" { advance() }
      return "".unicodeScalars
    default: return nil
    }
  }
}

extension LooseJSON {
  /// The value with another one put in at a path; nil makes the table that stands there.
  fileprivate func inserting(_ value: LooseJSON?, at path: ArraySlice<(key: String, isList: Bool)>)
    -> LooseJSON
  {
    guard let step = path.first else {
      if let value { return value }
      return isObject ? self : .object([])
    }
    if case .list(let items) = self, let last = items.last {
      return .list(items.dropLast() + [last.inserting(value, at: path)])
    }
    var entries = self.entries
    let rest = path.dropFirst()
    let index = entries.firstIndex { $0.key == step.key }
    let old = index.map { entries[$0].value } ?? .nothing
    let new: LooseJSON
    if step.isList {
      guard case .list(let items) = old else {
        new = .list([LooseJSON.object([]).inserting(value, at: rest)])
        entries.append((step.key, new))
        return .object(entries)
      }
      new = .list(items + [LooseJSON.object([])])
    } else {
      new = (old == .nothing ? .object([]) : old).inserting(value, at: rest)
    }
    if let index { entries[index].value = new } else { entries.append((step.key, new)) }
    return .object(entries)
  }
}
