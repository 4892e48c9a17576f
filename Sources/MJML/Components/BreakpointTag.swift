/// `mj-breakpoint`: the width below which columns are stacked.
enum BreakpointTag: HeadComponent {
  static let tag: StaticString = "mj-breakpoint"
  static let summary: StaticString = "The width of the screen below which columns are stacked."
  static let attributes = [AttributeDeclaration(.width, .pixels)]
  static let content = ComponentContent.raw

  static func apply(_ node: Int, of tree: Tree, to head: inout Head) {
    guard let width = tree.attribute(.width, of: node), !width.isEmpty else { return }
    head.breakpoint = width
  }
}
