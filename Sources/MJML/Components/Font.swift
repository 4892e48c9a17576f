/// `mj-font`: a web font, linked where it is used.
enum Font: HeadComponent {
  static let tag: StaticString = "mj-font"
  static let summary: StaticString = "A web font, which is linked where a font-family names it."
  static let attributes = [AttributeDeclaration(.href, .text), AttributeDeclaration(.name, .text)]
  static let content = ComponentContent.nothing

  static func apply(_ node: Int, of tree: Tree, to head: inout Head) {
    guard let name = tree.attribute(.name, of: node), let href = tree.attribute(.href, of: node) else {
      return
    }
    let store = head.cascade.store
    let font = Head.Font(name: Array(store[name]), href: Array(store[href]))
    if let known = head.fonts.firstIndex(where: { $0.name == font.name }) {
      head.fonts[known] = font
    } else if head.fonts.count < 200 {
      head.fonts.append(font)
    }
  }
}
