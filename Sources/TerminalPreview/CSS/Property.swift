/// The properties that decide on how a letter is drawn, without shorthands.
enum Property: String {
  case color, width, height, display
  case fontSize = "font-size"
  case fontWeight = "font-weight"
  case fontStyle = "font-style"
  case textAlign = "text-align"
  case backgroundColor = "background-color"
  case paddingTop = "padding-top"
  case paddingRight = "padding-right"
  case paddingBottom = "padding-bottom"
  case paddingLeft = "padding-left"
  case marginTop = "margin-top"
  case marginRight = "margin-right"
  case marginBottom = "margin-bottom"
  case marginLeft = "margin-left"
  case textDecoration = "text-decoration"
  case verticalAlign = "vertical-align"
  case textTransform = "text-transform"
  case maxWidth = "max-width"
  case maxHeight = "max-height"
  case whiteSpace = "white-space"
  case visibility, float, opacity, overflow
  case overflowY = "overflow-y"
  case listStyleType = "list-style-type"
  case msoHide = "mso-hide"
  case borderTop = "border-top"
  case borderRight = "border-right"
  case borderBottom = "border-bottom"
  case borderLeft = "border-left"
  case borderTopWidth = "border-top-width"
  case borderRightWidth = "border-right-width"
  case borderBottomWidth = "border-bottom-width"
  case borderLeftWidth = "border-left-width"
  case borderTopStyle = "border-top-style"
  case borderRightStyle = "border-right-style"
  case borderBottomStyle = "border-bottom-style"
  case borderLeftStyle = "border-left-style"
  case borderTopColor = "border-top-color"
  case borderRightColor = "border-right-color"
  case borderBottomColor = "border-bottom-color"
  case borderLeftColor = "border-left-color"

  /// Whether it says anything about borders.
  var isOfBorder: Bool {
    switch self {
    case .borderTop, .borderRight, .borderBottom, .borderLeft, .borderTopWidth, .borderRightWidth,
      .borderBottomWidth, .borderLeftWidth, .borderTopStyle, .borderRightStyle, .borderBottomStyle,
      .borderLeftStyle, .borderTopColor, .borderRightColor, .borderBottomColor, .borderLeftColor:
      true
    default: false
    }
  }

  /// The properties of the four sides, in the order of shorthands: top, right, bottom, left.
  static let margins: [Property] = [.marginTop, .marginRight, .marginBottom, .marginLeft]
  static let paddings: [Property] = [.paddingTop, .paddingRight, .paddingBottom, .paddingLeft]
  static let borders: [Property] = [.borderTop, .borderRight, .borderBottom, .borderLeft]
  static let borderWidths: [Property] = [
    .borderTopWidth, .borderRightWidth, .borderBottomWidth, .borderLeftWidth,
  ]
  static let borderStyles: [Property] = [
    .borderTopStyle, .borderRightStyle, .borderBottomStyle, .borderLeftStyle,
  ]
  static let borderColors: [Property] = [
    .borderTopColor, .borderRightColor, .borderBottomColor, .borderLeftColor,
  ]
}

/// The values that won the cascade for one element.
///
/// There are few of them, so they are looked through one after the other.
struct StyleValues {
  private(set) var won: [(property: Property, value: String, weight: Int)] = []
  /// Whether there is a border among them.
  private(set) var hasBorders = false

  /// The value of a property, where one was declared.
  subscript(property: Property) -> String? { won.first { $0.property == property }?.value }

  /// Takes declarations of one weight; the later of two equal ones wins.
  mutating func declare(_ declarations: [Declaration], weight: Int) {
    for declaration in declarations {
      let weight = weight + (declaration.isImportant ? 1 << 50 : 0)
      if declaration.property.isOfBorder { hasBorders = true }
      guard let known = won.firstIndex(where: { $0.property == declaration.property }) else {
        won.append((declaration.property, declaration.value, weight))
        continue
      }
      if won[known].weight <= weight { won[known] = (declaration.property, declaration.value, weight) }
    }
  }
}
