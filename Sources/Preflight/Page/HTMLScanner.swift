/// Cuts HTML into tags, text and comments, one after the other.
struct HTMLScanner {
  enum Piece {
    case start(name: String, attributes: [String: String], tag: String)
    case end(name: String)
    case text(String)
    case comment(String)
    case raw(name: String, text: String)
    case doctype
  }

  static let blocks: Set<String> = [
    "p", "div", "td", "th", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote",
  ]

  private let html: [UInt8]
  private var position = 0
  private var rawElement: String?

  init(_ html: String) { self.html = Array(html.utf8) }

  mutating func next() -> Piece? {
    if let name = rawElement {
      rawElement = nil
      return .raw(name: name, text: take(until: "</\(name)"))
    }
    guard position < html.count else { return nil }
    guard html[position] == UInt8(ascii: "<") else { return .text(decoded(take(until: "<"))) }
    if starts(with: "<!--") {
      position += 4
      let text = take(until: "-->")
      position = min(html.count, position + 3)
      return .comment(text)
    }
    if starts(with: "<!") {
      let text = take(until: ">")
      position = min(html.count, position + 1)
      return text.lowercased().hasPrefix("<!doctype") ? .doctype : .comment(text)
    }
    return tag()
  }

  private mutating func tag() -> Piece {
    let start = position
    let isEnd = position + 1 < html.count && html[position + 1] == UInt8(ascii: "/")
    position += isEnd ? 2 : 1
    let name = takeName()
    guard !name.isEmpty else {
      position = max(position, start + 1)
      return .text("<")
    }
    var attributes: [String: String] = [:]
    while position < html.count, html[position] != UInt8(ascii: ">") { takeAttribute(into: &attributes) }
    position = min(html.count, position + 1)
    if isEnd { return .end(name: name) }
    if ["style", "script"].contains(name) { rawElement = name }
    return .start(
      name: name, attributes: attributes, tag: String(decoding: html[start..<position], as: UTF8.self))
  }

  private mutating func takeAttribute(into attributes: inout [String: String]) {
    let start = position
    skipBlanks()
    let name = takeName()
    guard !name.isEmpty else {
      position = max(position, start + 1)
      return
    }
    skipBlanks()
    guard position < html.count, html[position] == UInt8(ascii: "=") else {
      attributes[name] = attributes[name] ?? ""
      return
    }
    position += 1
    skipBlanks()
    let value = takeValue()
    if attributes[name] == nil { attributes[name] = decoded(value) }
  }

  private mutating func takeValue() -> String {
    guard position < html.count else { return "" }
    let quote = html[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      position += 1
      let value = take(until: String(UnicodeScalar(quote)))
      position = min(html.count, position + 1)
      return value
    }
    let start = position
    while position < html.count, html[position] > 0x20, html[position] != UInt8(ascii: ">") { position += 1 }
    return String(decoding: html[start..<position], as: UTF8.self)
  }

  private mutating func takeName() -> String {
    let start = position
    while position < html.count, html[position] > 0x20, !"/>=\"'<".utf8.contains(html[position]) {
      position += 1
    }
    return String(decoding: html[start..<position], as: UTF8.self).lowercased()
  }

  private mutating func skipBlanks() {
    while position < html.count, html[position] <= 0x20 || html[position] == UInt8(ascii: "/") {
      position += 1
    }
  }

  private mutating func take(until end: String) -> String {
    let start = position
    let wanted = Array(end.utf8)
    while position < html.count, !matches(wanted) { position += 1 }
    return String(decoding: html[start..<position], as: UTF8.self)
  }

  private func starts(with text: String) -> Bool { matches(Array(text.utf8)) }

  /// Without regard to the case of ASCII letters.
  private func matches(_ wanted: [UInt8]) -> Bool {
    guard position + wanted.count <= html.count else { return false }
    for (index, byte) in wanted.enumerated() {
      let found = html[position + index]
      let lower = (0x41...0x5A).contains(found) ? found | 0x20 : found
      if lower != ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) { return false }
    }
    return true
  }
}

private let namedEntities: [String: String] = [
  "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "zwnj": "\u{200C}",
  "shy": "\u{AD}", "mdash": "—", "ndash": "–", "hellip": "…", "copy": "©",
]

/// The text with character references decoded.
private func decoded(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
  return text.replacing(/&(#x?[0-9A-Fa-f]{1,7}|[A-Za-z]{2,8});/) { match in
    let name = match.1
    if let known = namedEntities[String(name)] { return known }
    let digits = name.drop { "#xX".contains($0) }
    let isHex = name.hasPrefix("#x") || name.hasPrefix("#X")
    let value = name.hasPrefix("#") ? UInt32(digits, radix: isHex ? 16 : 10) : nil
    return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.0)
  }
}
