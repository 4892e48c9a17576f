/// What a document says: its tags and texts without white space, attributes in
/// order, classes as a set, random ids numbered, decimals with three places.
/// The content of conditional comments is looked at as well.
struct HTMLTokens {
  private(set) var tokens: [String] = []
  private let bytes: [UInt8]
  private var position = 0
  private var isInStyle = false

  private static let voids: Set = ["img", "br", "meta", "link", "hr", "input", "col", "area", "base"]

  /// The first two tokens that differ, or nil.
  static func difference(_ expected: [UInt8], _ actual: [UInt8]) -> String? {
    let left = HTMLTokens(expected).tokens
    let right = HTMLTokens(actual).tokens
    for index in 0..<max(left.count, right.count) {
      let expected = index < left.count ? left[index] : "(end)"
      let actual = index < right.count ? right[index] : "(end)"
      if expected != actual {
        return "token \(index): expected \(expected.prefix(300)), is \(actual.prefix(300))"
      }
    }
    return nil
  }

  private init(_ html: [UInt8]) {
    bytes = Self.numbered(html)
    scan()
    prune()
  }

  /// Replaces the ids that are drawn at random.
  private static func numbered(_ html: [UInt8]) -> [UInt8] {
    var ids: Set<ArraySlice<UInt8>> = []
    for (mark, least) in [("for=\"", 8), ("mj-carousel-", 12)] {
      var start = 0
      while let found = html[start...].firstRange(of: Array(mark.utf8)) {
        let id = html[found.upperBound...].prefix { isIDByte($0) }
        let end = id.endIndex < html.count ? html[id.endIndex] : 0
        let isEnded = mark.hasPrefix("for") ? end == UInt8(ascii: "\"") : end == UInt8(ascii: "-")
        let isHex =
          mark.hasPrefix("for") || id.allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 >= 97 && $0 <= 102) }
        if id.count >= least, isEnded, isHex { ids.insert(id) }
        start = found.upperBound
      }
    }
    guard !ids.isEmpty else { return html }
    var text = String(decoding: html, as: UTF8.self)
    for id in ids { text = text.replacing(String(decoding: id, as: UTF8.self), with: "ID") }
    return Array(text.utf8)
  }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
  }

  private func starts(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private func end(of text: String) -> Int {
    bytes[position...].firstRange(of: Array(text.utf8))?.upperBound ?? bytes.count
  }

  private mutating func scan() {
    var text: [UInt8] = []
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<"), let next = markup() else {
        text.append(bytes[position])
        position += 1
        continue
      }
      add(text: text)
      text = []
      read(next)
    }
    add(text: text)
  }

  private enum Markup {
    case conditional(open: Bool)
    case comment
    case declaration
    case closing
    case opening
  }

  private func markup() -> Markup? {
    if starts("<!--[if ") { return .conditional(open: true) }
    if starts("<![endif]") || starts("<!--<![endif]") { return .conditional(open: false) }
    if starts("<!--") { return .comment }
    if starts("<!") { return .declaration }
    guard position + 1 < bytes.count else { return nil }
    let next = bytes[position + 1]
    if next == UInt8(ascii: "/") { return .closing }
    return (next | 0x20) >= 97 && (next | 0x20) <= 122 ? .opening : nil
  }

  private mutating func read(_ markup: Markup) {
    let start = position
    switch markup {
    case .conditional(open: true):
      position = end(of: "]>")
      if starts("<!-->") { position += 5 } else if starts("<!-- -->") { position += 8 }
      let condition = String(
        decoding: bytes[(start + 8)..<position].prefix { $0 != UInt8(ascii: "]") }, as: UTF8.self)
      if tokens.last == "/if", condition == "mso | IE" {
        tokens.removeLast()
      } else {
        tokens.append("if \(condition)")
      }
    case .conditional(open: false):
      position = end(of: "-->")
      tokens.append("/if")
    case .comment:
      position = end(of: "-->")
      let text = Self.squeezed(bytes[(start + 4)..<max(position - 3, start + 4)])
      if !text.isEmpty { tokens.append("comment \(text)") }
    case .declaration:
      position = end(of: ">")
      tokens.append(String(decoding: bytes[start..<position], as: UTF8.self).lowercased())
    case .closing:
      position = end(of: ">")
      let name = Self.squeezed(bytes[(start + 2)..<(position - 1)]).lowercased()
      if name == "style" { isInStyle = false }
      if !Self.voids.contains(name) { tokens.append("/" + name) }
    case .opening: readTag()
    }
  }

  private static func squeezed(_ text: some Sequence<UInt8>) -> String {
    rounded(String(decoding: text.filter { $0 != 32 && !(9...13).contains($0) }, as: UTF8.self))
  }

  private mutating func add(text: [UInt8]) {
    var text = Self.squeezed(text)
    if isInStyle { text = text.replacing(";}", with: "}").replacing("'", with: "\"") }
    if !text.isEmpty { tokens.append("text " + text) }
  }

  private mutating func readTag() {
    position += 1
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
    let nameStart = position
    while position < bytes.count, !isSpace(bytes[position]), bytes[position] != 47, bytes[position] != 62 {
      position += 1
    }
    let name = String(decoding: bytes[nameStart..<position], as: UTF8.self).lowercased()
    var attributes: [String: String] = [:]
    var isClosed = false
    while position < bytes.count, bytes[position] != 62 {
      let byte = bytes[position]
      if isSpace(byte) || byte == 47 {
        isClosed = byte == 47
        position += 1
        continue
      }
      isClosed = false
      let start = position
      while position < bytes.count, !isSpace(bytes[position]), ![47, 62, 61].contains(bytes[position]) {
        position += 1
      }
      if position == start { position += 1 }
      let key = String(decoding: bytes[start..<position], as: UTF8.self)
      let value = readValue()
      let normal = Self.normalized(key, value)
      if !normal.isEmpty || !["class", "style", "alt"].contains(key) { attributes[key] = normal }
    }
    position += 1
    tokens.append(
      ([name] + attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }).joined(
        separator: " "))
    isInStyle = isInStyle || (name == "style" && !isClosed)
    if isClosed, !Self.voids.contains(name) { tokens.append("/" + name) }
  }

  private mutating func readValue() -> String {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return "" }
    position += 1
    guard position < bytes.count else { return "" }
    let quote = bytes[position]
    let isQuoted = quote == 34 || quote == 39
    if isQuoted { position += 1 }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if isQuoted ? byte == quote : (byte == 32 || byte == 62 || (9...13).contains(byte)) { break }
      position += 1
    }
    let value = String(decoding: bytes[start..<position], as: UTF8.self)
    if isQuoted { position += 1 }
    return value
  }

  private static func normalized(_ key: String, _ value: String) -> String {
    switch key {
    case "style":
      value.split(separator: ";").compactMap { part -> String? in
        guard let colon = part.firstIndex(of: ":") else { return nil }
        let words = part[part.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(
          separator: " ")
        let property = part[..<colon].split(whereSeparator: \.isWhitespace).joined()
        return property + ":" + rounded(words.replacing(", ", with: ","))
      }.joined(separator: ";")
    case "class":
      Set(value.split(whereSeparator: \.isWhitespace)).sorted().map { rounded(String($0)) }.joined(
        separator: " ")
    case "srcset", "sizes", "content", "d": squeezed(value.utf8)
    default: rounded(value)
    }
  }

  /// Cuts decimals of numbers and of the names of columns after three places.
  private static func rounded(_ text: String) -> String {
    guard text.utf8.count > 5, text.contains(".") || text.contains("per-") else { return text }
    var result: [UInt8] = []
    var decimals: Int?
    for byte in text.utf8 {
      let isDigit = byte >= 48 && byte <= 57
      if isDigit, let count = decimals {
        decimals = count + 1
        if count >= 3 { continue }
      } else if !isDigit {
        let isMark = byte == 46 || byte == 45
        decimals = isMark && result.last.map { $0 >= 48 && $0 <= 57 } == true ? 0 : nil
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// An empty style sheet says nothing, and neither does an empty condition.
  private mutating func prune() {
    var kept: [String] = []
    for token in tokens {
      if token == "/style", let last = kept.last, last == "style" || last.hasPrefix("style ") {
        kept.removeLast()
      } else {
        kept.append(token)
      }
    }
    tokens = kept
  }
}
