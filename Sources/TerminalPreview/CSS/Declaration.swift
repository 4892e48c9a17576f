/// One property of a rule, shorthands taken apart.
struct Declaration: Hashable, Sendable {
  var name: String
  var value: String
  var isImportant = false

  /// Reads `name: value; name: value !important`.
  static func list(_ text: some StringProtocol) -> [Declaration] {
    pieces(of: text).flatMap { piece -> [Declaration] in
      guard let colon = piece.firstIndex(of: ":") else { return [] }
      let name = piece[..<colon].trimmingBlanks.lowercased()
      var value = piece[piece.index(after: colon)...].trimmingBlanks
      var isImportant = false
      if let mark = value.lastIndex(of: "!"),
        value[value.index(after: mark)...].trimmingBlanks.lowercased() == "important"
      {
        isImportant = true
        value = value[..<mark].trimmingBlanks
      }
      guard !value.isEmpty else { return [] }
      return expanded(name, value.lowercased()).map {
        Declaration(name: $0.0, value: $0.1, isImportant: isImportant)
      }
    }
  }

  /// Semicolons inside quotes and parentheses do not end a declaration.
  private static func pieces<Text: StringProtocol>(of text: Text) -> [Text.SubSequence] {
    var pieces: [Text.SubSequence] = []
    var start = text.startIndex
    var depth = 0
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "(" {
        depth += 1
      } else if character == ")" {
        depth = max(0, depth - 1)
      } else if character == ";", depth == 0 {
        pieces.append(text[start..<index])
        start = text.index(after: index)
      }
    }
    return pieces + [text[start...]]
  }

  private static func expanded(_ name: String, _ value: String) -> [(String, String)] {
    switch name {
    case "margin", "padding":
      let values = words(of: value)
      let sides = fourSides(values)
      return zip(sideNames, sides).map { ("\(name)-\($0)", $1) }
    case "background":
      let color = words(of: value).last { Color(css: $0) != nil || $0 == "transparent" || $0 == "none" }
      return [("background-color", color ?? "transparent")]
    case "border":
      return sideNames.map { ("border-\($0)", value) }
    case "border-color", "border-width", "border-style":
      let part = name.dropFirst(7)
      return zip(sideNames, fourSides(words(of: value))).map { ("border-\($0)-\(part)", $1) }
    case "font":
      return words(of: value).flatMap { word -> [(String, String)] in
        if ["bold", "700", "600", "800", "900"].contains(word) { return [("font-weight", word)] }
        if ["italic", "oblique"].contains(word) { return [("font-style", word)] }
        guard let size = word.split(separator: "/").first, size.first?.isNumber == true,
          size.last?.isNumber == false
        else { return [] }
        return [("font-size", String(size))]
      }
    case "list-style": return [("list-style-type", value)]
    case "text-decoration-line": return [("text-decoration", value)]
    default: return [(name, value)]
    }
  }

  static let sideNames = ["top", "right", "bottom", "left"]

  private static func fourSides(_ values: [String]) -> [String] {
    switch values.count {
    case 0: []
    case 1: [values[0], values[0], values[0], values[0]]
    case 2: [values[0], values[1], values[0], values[1]]
    case 3: [values[0], values[1], values[2], values[1]]
    default: Array(values[..<4])
    }
  }

  /// The words of a value; what stands in parentheses is one word.
  static func words(of value: String) -> [String] {
    var words: [String] = []
    var word = ""
    var depth = 0
    for character in value {
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      if character.isWhitespace, depth == 0 {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
