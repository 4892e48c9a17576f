/// One attribute of a component: its name, what it takes, what it is by default.
struct AttributeDeclaration: Sendable {
  var name: AttributeName
  var type: AttributeType
  var defaultValue: StaticString?

  init(_ name: AttributeName, _ type: AttributeType, default defaultValue: StaticString? = nil) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
  }
}

extension [AttributeDeclaration] {
  /// `padding` and its four sides.
  static func padding(default defaultValue: StaticString? = nil) -> Self {
    [
      AttributeDeclaration(.padding, .padding, default: defaultValue),
      AttributeDeclaration(.paddingBottom, .length),
      AttributeDeclaration(.paddingLeft, .length),
      AttributeDeclaration(.paddingRight, .length),
      AttributeDeclaration(.paddingTop, .length),
    ]
  }

  /// `border` and its four sides.
  static func border(default defaultValue: StaticString? = nil) -> Self {
    [
      AttributeDeclaration(.border, .text, default: defaultValue),
      AttributeDeclaration(.borderBottom, .text),
      AttributeDeclaration(.borderLeft, .text),
      AttributeDeclaration(.borderRight, .text),
      AttributeDeclaration(.borderTop, .text),
    ]
  }
}
