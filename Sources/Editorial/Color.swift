/// A colour on a screen (sRGB), as `#rrggbb`.
public struct Color: Hashable, Sendable, CustomStringConvertible {
  /// The share of red, 0 to 255.
  public let red: UInt8
  /// The share of green, 0 to 255.
  public let green: UInt8
  /// The share of blue, 0 to 255.
  public let blue: UInt8

  /// Reads `#rrggbb` or `#rgb`; nil for everything else.
  public init?(_ text: String) {
    var digits = Array(text.utf8)
    guard digits.first == UInt8(ascii: "#") else { return nil }
    digits.removeFirst()
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
    let isHexadecimal = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard digits.count == 6, isHexadecimal,
      let number = Int(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return nil }
    red = UInt8(number >> 16)
    green = UInt8(number >> 8 & 0xFF)
    blue = UInt8(number & 0xFF)
  }

  /// Mixes the three shares.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour as `#rrggbb` in lower case.
  public var description: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// How far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio).
  ///
  /// | colours               | contrast |
  /// |-----------------------|---------:|
  /// | `#ffffff` on `#000000`|       21 |
  /// | `#ffffff` on `#e50914`|     4.79 |
  /// | `#777777` on `#ffffff`|     4.48 |
  public func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// Relative luminance (WCAG 2.2).
  var luminance: Double {
    func linear(_ value: UInt8) -> Double {
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : power24((share + 0.055) / 1.055)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}

/// The power 2.4 as a fifth root: the same on every machine, without a mathematics library.
private func power24(_ base: Double) -> Double {
  let wanted = base * base
  var root = 1.0
  for _ in 0..<60 {
    let fourth = root * root * root * root
    root -= (root * fourth - wanted) / (5 * fourth)
  }
  return wanted * root
}
