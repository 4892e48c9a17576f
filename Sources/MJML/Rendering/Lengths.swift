/// Numbers as JavaScript reads them from the beginning of a text.
///
/// MJML leaves the reading of lengths to `parseInt` and `parseFloat`; so what
/// they make of `20px`, `.5em` or `auto` decides what the result looks like.
enum Lengths {
  /// The whole number at the beginning; NaN where there is none.
  static func integer(_ text: some Collection<UInt8>) -> Double {
    var number = 0.0
    var isNegative = false
    var digits = 0
    for byte in text.drop(while: \.isSpace) {
      if byte.isDigit {
        number = number * 10 + Double(byte - 48)
        digits += 1
      } else if digits == 0, byte == ASCII.hyphen, !isNegative {
        isNegative = true
      } else {
        break
      }
    }
    guard digits > 0 else { return .nan }
    return isNegative ? -number : number
  }

  /// The decimal number at the beginning; NaN where there is none.
  static func decimal(_ text: some Collection<UInt8>) -> Double {
    var digits: [UInt8] = []
    var hasDot = false
    for byte in text.drop(while: \.isSpace) {
      if byte.isDigit {
        digits.append(byte)
      } else if byte == ASCII.dot, !hasDot {
        hasDot = true
        digits.append(byte)
      } else if digits.isEmpty, byte == ASCII.hyphen {
        digits.append(byte)
      } else {
        break
      }
      if digits.count > 40 { break }
    }
    if digits.last == ASCII.dot { digits.removeLast() }
    if digits.first == ASCII.dot { digits.insert(48, at: 0) }
    return Double(String(decoding: digits, as: UTF8.self)) ?? .nan
  }

  /// What follows the last digit, point or comma: the unit.
  static func unit(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let digit = text.lastIndex(where: \.isDigit) else { return text }
    var end = digit + 1
    while end < text.endIndex, text[end] == ASCII.dot || text[end] == ASCII.comma { end += 1 }
    return text[end...]
  }

  /// A number with its unit; `px` where it has none.
  static func parsed(_ text: ArraySlice<UInt8>, decimalPercent: Bool) -> Parsed {
    let unit = unit(text)
    let isPercent = unit.elementsEqual("%".utf8)
    let number = isPercent && decimalPercent ? decimal(text) : integer(text)
    let kind: Parsed.Unit =
      if isPercent { .percent } else if unit.isEmpty || unit.elementsEqual("px".utf8) { .pixels } else {
        .other
      }
    return Parsed(number: number, unit: kind)
  }

  struct Parsed {
    enum Unit { case pixels, percent, other }
    var number: Double
    var unit: Unit

    var isPercent: Bool { unit == .percent }
  }

  /// One side of a shorthand such as `10px 25px`.
  static func side(_ side: Side, of text: ArraySlice<UInt8>) -> Double {
    let parts = text.split(maxSplits: 3, whereSeparator: \.isSpace)
    let place: Int
    switch parts.count {
    case 2: place = side.isHorizontal ? 1 : 0
    case 3: place = side.isHorizontal ? 1 : (side == .top ? 0 : 2)
    case 4: place = side == .top ? 0 : side == .right ? 1 : side == .bottom ? 2 : 3
    default: return integer(text)
    }
    return integer(parts[place])
  }

  enum Side {
    case top, right, bottom, left

    var isHorizontal: Bool { self == .left || self == .right }
  }

  /// The width in a border such as `2px solid red`; 0 where there is none.
  static func borderWidth(_ text: ArraySlice<UInt8>) -> Double {
    for part in text.split(separator: ASCII.space) where part.first?.isDigit == true {
      return integer(part)
    }
    return 0
  }
}

/// The width that a parent leaves to its children.
struct Width {
  var number: Double
  /// As written, where it is the attribute of `mj-body`.
  var text: Slice?

  init(_ number: Double) {
    self.number = number
  }

  init(_ number: Double, text: Slice?) {
    self.number = number
    self.text = text
  }

  /// Without decimals.
  var whole: Double { number.rounded(.towardZero) }
}
