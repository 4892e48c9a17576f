/// One property of a rule, shorthands taken apart.
struct Declaration: Hashable, Sendable {
  var property: Property
  var value: String
  var isImportant = false

  private typealias Octets = ArraySlice<UInt8>

  /// Reads `name: value; name: value !important`; leaves out what is not known.
  static func list(_ text: String) -> [Declaration] {
    var found: [Declaration] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let end = end(ofFirst: rest)
      read(rest[..<end], into: &found)
      rest = rest[end...].dropFirst()
    }
    return found
  }

  /// Where a declaration ends: not at semicolons inside quotes and parentheses.
  private static func end(ofFirst text: Octets) -> Int {
    var depth = 0
    var quote: UInt8?
    for index in text.indices {
      let octet = text[index]
      if let open = quote {
        if octet == open { quote = nil }
        continue
      }
      switch octet {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = octet
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case UInt8(ascii: ";") where depth == 0: return index
      default: break
      }
    }
    return text.endIndex
  }

  private static func read(_ text: Octets, into found: inout [Declaration]) {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = trimmed(text[..<colon])
    var value = text[colon...].dropFirst()
    var isImportant = false
    if let mark = value.lastIndex(of: UInt8(ascii: "!")),
      trimmed(value[mark...].dropFirst()) == "important"
    {
      isImportant = true
      value = value[..<mark]
    }
    let words = trimmed(value)
    if words.isEmpty { return }
    for (property, value) in expanded(name, words) {
      found.append(Declaration(property: property, value: value, isImportant: isImportant))
    }
  }

  /// The text without blanks at both ends, in lower case.
  private static func trimmed(_ text: Octets) -> String {
    var text = text
    while let first = text.first, first.isBlank { text = text.dropFirst() }
    while let last = text.last, last.isBlank { text = text.dropLast() }
    let words = String(decoding: text, as: UTF8.self).lowercased()
    // Other scripts have blanks of their own.
    return (text.first ?? 0) < 0x80 && (text.last ?? 0) < 0x80 ? words : words.trimmingBlanks
  }

  private static func expanded(_ name: String, _ value: String) -> [(Property, String)] {
    if let property = Property(rawValue: name) { return [(property, value)] }
    return switch name {
    case "margin": fourSides(Property.margins, value)
    case "padding": fourSides(Property.paddings, value)
    case "border": Property.borders.map { ($0, value) }
    case "border-color": fourSides(Property.borderColors, value)
    case "border-width": fourSides(Property.borderWidths, value)
    case "border-style": fourSides(Property.borderStyles, value)
    case "background":
      [
        (
          .backgroundColor,
          words(of: value).last { Color(css: $0) != nil || $0 == "transparent" || $0 == "none" }
            ?? "transparent"
        )
      ]
    case "font": words(of: value).compactMap(partOfFont)
    case "list-style": [(.listStyleType, value)]
    case "text-decoration-line": [(.textDecoration, value)]
    default: []
    }
  }

  private static func partOfFont(_ word: String) -> (Property, String)? {
    if ["bold", "700", "600", "800", "900"].contains(word) { return (.fontWeight, word) }
    if ["italic", "oblique"].contains(word) { return (.fontStyle, word) }
    guard let size = word.split(separator: "/").first, size.first?.isNumber == true,
      size.last?.isNumber == false
    else { return nil }
    return (.fontSize, String(size))
  }

  /// One to four values for the four sides.
  private static func fourSides(_ sides: [Property], _ value: String) -> [(Property, String)] {
    let words = words(of: value)
    guard let top = words.first else { return [] }
    let right = words.count > 1 ? words[1] : top
    let bottom = words.count > 2 ? words[2] : top
    let left = words.count > 3 ? words[3] : right
    return Array(zip(sides, [top, right, bottom, left]))
  }

  /// The words of a value; what stands in parentheses is one word.
  static func words(of value: String) -> [String] {
    var words: [String] = []
    var start = value.startIndex
    var depth = 0
    for index in value.utf8.indices {
      switch value.utf8[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case let octet where octet.isBlank && depth == 0:
        if start < index { words.append(String(value[start..<index])) }
        start = value.utf8.index(after: index)
      default: break
      }
    }
    if start < value.endIndex { words.append(String(value[start...])) }
    return words
  }
}
