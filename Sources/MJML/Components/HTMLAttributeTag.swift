/// `mj-html-attribute`: one attribute for elements of the result.
enum HTMLAttributeTag: Component {
  static let tag: StaticString = "mj-html-attribute"
  static let summary: StaticString = "One attribute for the elements that the selector finds."
  static let attributes = [AttributeDeclaration(.name, .text)]
  static let content = ComponentContent.raw
}
