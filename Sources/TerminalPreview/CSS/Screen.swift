/// What a message is laid out for: the size and the colours that its media rules ask about.
struct Screen: Hashable, Sendable {
  /// The width in CSS pixels.
  var viewport: Int
  /// Whether readers prefer a dark screen, and the client tells the message.
  var isDark: Bool

  /// Whether a media query list holds: `screen and (max-width: 480px), print`.
  func matches(media: String) -> Bool {
    let queries = media.lowercased().split(separator: ",")
    return queries.isEmpty || queries.contains { matches(query: $0) }
  }

  private func matches(query: Substring) -> Bool {
    var rest = query.trimmingBlanks[...]
    var isNegated = false
    var holds = true
    while !rest.isEmpty {
      if rest.first == "(" {
        let end = rest.firstIndex(of: ")") ?? rest.endIndex
        holds = holds && matches(feature: rest[rest.index(after: rest.startIndex)..<end])
        rest = end == rest.endIndex ? "" : rest[rest.index(after: end)...]
      } else {
        let word = rest.prefix { $0.isLetter || $0 == "-" }
        switch word {
        case "not": isNegated = true
        case "", "only", "and", "screen", "all": break
        default: holds = false
        }
        rest = word.isEmpty ? rest.dropFirst() : rest[word.endIndex...]
      }
    }
    return holds != isNegated
  }

  private func matches(feature: Substring) -> Bool {
    let parts = feature.split(separator: ":", maxSplits: 1).map(\.trimmingBlanks)
    guard let name = parts.first else { return false }
    let value = parts.count > 1 ? parts[1] : ""
    switch name {
    case "max-width", "max-device-width":
      return Length(css: value).map { Double(viewport) <= $0.pixels } ?? false
    case "min-width", "min-device-width":
      return Length(css: value).map { Double(viewport) >= $0.pixels } ?? false
    case "prefers-color-scheme": return value == (isDark ? "dark" : "light")
    default: return false
    }
  }
}

/// A length of a style sheet.
enum Length: Hashable, Sendable {
  case pixels(Double)
  case percent(Double)
  case auto

  /// Reads a length; em and rem are taken of the font size.
  init?(css text: String, fontSize: Double = 16) {
    if text == "auto" {
      self = .auto
      return
    }
    let end = text.utf8.firstIndex { !Self.isPartOfNumber($0) } ?? text.endIndex
    guard let value = Self.number(text[..<end]) else { return nil }
    switch text[end...].trimmingBlanks {
    case "%": self = .percent(value.clamped)
    case "em": self = .pixels((value * fontSize).clamped)
    case "rem": self = .pixels((value * 16).clamped)
    case "pt": self = .pixels((value * 4 / 3).clamped)
    case "", "px": self = .pixels(value.clamped)
    default: return nil
    }
  }

  /// A number; one of few digits is made of them without the functions of C, which know much more.
  private static func number(_ text: Substring) -> Double? {
    guard text.utf8.count < 10, !text.isEmpty else { return Double(text) }
    var number = 0
    for octet in text.utf8 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) else { return Double(text) }
      number = number * 10 + Int(octet - UInt8(ascii: "0"))
    }
    return Double(number)
  }

  private static func isPartOfNumber(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"): true
    default: false
    }
  }

  /// The pixels, 0 where it is no fixed length.
  var pixels: Double { if case .pixels(let value) = self { value } else { 0 } }
}
