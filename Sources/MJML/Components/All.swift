/// `mj-all`: default values for all components.
enum All: Component {
  static let tag: StaticString = "mj-all"
  static let summary: StaticString = "Default values for all components, inside mj-attributes."
  static let attributes: [AttributeDeclaration] = []
  static let content = ComponentContent.nothing
}
