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
    let octets = Self.withoutComments(text)
    read(octets[...], for: screen, depth: 0)
  }

  private mutating func read(_ text: ArraySlice<UInt8>, for screen: Screen, depth: Int) {
    var position = text.startIndex
    var preludeStart = position
    while position < text.endIndex, rules.count < Self.limit {
      switch text[position] {
      case UInt8(ascii: "{"):
        let end = Self.endOfBlock(text, from: position)
        let prelude = String(decoding: text[preludeStart..<position], as: UTF8.self).trimmingBlanks
        take(prelude, text[(position + 1)..<max(position + 1, end)], for: screen, depth: depth)
        position = end + 1
        preludeStart = min(position, text.endIndex)
      case UInt8(ascii: ";"), UInt8(ascii: "}"):
        // `@import …;`, `@charset …;` and braces too many.
        position += 1
        preludeStart = position
      default: position += 1
      }
    }
  }

  private mutating func take(_ prelude: String, _ body: ArraySlice<UInt8>, for screen: Screen, depth: Int) {
    if prelude.hasPrefix("@") {
      let word = prelude.dropFirst().prefix { $0.isLetter || $0 == "-" }.lowercased()
      let isIn = word == "media" ? screen.matches(media: String(prelude.dropFirst(6))) : word == "supports"
      if isIn, depth < 8 { read(body, for: screen, depth: depth + 1) }
      return
    }
    let declarations = Declaration.list(String(decoding: body, as: UTF8.self))
    guard !declarations.isEmpty else { return }
    for text in prelude.split(separator: ",") {
      if let selector = Selector(String(text)) {
        rules.append(Rule(selector: selector, declarations: declarations))
      }
    }
  }

  private static func endOfBlock(_ text: ArraySlice<UInt8>, from start: Int) -> Int {
    var depth = 0
    for index in start..<text.endIndex {
      if text[index] == UInt8(ascii: "{") { depth += 1 }
      if text[index] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return text.endIndex
  }

  /// The octets with blanks instead of comments and of the marks that hide a sheet from old browsers.
  private static func withoutComments(_ text: String) -> [UInt8] {
    let octets = Array(text.utf8)
    var shown: [UInt8] = []
    shown.reserveCapacity(octets.count)
    var index = 0
    func isNext(_ mark: StaticString) -> Bool {
      guard index + mark.utf8CodeUnitCount <= octets.count else { return false }
      return mark.withUTF8Buffer { $0.elementsEqual(octets[index..<(index + $0.count)]) }
    }
    while index < octets.count {
      switch octets[index] {
      case UInt8(ascii: "/") where isNext("/*"):
        index += 2
        while index < octets.count, !isNext("*/") { index += 1 }
        index += 2
        shown.append(0x20)
      case UInt8(ascii: "<") where isNext("<!--"), UInt8(ascii: "-") where isNext("-->"):
        index += octets[index] == UInt8(ascii: "<") ? 4 : 3
        shown.append(0x20)
      case let octet:
        shown.append(octet)
        index += 1
      }
    }
    return shown
  }
}
