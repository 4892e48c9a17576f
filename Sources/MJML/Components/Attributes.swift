/// `mj-attributes`: default values for attributes.
enum Attributes: HeadComponent {
  static let tag: StaticString = "mj-attributes"
  static let summary: StaticString = "Default values for the attributes of other components."
  static let attributes: [AttributeDeclaration] = []
  static let content = ComponentContent.anyComponent

  static func apply(_ node: Int, of tree: Tree, to head: inout Head) {
    let tags = StructuralTags.shared
    for child in tree.children(of: node) {
      let component = tree.nodes[child].component
      if component == tags.all {
        head.cascade.addForAll(entries(child, tree))
      } else if component == tags.classTag {
        guard let name = tree.attribute(.name, of: child) else { continue }
        var definition = Cascade.ClassDefinition()
        definition.attributes = entries(child, tree).filter { $0.id != AttributeName.name.id }
        for inner in tree.children(of: child) where tree.nodes[inner].component >= 0 {
          definition.children[tree.nodes[inner].component] = entries(inner, tree)
        }
        head.cascade.add(definition, forClass: head.cascade.store.string(name))
      } else if component >= 0 {
        head.cascade.add(entries(child, tree), forTag: component)
      }
    }
  }

  private static func entries(_ node: Int, _ tree: Tree) -> Cascade.Entries {
    tree.attributes(of: node).filter { $0.id >= 0 }.map { ($0.id, $0.value) }
  }
}
