/// One property of a rule, shorthands taken apart.
struct Declaration: Hashable, Sendable {
  var property: Property
  var value: String
  var isImportant = false

  /// Reads `name: value; name: value !important`; leaves out what is not known.
  static func list(_ text: String) -> [Declaration] {
    var found: [Declaration] = []
    for piece in pieces(of: text) {
      guard let colon = piece.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = piece[..<colon].trimmingBlanks.lowercased()
      var value = piece[piece.utf8.index(after: colon)...].trimmingBlanks
      var isImportant = false
      if let mark = value.utf8.lastIndex(of: UInt8(ascii: "!")),
        value[value.utf8.index(after: mark)...].trimmingBlanks.lowercased() == "important"
      {
        isImportant = true
        value = value[..<mark].trimmingBlanks
      }
      guard !value.isEmpty else { continue }
      for (property, value) in expanded(name, value.lowercased()) {
        found.append(Declaration(property: property, value: value, isImportant: isImportant))
      }
    }
    return found
  }

  /// Semicolons inside quotes and parentheses do not end a declaration.
  private static func pieces(of text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var depth = 0
    var quote: UInt8?
    for index in text.utf8.indices {
      let octet = text.utf8[index]
      if let open = quote {
        if octet == open { quote = nil }
        continue
      }
      switch octet {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = octet
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case UInt8(ascii: ";") where depth == 0:
        pieces.append(text[start..<index])
        start = text.utf8.index(after: index)
      default: break
      }
    }
    pieces.append(text[start...])
    return pieces
  }

  private static func expanded(_ name: String, _ value: String) -> [(Property, String)] {
    switch name {
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
    default: Property(rawValue: name).map { [($0, value)] } ?? []
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
