/// What the elements of HTML are, as far as an article needs to know.
enum HTMLVocabulary {
  /// Elements that begin a new line.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
  ]

  /// Elements that are left out with all that is in them.
  static let dropped: Set<String> = [
    "script", "style", "head", "title", "template", "meta", "link", "base", "button", "input", "select",
    "textarea", "datalist", "output", "progress", "meter", "svg", "math", "canvas", "map", "area", "applet",
    "frame", "frameset", "noframes", "dialog", "menu", "nav", "portal", "param", "track", "col", "colgroup",
    "rp", "marquee",
  ]

  /// What of `dropped` is worth a word when it comes from a feed or a record.
  static let suspicious: Set<String> = [
    "script", "style", "input", "select", "textarea", "button", "applet", "form",
  ]

  static func isHeading(_ name: String) -> Bool {
    name.utf8.count == 2 && name.utf8.first == UInt8(ascii: "h") && ("1"..."6").contains(name.last ?? " ")
  }

  /// Digits and signs above the line; nil where Unicode has not all of them.
  static func raised(_ text: String) -> String? {
    let signs: [Character: Character] = [
      "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
      "+": "⁺", "-": "⁻", "−": "⁻", "n": "ⁿ", "(": "⁽", ")": "⁾", "*": "*", "†": "†", "‡": "‡",
    ]
    return mapped(text, signs)
  }

  /// Digits and signs below the line.
  static func lowered(_ text: String) -> String? {
    let signs: [Character: Character] = [
      "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉",
      "+": "₊", "-": "₋", "(": "₍", ")": "₎", "x": "ₓ", "n": "ₙ",
    ]
    return mapped(text, signs)
  }

  private static func mapped(_ text: String, _ signs: [Character: Character]) -> String? {
    var mapped = ""
    for character in text {
      guard let sign = signs[character] else { return nil }
      mapped.append(sign)
    }
    return mapped.isEmpty ? nil : mapped
  }
}
