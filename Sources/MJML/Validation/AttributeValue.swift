/// Tells whether a value is of a type.
enum AttributeValue {
  /// What a template language puts there later cannot be judged now, and fits.
  static func fits(_ text: ArraySlice<UInt8>, _ type: AttributeType) -> Bool {
    isOf(type, text) || isTemplate(text)
  }

  private static func isOf(_ type: AttributeType, _ text: ArraySlice<UInt8>) -> Bool {
    switch type {
    case .text: return true
    case .boolean: return text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8)
    case .integer: return !text.isEmpty && text.allSatisfy(\.isDigit)
    case .oneOf(let words): return words.contains { text.elementsEqual($0.utf8Buffer) }
    case .color: return isColor(text)
    case .lengths(let units, let count, let negative):
      var rest = text.drop { $0 == ASCII.space }
      var number = 0
      while !rest.isEmpty {
        let part = rest.prefix { $0 != ASCII.space }
        number += 1
        guard number <= count, isLength(part, units, negative: negative) else { return false }
        rest = rest[part.endIndex...].drop { $0 == ASCII.space }
      }
      return number > 0
    }
  }

  private static func isTemplate(_ text: ArraySlice<UInt8>) -> Bool {
    let marks: [StaticString] = ["{{", "{%", "<%", "${", "*|", "[[", "%%"]
    guard text.contains(where: { !$0.isLetter && !$0.isDigit && !$0.isSpace && $0 != ASCII.hash }) else {
      return false
    }
    return text.withUnsafeBufferPointer { bytes in
      marks.contains { bytes.index(of: $0, from: 0, upTo: bytes.count) != nil }
    }
  }

  private static func isLength(_ text: ArraySlice<UInt8>, _ units: [LengthUnit], negative: Bool) -> Bool {
    if text.elementsEqual("0".utf8) { return true }
    if units.contains(.auto), text.elementsEqual("auto".utf8) { return true }
    let unsigned = negative && text.first == ASCII.hyphen ? text.dropFirst() : text
    let number = unsigned.prefix { $0.isDigit || $0 == ASCII.dot || $0 == ASCII.comma }
    guard number.contains(where: \.isDigit) else { return false }
    let unit = unsigned[number.endIndex...]
    return units.contains { $0 != .auto && unit.elementsEqual($0.text.utf8Buffer) }
  }

  private static func isColor(_ text: ArraySlice<UInt8>) -> Bool {
    if text.first == ASCII.hash {
      return [3, 4, 6, 8].contains(text.count - 1) && text.dropFirst().allSatisfy(\.isHexDigit)
    }
    let lower = text.map(\.lowercased)
    if let bracket = lower.firstIndex(of: UInt8(ascii: "(")) {
      let name = String(decoding: lower[..<bracket], as: UTF8.self)
      return lower.last == UInt8(ascii: ")") && ColorNames.functions.contains(name)
    }
    return ColorNames.all.contains(String(decoding: lower, as: UTF8.self))
  }
}

/// The names of colours in CSS.
enum ColorNames {
  static let functions: Set<String> = [
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "var",
  ]

  static let all = Set(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod
    darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon
    darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray
    dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green
    greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon
    lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon
    lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen
    magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
    mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy
    oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip
    peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown
    seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal
    thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen
    transparent currentcolor inherit initial unset none
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
