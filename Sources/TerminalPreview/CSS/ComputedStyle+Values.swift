import Markup

extension ComputedStyle {
  /// The style of an element from its parent's, the defaults and what won the cascade.
  init(_ element: MarkupTree.Element, parent: ComputedStyle, values: [String: String]) {
    self = parent.inherited
    applyDefaults(of: element)
    if let value = values["font-size"] { applyFontSize(value, parent: parent.fontSize) }
    for (name, value) in values where name != "font-size" { apply(name, value, parent: parent) }
    applyBorders(values)
    if isHidden(element, values) { display = .none }
  }

  private mutating func applyFontSize(_ value: String, parent: Double) {
    switch Length(css: value, fontSize: parent) {
    case .pixels(let size): fontSize = size
    case .percent(let size): fontSize = parent * size / 100
    default: break
    }
  }

  private mutating func apply(_ name: String, _ value: String, parent: ComputedStyle) {
    switch name {
    case "color": color = value == "inherit" ? parent.color : Color(css: value) ?? color
    case "background-color": background = value == "inherit" ? parent.background : Color(css: value)
    case "font-weight": isBold = value.hasPrefix("bold") || (Int(value) ?? 0) >= 600
    case "font-style": isItalic = value != "normal"
    case "text-decoration":
      isUnderlined = value.contains("underline") || parent.isUnderlined
      isStruck = value.contains("line-through") || parent.isStruck
    case "text-transform":
      isUppercase = value == "uppercase"
      isLowercase = value == "lowercase"
    case "visibility": isVisible = value == "visible" || (value == "inherit" && parent.isVisible)
    case "text-align": alignment = Self.alignment(value) ?? alignment
    case "vertical-align": verticalAlignment = Self.verticalAlignment(value)
    case "float": float = value == "left" ? .start : value == "right" ? .end : nil
    case "white-space":
      whitespace =
        switch value {
        case "pre", "pre-wrap", "break-spaces": .kept
        case "pre-line": .keptBreaks
        case "nowrap": .unwrapped
        default: .normal
        }
    case "list-style-type": bullet = Declaration.words(of: value).first.map { Bullet($0) } ?? bullet
    case "display": applyDisplay(value)
    case "width": width = Length(css: value, fontSize: fontSize)
    case "max-width": maxWidth = Length(css: value, fontSize: fontSize)
    case "height": height = Length(css: value, fontSize: fontSize)
    default: applySide(name, value)
    }
  }

  private mutating func applySide(_ name: String, _ value: String) {
    guard let length = Length(css: value, fontSize: fontSize) else { return }
    switch name {
    case "margin-top": margin.top = length
    case "margin-right": margin.right = length
    case "margin-bottom": margin.bottom = length
    case "margin-left": margin.left = length
    case "padding-top": padding.top = length
    case "padding-right": padding.right = length
    case "padding-bottom": padding.bottom = length
    case "padding-left": padding.left = length
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

  private mutating func applyBorders(_ values: [String: String]) {
    guard values.keys.contains(where: { $0.hasPrefix("border-") }) else { return }
    let sides: [WritableKeyPath<Borders, Border?>] = [\.top, \.right, \.bottom, \.left]
    for (side, path) in zip(Declaration.sideNames, sides) {
      var words = Declaration.words(of: values["border-\(side)"] ?? "")
      for part in ["width", "style", "color"] {
        if let value = values["border-\(side)-\(part)"] {
          words.removeAll { Self.kind(of: $0) == part }
          words.append(value)
        }
      }
      if words.isEmpty { continue }
      borders[keyPath: path] = nil
      let width = words.first { Self.kind(of: $0) == "width" }.flatMap { Length(css: $0)?.pixels } ?? 3
      let style = words.first { Self.kind(of: $0) == "style" } ?? "none"
      if width >= 1, style != "none", style != "hidden", !words.contains("transparent") {
        borders[keyPath: path] = Border(color: words.compactMap { Color(css: $0) }.first ?? color)
      }
    }
  }

  private static func kind(of word: String) -> String {
    if ["solid", "dashed", "dotted", "double", "none", "hidden", "groove", "ridge", "inset", "outset"]
      .contains(word)
    {
      return "style"
    }
    return word.first?.isNumber == true || ["thin", "medium", "thick"].contains(word) ? "width" : "color"
  }

  /// Whether the element and everything in it is out of the reader's sight.
  private func isHidden(_ element: MarkupTree.Element, _ values: [String: String]) -> Bool {
    if element.attributes["hidden"] != nil || values["mso-hide"] == "all" { return true }
    if let opacity = values["opacity"], Double(opacity) == 0 { return true }
    let isCut = values["overflow"] == "hidden" || values["overflow-y"] == "hidden"
    let isFlat = ["max-height", "height"].contains { name in
      values[name].flatMap { Length(css: $0) } == .pixels(0)
    }
    return isCut && isFlat
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
