/// `mj-selector`: which elements of the result get attributes.
enum Selector: Component {
  static let tag: StaticString = "mj-selector"
  static let summary: StaticString = "Which elements of the result get attributes: a CSS selector."
  static let attributes = [AttributeDeclaration(.path, .text)]
  static let content = ComponentContent.components(["mj-html-attribute"])
}
