/// `mj-html-attributes`: attributes for elements of the result.
enum HTMLAttributes: HeadComponent {
  static let tag: StaticString = "mj-html-attributes"
  static let summary: StaticString = "Attributes for elements of the result, chosen by selectors."
  static let attributes: [AttributeDeclaration] = []
  static let content = ComponentContent.components(["mj-selector"])

  static func apply(_ node: Int, of tree: Tree, to head: inout Head) {
    let index = ComponentIndex.shared
    let selectorTag = index.number(of: Selector.tag)
    let attributeTag = index.number(of: HTMLAttributeTag.tag)
    for selector in tree.children(of: node) where tree.nodes[selector].component == selectorTag {
      guard let path = tree.attribute(.path, of: selector) else { continue }
      for child in tree.children(of: selector) where tree.nodes[child].component == attributeTag {
        guard let name = tree.attribute(.name, of: child), !name.isEmpty else { continue }
        let content = tree.nodes[child].content
        head.htmlAttributes.append(
          Head.HTMLAttribute(selector: path, name: name, value: content.isMissing ? .empty : content))
      }
    }
  }
}
