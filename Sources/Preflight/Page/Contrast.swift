import Foundation

/// A colour of a page.
struct PageColor: Hashable {
  let red, green, blue: Double

  /// Reads `#rgb`, `#rrggbb`, `rgb(1, 2, 3)`, `white` and `black`; nil for anything else.
  init?(_ text: String) {
    var text = text.trimmed.lowercased()
    if text == "white" { text = "#ffffff" }
    if text == "black" { text = "#000000" }
    if text.hasPrefix("rgb") {
      guard
        let match = text.wholeMatch(
          of: /rgba?\((\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})(?:,\s*1(?:\.0+)?)?\)/),
        let red = Double(match.1), let green = Double(match.2), let blue = Double(match.3)
      else { return nil }
      (self.red, self.green, self.blue) = (red / 255, green / 255, blue / 255)
      return
    }
    var digits = text.drop { $0 == "#" }
    guard text.hasPrefix("#"), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] }.reduce(into: "") { $0.append($1) } }
    guard digits.count == 6, let value = UInt32(digits, radix: 16) else { return nil }
    red = Double(value >> 16 & 0xFF) / 255
    green = Double(value >> 8 & 0xFF) / 255
    blue = Double(value & 0xFF) / 255
  }

  /// How clearly one stands out against the other, from 1 to 21 (WCAG 2.2).
  func contrast(with other: PageColor) -> Double {
    let (bright, dim) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (bright + 0.05) / (dim + 0.05)
  }

  private var luminance: Double {
    func linear(_ value: Double) -> Double {
      value <= 0.040_45 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}

extension HTMLPage {
  /// The value of a property where an element stands: its own, or the nearest around it that has one.
  func inherited(_ property: String, at index: Int) -> String? {
    guard elements.indices.contains(index) else { return nil }
    for position in (elements[index].ancestors + [index]).reversed() {
      if let value = elements[position].style(property), value != "inherit", value != "transparent" {
        return value
      }
      if property == "background-color", let value = elements[position]["bgcolor"] { return value }
      if property == "background-color", let value = elements[position].style("background") {
        return String(value.split(separator: " ").first ?? "")
      }
    }
    return nil
  }
}
