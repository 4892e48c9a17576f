/// The width of a column or group, in the three ways it is said.
struct ColumnWidth {
  private let parsed: Lengths.Parsed
  private let parent: Width

  init(_ element: Element) {
    parsed =
      element.length(.width, decimalPercent: true)
      ?? Lengths.Parsed(number: 100 / Double(max(element.placement.siblings, 1)), unit: .percent)
    parent = element.placement.width
  }

  /// For the cell that Outlook gets.
  var pixels: Double {
    parsed.isPercent ? (parent.number * parsed.number / 100 + 0.5).rounded(.down) : parsed.number
  }

  /// The class that a rule for large screens belongs to; the rule is noted.
  func className(in rendering: Rendering) -> String {
    let number = JavaScriptNumber.text(parsed.number)
    let name =
      (parsed.isPercent ? "mj-column-per-" : "mj-column-px-") + String(number.map { $0 == "." ? "-" : $0 })
    rendering.mediaQueries.add(
      Array(name.utf8), width: Array((number + (parsed.isPercent ? "%" : "px")).utf8))
    return name
  }

  /// What the children have, before padding is taken off.
  static func inner(_ element: Element) -> Double {
    guard let own = element.length(.width, decimalPercent: true) else {
      return (element.placement.width.number / Double(max(element.placement.siblings, 1)))
        .rounded(.towardZero)
    }
    return own.isPercent ? element.placement.width.number * own.number / 100 : own.number
  }
}

/// Numbers as JavaScript prints them.
enum JavaScriptNumber {
  static func text(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity" }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return number.description
  }
}
