/// The rules of a style sheet that hold for one viewport.
struct StyleSheet: Sendable {
  struct Rule: Sendable {
    var selector: Selector
    var declarations: [Declaration]
  }

  private(set) var rules: [Rule] = []

  /// How many rules are read of all the style sheets of a message.
  static let limit = 5000

  init(_ text: String, for screen: Screen) {
    read(Array(Self.withoutComments(text)), for: screen, depth: 0)
  }

  private mutating func read(_ text: [Character], for screen: Screen, depth: Int) {
    var position = 0
    var preludeStart = 0
    while position < text.count, rules.count < Self.limit {
      switch text[position] {
      case "{":
        let end = Self.endOfBlock(text, from: position)
        let prelude = String(text[preludeStart..<position]).trimmingBlanks
        take(prelude, Array(text[(position + 1)..<end]), for: screen, depth: depth)
        position = end + 1
        preludeStart = position
      case ";", "}":
        // `@import …;`, `@charset …;` and braces too many.
        position += 1
        preludeStart = position
      default: position += 1
      }
    }
  }

  private mutating func take(_ prelude: String, _ body: [Character], for screen: Screen, depth: Int) {
    if prelude.hasPrefix("@") {
      let word = prelude.dropFirst().prefix { $0.isLetter || $0 == "-" }.lowercased()
      let isIn = word == "media" ? screen.matches(media: String(prelude.dropFirst(6))) : word == "supports"
      if isIn, depth < 8 { read(body, for: screen, depth: depth + 1) }
      return
    }
    let declarations = Declaration.list(String(body))
    guard !declarations.isEmpty else { return }
    for text in prelude.split(separator: ",") {
      if let selector = Selector(String(text)) {
        rules.append(Rule(selector: selector, declarations: declarations))
      }
    }
  }

  private static func endOfBlock(_ text: [Character], from start: Int) -> Int {
    var depth = 0
    for index in start..<text.count {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return text.count
  }

  private static func withoutComments(_ text: String) -> String {
    var shown = ""
    var rest = text.replacing("<!--", with: " ").replacing("-->", with: " ")[...]
    while let start = rest.firstRange(of: "/*") {
      shown += rest[..<start.lowerBound] + " "
      guard let end = rest[start.upperBound...].firstRange(of: "*/") else { return shown }
      rest = rest[end.upperBound...]
    }
    return shown + rest
  }
}
