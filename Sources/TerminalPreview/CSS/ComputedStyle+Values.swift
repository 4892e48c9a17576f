import Markup

extension ComputedStyle {
  /// The style of an element from its parent's, the defaults and what won the cascade.
  init(_ element: MarkupTree.Element, parent: ComputedStyle, values: StyleValues) {
    self = parent.inherited
    applyDefaults(of: element)
    // Lengths may be in em.
    if let value = values[.fontSize] { applyFontSize(value, parent: parent.fontSize) }
    for (property, value, _) in values.won { apply(property, value, parent: parent) }
    if values.hasBorders { applyBorders(values) }
    if isHidden(element, values) { display = .none }
  }

  private mutating func applyFontSize(_ value: String, parent: Double) {
    switch Length(css: value, fontSize: parent) {
    case .pixels(let size): fontSize = size
    case .percent(let size): fontSize = parent * size / 100
    default: break
    }
  }

  private mutating func apply(_ property: Property, _ value: String, parent: ComputedStyle) {
    switch property {
    case .color: color = value == "inherit" ? parent.color : Color(css: value) ?? color
    case .backgroundColor: background = value == "inherit" ? parent.background : Color(css: value)
    case .fontWeight: isBold = value.hasPrefix("bold") || (Int(value) ?? 0) >= 600
    case .fontStyle: isItalic = value != "normal"
    case .textDecoration:
      isUnderlined = value.holds("underline") || parent.isUnderlined
      isStruck = value.holds("line-through") || parent.isStruck
    case .textTransform:
      isUppercase = value == "uppercase"
      isLowercase = value == "lowercase"
    case .visibility: isVisible = value == "visible" || (value == "inherit" && parent.isVisible)
    case .textAlign: alignment = Self.alignment(value) ?? alignment
    case .verticalAlign: verticalAlignment = Self.verticalAlignment(value)
    case .float: float = value == "left" ? .start : value == "right" ? .end : nil
    case .whiteSpace:
      whitespace =
        switch value {
        case "pre", "pre-wrap", "break-spaces": .kept
        case "pre-line": .keptBreaks
        case "nowrap": .unwrapped
        default: .normal
        }
    case .listStyleType: bullet = Declaration.words(of: value).first.map { Bullet($0) } ?? bullet
    case .display: applyDisplay(value)
    case .width: width = Length(css: value, fontSize: fontSize)
    case .maxWidth: maxWidth = Length(css: value, fontSize: fontSize)
    case .height: height = Length(css: value, fontSize: fontSize)
    default: applySide(property, value)
    }
  }

  private mutating func applySide(_ property: Property, _ value: String) {
    guard let length = Length(css: value, fontSize: fontSize) else { return }
    switch property {
    case .marginTop: margin.top = length
    case .marginRight: margin.right = length
    case .marginBottom: margin.bottom = length
    case .marginLeft: margin.left = length
    case .paddingTop: padding.top = length
    case .paddingRight: padding.right = length
    case .paddingBottom: padding.bottom = length
    case .paddingLeft: padding.left = length
    default: break
    }
  }

  private mutating func applyDisplay(_ value: String) {
    switch value {
    case "none": display = .none
    case "inline": display = .inline
    case "inline-block", "inline-table", "inline-flex", "inline-grid": display = .inlineBlock
    case "block", "flex", "grid", "flow-root": display = .block
    case "list-item": display = .listItem
    case "table": display = .table
    case "table-row": display = .row
    case "table-cell": display = .cell
    case "table-row-group", "table-header-group", "table-footer-group": display = .rowGroup
    default: break
    }
  }

  private mutating func applyBorders(_ values: StyleValues) {
    borders.top = border(0, values, instead: borders.top)
    borders.right = border(1, values, instead: borders.right)
    borders.bottom = border(2, values, instead: borders.bottom)
    borders.left = border(3, values, instead: borders.left)
  }

  /// The border of a side, counted from the top; another one where nothing is said about it.
  private func border(_ side: Int, _ values: StyleValues, instead other: Border?) -> Border? {
    var words = values[Property.borders[side]].map { Declaration.words(of: $0) } ?? []
    let parts = [Property.borderWidths[side], Property.borderStyles[side], Property.borderColors[side]]
    for (part, property) in zip([BorderPart.width, .style, .color], parts) {
      guard let value = values[property] else { continue }
      words.removeAll { BorderPart(of: $0) == part }
      words.append(value)
    }
    if words.isEmpty { return other }
    let width = words.first { BorderPart(of: $0) == .width }.flatMap { Length(css: $0)?.pixels } ?? 3
    let style = words.first { BorderPart(of: $0) == .style } ?? "none"
    guard width >= 1, style != "none", style != "hidden", !words.contains("transparent") else { return nil }
    return Border(color: words.compactMap { Color(css: $0) }.first ?? color)
  }

  /// What a word of a border says.
  private enum BorderPart {
    case width, style, color

    init(of word: String) {
      switch word {
      case "solid", "dashed", "dotted", "double", "none", "hidden", "groove", "ridge", "inset", "outset":
        self = .style
      case "thin", "medium", "thick": self = .width
      default: self = word.first?.isNumber == true ? .width : .color
      }
    }
  }

  /// Whether the element and everything in it is out of the reader's sight.
  private func isHidden(_ element: MarkupTree.Element, _ values: StyleValues) -> Bool {
    if element.attributes["hidden"] != nil || values[.msoHide] == "all" { return true }
    if let opacity = values[.opacity], Double(opacity) == 0 { return true }
    guard values[.overflow] == "hidden" || values[.overflowY] == "hidden" else { return false }
    return [.maxHeight, .height].contains { property in
      values[property].flatMap { Length(css: $0) } == .pixels(0)
    }
  }

  static func alignment(_ value: String) -> Alignment? {
    switch value {
    case "left", "start", "justify": .start
    case "center", "middle", "-webkit-center": .center
    case "right", "end": .end
    default: nil
    }
  }

  private static func verticalAlignment(_ value: String) -> Alignment? {
    switch value {
    case "top": .start
    case "middle": .center
    case "bottom": .end
    default: nil
    }
  }
}
