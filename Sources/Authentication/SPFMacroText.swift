/// A domain in an SPF record, in which parts may stand for who sends from where (RFC 7208 §7).
struct SPFMacroText: Hashable {
  /// What the letters stand for.
  struct Values {
    var sender: String
    var domain: String
    var address: IPAddress
    var greeting: String
  }

  private enum Part: Hashable {
    case text(String)
    case macro(Character, keep: Int?, isReversed: Bool, delimiters: String)
  }

  private var parts: [Part] = []

  /// Reads a text; nil when a `%` in it begins nothing, or it has octets that no name has.
  init?(_ text: String) {
    var rest = Substring(text)
    var plain = ""
    while let character = rest.popFirst() {
      guard character.isASCII, let octet = character.asciiValue, (0x21...0x7E).contains(octet) else {
        return nil
      }
      guard character == "%" else {
        plain.append(character)
        continue
      }
      switch rest.popFirst() {
      case "%": plain.append("%")
      case "_": plain.append(" ")
      case "-": plain.append("%20")
      case "{":
        guard let end = rest.firstIndex(of: "}"), let macro = Self.macro(rest[..<end]) else { return nil }
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = ""
        parts.append(macro)
        rest = rest[rest.index(after: end)...]
      default: return nil
      }
    }
    if !plain.isEmpty { parts.append(.text(plain)) }
  }

  /// The name it stands for, at most 253 octets: labels are taken off at the left (§7.3).
  func expanded(_ values: Values) -> String {
    var name = parts.map { part in
      switch part {
      case .text(let text): text
      case .macro(let letter, let keep, let isReversed, let delimiters):
        Self.transformed(Self.value(letter, values), keep, isReversed, delimiters)
      }
    }.joined()
    if name.hasSuffix(".") { name.removeLast() }
    while name.utf8.count > 253, let dot = name.firstIndex(of: ".") {
      name = String(name[name.index(after: dot)...])
    }
    return name
  }

  private static func macro(_ body: Substring) -> Part? {
    guard let letter = body.first, "slodiphcrtv".contains(letter.lowercased()) else { return nil }
    var rest = body.dropFirst()
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    let isReversed = rest.first.map { "rR".contains($0) } ?? false
    if isReversed { rest = rest.dropFirst() }
    guard rest.allSatisfy({ ".-+,/_=".contains($0) }), digits.count <= 3 else { return nil }
    let keep = digits.isEmpty ? nil : Int(digits)
    guard keep != 0 else { return nil }
    return .macro(
      Character(letter.lowercased()), keep: keep, isReversed: isReversed,
      delimiters: rest.isEmpty ? "." : String(rest))
  }

  private static func value(_ letter: Character, _ values: Values) -> String {
    let parts = values.sender.split(separator: "@", maxSplits: 1).map(String.init)
    return switch letter {
    case "s": values.sender
    case "l": parts.count > 1 ? parts[0] : "postmaster"
    case "o": parts.last ?? values.domain
    case "d": values.domain
    case "i": values.address.dotted
    case "c": values.address.description
    case "v": values.address.family == .four ? "in-addr" : "ip6"
    case "h": values.greeting
    // The name of the address is not looked up for this (§7.2 allows "unknown"); nor is there a receiver.
    default: "unknown"
    }
  }

  private static func transformed(_ text: String, _ keep: Int?, _ isReversed: Bool, _ delimiters: String)
    -> String
  {
    var parts = text.split(omittingEmptySubsequences: false) { delimiters.contains($0) }
    if isReversed { parts.reverse() }
    if let keep { parts = parts.suffix(keep) }
    return parts.joined(separator: ".")
  }
}
