/// What values an attribute takes.
enum AttributeType: Sendable {
  /// Any text.
  case text
  /// A colour: `#` and 3, 4, 6 or 8 hexadecimal digits, a function such as
  /// `rgb(…)`, or a name. Three digits are doubled in the output.
  case color
  /// `true` or `false`.
  case boolean
  /// Digits.
  case integer
  /// One of these words.
  case oneOf([StaticString])
  /// One or more numbers, each with one of these units.
  case lengths([LengthUnit], upTo: Int = 1, negative: Bool = false)

  /// A length in pixels or percent.
  static let length = AttributeType.lengths([.pixels, .percent])

  /// One to four lengths, as in `padding`.
  static let padding = AttributeType.lengths([.pixels, .percent], upTo: 4)

  static let pixels = AttributeType.lengths([.pixels])

  static let lineHeight = AttributeType.lengths([.pixels, .percent, .none])

  static let letterSpacing = AttributeType.lengths([.pixels, .em], negative: true)

  static let direction = AttributeType.oneOf(["ltr", "rtl"])

  static let horizontalAlign = AttributeType.oneOf(["left", "center", "right"])

  static let verticalAlign = AttributeType.oneOf(["top", "middle", "bottom"])

  var isColor: Bool {
    if case .color = self { true } else { false }
  }
}

/// The unit of a length.
enum LengthUnit: Sendable {
  case pixels
  case percent
  case em
  /// The word `auto` instead of a number.
  case auto
  /// A number without a unit.
  case none

  /// What stands behind the number.
  var text: StaticString {
    switch self {
    case .pixels: "px"
    case .percent: "%"
    case .em: "em"
    case .auto: "auto"
    case .none: ""
    }
  }
}

extension AttributeType: CustomStringConvertible {
  /// The values in words: `1 to 4 lengths in px or %`.
  var description: String {
    switch self {
    case .text: return "text"
    case .color: return "a colour"
    case .boolean: return "true or false"
    case .integer: return "a whole number"
    case .oneOf(let words): return Self.list(words.map(\.string))
    case .lengths(let units, let count, let negative):
      let places = units.compactMap { unit -> String? in
        switch unit {
        case .auto, .none: nil
        default: unit.text.string
        }
      }
      var text = count == 1 ? "a length" : "1 to \(count) lengths"
      if negative { text += ", negative if need be," }
      text += " in " + Self.list(places)
      if units.contains(.none) { text += ", or a plain number" }
      if units.contains(.auto) { text += ", or auto" }
      return text
    }
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
