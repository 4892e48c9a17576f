import Foundation

/// A colour as screens mix it.
public struct Color: Hashable, Sendable {
  /// Red, from 0 to 255.
  public var red: UInt8
  /// Green, from 0 to 255.
  public var green: UInt8
  /// Blue, from 0 to 255.
  public var blue: UInt8

  /// Mixes a colour.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  static let black = Color(0, 0, 0)
  static let white = Color(255, 255, 255)
  /// What clients give a link that has no colour.
  static let link = Color(0, 0, 238)

  /// As style sheets write it: `#c40812`.
  public var hex: String {
    [red, green, blue].reduce(into: "#") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) }
  }

  /// How bright it is, from 0 to 1 (WCAG 2.2, relative luminance).
  public var luminance: Double {
    0.2126 * Self.linear[Int(red)] + 0.7152 * Self.linear[Int(green)] + 0.0722 * Self.linear[Int(blue)]
  }

  /// The light of each value of a channel, from 0 to 1.
  private static let linear = (0...255).map { channel in
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// How well one is read on the other, from 1 to 21 (WCAG 2.2, contrast ratio).
  ///
  /// White on #e50914 has 4.8.
  public func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The colour with its lightness flipped, as some clients do in dark mode.
  var inverted: Color {
    let high = Int(max(red, green, blue))
    let low = Int(min(red, green, blue))
    let shift = 255 - high - low
    func moved(_ channel: UInt8) -> UInt8 { UInt8(clamping: Int(channel) + shift) }
    return Color(moved(red), moved(green), moved(blue))
  }
}

extension Color {
  /// Reads a CSS colour; nil for none, for `transparent` and for what is not known.
  init?(css text: String) {
    let text = text.lowercased().trimmingBlanks
    if text.hasPrefix("#") {
      self.init(hexDigits: text.dropFirst())
    } else if text.hasPrefix("rgb") {
      let numbers = text.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        .split { ", /".contains($0) }.map(Self.channel)
      guard numbers.count >= 3, numbers.count < 4 || numbers[3] > 0 else { return nil }
      self.init(UInt8(clamping: numbers[0]), UInt8(clamping: numbers[1]), UInt8(clamping: numbers[2]))
    } else if let value = Self.named[text] {
      self.init(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
    } else {
      return nil
    }
  }

  /// Reads the value of `bgcolor` and `color` attributes, which may lack the `#`.
  init?(attribute text: String) {
    let text = text.trimmingBlanks
    if let color = Color(css: text) { self = color } else { self.init(css: "#" + text) }
  }

  private init?(hexDigits: Substring) {
    let isShort = hexDigits.utf8.count < 6
    guard let value = UInt32(hexDigits.prefix(isShort ? 3 : 6), radix: 16), hexDigits.utf8.count >= 3 else {
      return nil
    }
    if isShort {
      self.init(UInt8(value >> 8 & 15) * 17, UInt8(value >> 4 & 15) * 17, UInt8(value & 15) * 17)
    } else {
      self.init(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
    }
  }

  private static func channel(_ text: Substring) -> Int {
    if text.last == "%" { return Int((Double(text.dropLast()) ?? 0).clamped * 2.55) }
    let value = Double(text) ?? 0
    return value > 0 && value < 1 ? 1 : Int(value.clamped)
  }

  private static let named: [String: UInt32] = [
    "black": 0, "white": 0xFFFFFF, "red": 0xFF0000, "green": 0x008000, "blue": 0x0000FF, "yellow": 0xFFFF00,
    "gray": 0x808080, "grey": 0x808080, "silver": 0xC0C0C0, "maroon": 0x800000, "navy": 0x000080,
    "teal": 0x008080, "olive": 0x808000, "purple": 0x800080, "lime": 0x00FF00, "aqua": 0x00FFFF,
    "cyan": 0x00FFFF, "fuchsia": 0xFF00FF, "magenta": 0xFF00FF, "orange": 0xFFA500, "pink": 0xFFC0CB,
    "brown": 0xA52A2A, "gold": 0xFFD700, "crimson": 0xDC143C, "tomato": 0xFF6347, "coral": 0xFF7F50,
    "indigo": 0x4B0082, "darkblue": 0x00008B, "darkgreen": 0x006400, "darkred": 0x8B0000,
    "darkgray": 0xA9A9A9, "darkgrey": 0xA9A9A9, "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3,
    "dimgray": 0x696969, "whitesmoke": 0xF5F5F5, "steelblue": 0x4682B4, "royalblue": 0x4169E1,
    "firebrick": 0xB22222, "slategray": 0x708090, "beige": 0xF5F5DC, "ivory": 0xFFFFF0, "khaki": 0xF0E68C,
  ]
}

extension Double {
  /// A number that can be made an integer, whatever a style sheet says.
  var clamped: Double { isFinite ? Swift.min(Swift.max(self, -100_000), 100_000) : 0 }
}

extension StringProtocol {
  /// The text without blanks at both ends.
  var trimmingBlanks: String {
    let text = Substring(self)
    var (start, end) = (text.startIndex, text.endIndex)
    while start < end, text.utf8[start].isBlank { start = text.utf8.index(after: start) }
    while end > start, text.utf8[text.utf8.index(before: end)].isBlank { end = text.utf8.index(before: end) }
    guard start < end else { return "" }
    if text.utf8[start] < 0x80, text.utf8[text.utf8.index(before: end)] < 0x80 {
      return String(text[start..<end])
    }
    // Other scripts have blanks of their own.
    let rest = text[start..<end].drop(while: \.isWhitespace)
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}

extension String {
  /// Whether the octets of another text are in it.
  func holds(_ part: String) -> Bool {
    guard let first = part.utf8.first else { return true }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}

extension UInt8 {
  /// Whether it is a blank of ASCII.
  var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension Unicode.Scalar {
  /// Whether it is a blank; those of ASCII are known without the tables of Unicode.
  var isBlank: Bool { value < 0x80 ? UInt8(value).isBlank : properties.isWhitespace }
}
