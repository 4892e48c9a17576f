/// JSON as pages and exports have it: read for what it says, not for whether it is right.
///
/// Line ends within strings, commas too many, comments around the whole and
/// text after it are forgiven. A text that breaks off gives what was read so far.
indirect enum LooseJSON: Hashable {
  case object([(key: String, value: LooseJSON)])
  case list([LooseJSON])
  case text(String)
  case number(String)
  case flag(Bool)
  case nothing

  static let depthLimit = 100

  init(_ bytes: [UInt8]) {
    var reader = LooseJSONReader(bytes)
    self = reader.root()
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  /// The value of a key; nothing where there is none.
  subscript(key: String) -> LooseJSON {
    guard case .object(let entries) = self else { return .nothing }
    return entries.first { $0.key == key }?.value ?? .nothing
  }

  /// A text, or a number as it was written.
  var string: String? {
    switch self {
    case .text(let text), .number(let text): text
    default: nil
    }
  }

  /// A whole number, also within a text.
  var int: Int? { string.flatMap { Int($0) ?? Double($0).flatMap { abs($0) < 1e15 ? Int($0) : nil } } }

  /// The entries of a list; a value alone is a list of one, nothing is none.
  var items: [LooseJSON] {
    switch self {
    case .list(let items): items
    case .nothing: []
    default: [self]
    }
  }

  /// The keys with their values.
  var entries: [(key: String, value: LooseJSON)] {
    if case .object(let entries) = self { entries } else { [] }
  }

  var isObject: Bool { if case .object = self { true } else { false } }

  static func == (a: LooseJSON, b: LooseJSON) -> Bool {
    switch (a, b) {
    case (.object(let x), .object(let y)): x.elementsEqual(y) { $0.key == $1.key && $0.value == $1.value }
    case (.list(let x), .list(let y)): x == y
    case (.text(let x), .text(let y)), (.number(let x), .number(let y)): x == y
    case (.flag(let x), .flag(let y)): x == y
    case (.nothing, .nothing): true
    default: false
    }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(string) }
}

private struct LooseJSONReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func root() -> LooseJSON {
    guard let start = bytes.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }) else {
      return .nothing
    }
    position = start
    // `<![CDATA[` has a bracket that begins no list.
    if bytes[position...].starts(with: "[CDATA[".utf8) {
      position += 7
      skipBlanks()
    }
    return value(depth: 0)
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = current,
      byte <= 0x20 || byte == UInt8(ascii: ",") || byte == 0xEF || byte == 0xBB || byte == 0xBF
    {
      position += 1
    }
  }

  private mutating func value(depth: Int) -> LooseJSON {
    guard depth < LooseJSON.depthLimit else {
      position = bytes.count
      return .nothing
    }
    switch current {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return list(depth: depth)
    case UInt8(ascii: "\""): return .text(string())
    case nil: return .nothing
    default: return word()
    }
  }

  private mutating func object(depth: Int) -> LooseJSON {
    var entries: [(key: String, value: LooseJSON)] = []
    position += 1
    while true {
      skipBlanks()
      guard let byte = current, byte != UInt8(ascii: "}") else { break }
      guard byte == UInt8(ascii: "\"") else {
        // Not a key: the rest of this object makes no sense.
        position = byte == UInt8(ascii: "]") ? position : bytes.count
        return .object(entries)
      }
      let key = string()
      skipBlanks()
      if current == UInt8(ascii: ":") { position += 1 }
      skipBlanks()
      entries.append((key, value(depth: depth + 1)))
    }
    position += 1
    return .object(entries)
  }

  private mutating func list(depth: Int) -> LooseJSON {
    var items: [LooseJSON] = []
    position += 1
    while true {
      skipBlanks()
      guard let byte = current, byte != UInt8(ascii: "]"), byte != UInt8(ascii: "}") else { break }
      let before = position
      items.append(value(depth: depth + 1))
      if position == before { position += 1 }
    }
    position += 1
    return .list(items)
  }

  private mutating func word() -> LooseJSON {
    let start = position
    while let byte = current, byte > 0x20,
      ![UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":")].contains(byte)
    {
      position += 1
    }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "true": return .flag(true)
    case "false": return .flag(false)
    default: return Double(word) == nil ? .nothing : .number(word)
    }
  }

  private mutating func string() -> String {
    position += 1
    var out: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      position += 1
      if byte == UInt8(ascii: "\\") { escape(into: &out) } else { out.append(byte) }
    }
    position += 1
    return String(decoding: out, as: UTF8.self)
  }

  private mutating func escape(into out: inout [UInt8]) {
    guard let byte = current else { return }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(0x20)
    case UInt8(ascii: "u"): out.append(contentsOf: String(unicode()).utf8)
    default: out.append(byte)
    }
  }

  private mutating func unicode() -> Unicode.Scalar {
    guard let high = hexadecimal() else { return "\u{FFFD}" }
    guard (0xD800...0xDBFF).contains(high) else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else {
      return "\u{FFFD}"
    }
    position += 2
    guard let low = hexadecimal(), (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<(position + 4)], as: UTF8.self)
    guard let number = UInt32(digits, radix: 16) else { return nil }
    position += 4
    return number
  }
}
