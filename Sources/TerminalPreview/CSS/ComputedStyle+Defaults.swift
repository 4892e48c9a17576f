import Markup

extension ComputedStyle {
  /// What an element looks like before its author says anything.
  mutating func applyDefaults(of element: MarkupTree.Element) {
    display = Self.display(of: element.name)
    switch element.name {
    case "b", "strong", "th": isBold = true
    case "i", "em", "cite", "address", "dfn", "var": isItalic = true
    case "u", "ins": isUnderlined = true
    case "s", "strike", "del": isStruck = true
    case "pre", "listing", "xmp", "plaintext": whitespace = .kept
    case "center": alignment = .center
    case "ol":
      padding.left = .pixels(32)
      bullet = element.attributes["type"].map { Bullet($0) } ?? .decimal
    case "ul":
      padding.left = .pixels(32)
      bullet = element.attributes["type"].map { Bullet($0.lowercased()) } ?? .disc
    case "table":
      alignment = .start
      whitespace = .normal
    case "blockquote":
      borders.left = Border(color: nil)
      padding.left = .pixels(8)
    case "a" where element.attributes["href"] != nil: isUnderlined = true
    case "dd": padding.left = .pixels(32)
    default: break
    }
    if element.name == "th" { alignment = .center }
    if let size = Self.headings[element.name] {
      isBold = true
      fontSize = size
    }
    switch element.name {
    case "p", "ul", "ol", "dl", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "figure":
      margin.top = .pixels(16)
      margin.bottom = .pixels(16)
    default: break
    }
    if element.attributes["dir"]?.lowercased() == "rtl" { alignment = .end }
  }

  private static let headings = ["h1": 32.0, "h2": 24, "h3": 18.7, "h4": 16, "h5": 13.3, "h6": 10.7]

  private static func display(of name: String) -> Display {
    switch name {
    case "html", "body", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "pre",
      "blockquote", "hr", "center", "section", "article", "header", "footer", "main", "nav", "aside",
      "figure",
      "figcaption", "address", "fieldset", "form", "caption", "details", "summary", "listing", "xmp",
      "plaintext", "menu", "dir", "legend", "hgroup", "":
      .block
    case "li": .listItem
    case "table": .table
    case "tbody", "thead", "tfoot": .rowGroup
    case "tr": .row
    case "td", "th": .cell
    case "col", "colgroup", "area", "map", "input", "textarea", "audio", "video", "iframe", "param", "source":
      .none
    default: MarkupTree.isSilent(name) ? .none : .inline
    }
  }
}

extension ComputedStyle.Bullet {
  /// Reads `list-style-type` and the `type` of lists; what is not known is a number.
  init(_ kind: String) {
    switch kind {
    case "none": self = .none
    case "disc": self = .disc
    case "circle": self = .circle
    case "square": self = .square
    case "a", "lower-alpha", "lower-latin": self = .lowerLetters
    case "A", "upper-alpha", "upper-latin": self = .upperLetters
    default: self = .decimal
    }
  }
}
