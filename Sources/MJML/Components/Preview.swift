/// `mj-preview`: the words that mail clients show beside the subject.
enum Preview: HeadComponent {
  static let tag: StaticString = "mj-preview"
  static let summary: StaticString = "The words that mail clients show beside the subject."
  static let attributes: [AttributeDeclaration] = []
  static let content = ComponentContent.raw

  static func apply(_ node: Int, of tree: Tree, to head: inout Head) {
    head.preview = tree.nodes[node].content.value
  }
}
