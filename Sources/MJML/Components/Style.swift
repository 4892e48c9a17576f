/// `mj-style`: CSS for the head, or for the attributes `style`.
enum Style: HeadComponent {
  static let tag: StaticString = "mj-style"
  static let summary: StaticString = "CSS for the head or, with inline=\"inline\", for the style attributes."
  static let attributes = [AttributeDeclaration(.inline, .text)]
  static let content = ComponentContent.raw

  static func apply(_ node: Int, of tree: Tree, to head: inout Head) {
    guard let content = tree.nodes[node].content.value else { return }
    if let inline = tree.attribute(.inline, of: node), head.cascade.store.equals(inline, "inline") {
      head.inlineStyles.append(content)
    } else {
      head.styles.append(content)
    }
  }
}
