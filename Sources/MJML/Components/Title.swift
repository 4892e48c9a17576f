/// `mj-title`: the title of the document.
enum Title: HeadComponent {
  static let tag: StaticString = "mj-title"
  static let summary: StaticString = "The title of the document, which screen readers announce."
  static let attributes: [AttributeDeclaration] = []
  static let content = ComponentContent.raw

  static func apply(_ node: Int, of tree: Tree, to head: inout Head) {
    head.title = tree.nodes[node].content.value
  }
}
