/// A value to be written as YAML: front matter, `issue.yaml`.
///
/// Keys keep the order they are given in, so the same value is always the same
/// text. Reading the text back gives the same strings.
public indirect enum YAMLOutput: Hashable, Sendable {
  /// A key with its value.
  public struct Entry: Hashable, Sendable {
    /// The key.
    public var key: String
    /// The value.
    public var value: YAMLOutput

    /// Makes an entry.
    public init(_ key: String, _ value: YAMLOutput) {
      self.key = key
      self.value = value
    }
  }

  /// A text.
  case text(String)
  /// A whole number.
  case number(Int)
  /// `true` or `false`.
  case flag(Bool)
  /// A list, one entry a line.
  case list([YAMLOutput])
  /// A mapping.
  case mapping([Entry])

  /// The YAML, ending with a line end. Scalars are quoted only where they must be.
  public var yaml: String {
    switch self {
    case .mapping(let entries) where !entries.isEmpty: lines(of: entries).map { $0 + "\n" }.joined()
    case .list(let items) where !items.isEmpty: lines(of: items).map { $0 + "\n" }.joined()
    default: scalar + "\n"
    }
  }

  private func lines(of entries: [Entry]) -> [String] {
    entries.flatMap { entry -> [String] in
      let key = Self.quotedIfNeeded(entry.key)
      switch entry.value {
      case .mapping(let inner) where !inner.isEmpty: return ["\(key):"] + lines(of: inner).map { "  " + $0 }
      case .list(let items) where !items.isEmpty: return ["\(key):"] + lines(of: items).map { "  " + $0 }
      default: return ["\(key): \(entry.value.scalar)"]
      }
    }
  }

  private func lines(of items: [YAMLOutput]) -> [String] {
    items.flatMap { item -> [String] in
      let inner =
        switch item {
        case .mapping(let entries) where !entries.isEmpty: lines(of: entries)
        case .list(let items) where !items.isEmpty: lines(of: items)
        default: [item.scalar]
        }
      return inner.enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
    }
  }

  private var scalar: String {
    switch self {
    case .text(let text): Self.quotedIfNeeded(text)
    case .number(let number): String(number)
    case .flag(let flag): String(flag)
    case .list: "[]"
    case .mapping: "{}"
    }
  }

  /// The text as a YAML scalar: plain where every reader takes it for the same text.
  static func quotedIfNeeded(_ text: String) -> String {
    if isSafePlain(text) { return text }
    let scalars = text.unicodeScalars
    if !scalars.contains(where: needsEscape), scalars.contains("\"") || scalars.contains("\\") {
      return "'" + text.replacing("'", with: "''") + "'"
    }
    var quoted = "\""
    for scalar in scalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where needsEscape(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value > 0xFFFF ? 8 : 4
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        quoted += (width == 8 ? "\\U" : "\\u") + zeros + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE...0xFFFF: true
    default: false
    }
  }

  private static func isSafePlain(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, first != " ", last != " ", last != ":",
      !"-?:,[]{}#&*!|>'\"%@`=~<.+".unicodeScalars.contains(first), !scalars.contains(where: needsEscape),
      !scalars.contains(where: { ",[]{}".unicodeScalars.contains($0) && scalars.count < 2 })
    else { return false }
    let words: Set = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    if words.contains(text.lowercased()) { return false }
    if ("0"..."9").contains(first) {
      let isDate = text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
      let hasLetter = scalars.contains { $0.properties.isAlphabetic } && scalars.contains(" ")
      guard isDate || hasLetter else { return false }
    }
    return !zip(scalars, scalars.dropFirst()).contains {
      ($0 == ":" && $1 == " ") || ($0 == " " && $1 == "#")
    }
  }
}
