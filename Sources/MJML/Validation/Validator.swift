/// Says what is wrong with the elements of a tree: unknown tags and attributes,
/// elements where they cannot stand, values of the wrong kind.
struct Validator {
  let tree: Tree
  let store: ByteStore
  let log: ProblemLog
  private let index = ComponentIndex.shared
  private let tags = StructuralTags.shared

  init(tree: Tree, store: ByteStore, log: ProblemLog) {
    self.tree = tree
    self.store = store
    self.log = log
  }

  func validate() {
    checkParts()
    // Children come after their parents, so one pass finds what is inside an
    // unknown element: it is not looked at.
    var isInside = [Bool](repeating: false, count: tree.nodes.count)
    for (number, node) in tree.nodes.enumerated() {
      let parent = Int(node.parent)
      let isBelowUnknown = parent >= 0 && (isInside[parent] || tree.nodes[parent].component < 0)
      isInside[number] = isBelowUnknown
      guard !node.isComment, !node.name.isEmpty, !isBelowUnknown else { continue }
      if node.component < 0 {
        reportUnknown(node)
      } else {
        checkPlace(node)
        for attribute in tree.attributes(of: number) { check(attribute, of: node) }
      }
    }
  }

  /// There must be a body; of two bodies or heads only the first counts.
  private func checkParts() {
    for part in [tags.head, tags.body] {
      let found = tree.children(of: 0).filter { tree.nodes[$0].component == part }
      for node in found.dropFirst() {
        log.report(
          "duplicate-tag", at: offset(tree.nodes[node]),
          "only the first \(index.components[part].tag) reaches the result")
      }
      if part == tags.body, found.isEmpty {
        log.report("no-body", at: offset(tree.nodes[0]), "there is no mj-body, so the result shows nothing")
      }
    }
  }

  private func offset(_ node: Tree.Node) -> Int { Int(node.name.start) - 1 }

  private func reportUnknown(_ node: Tree.Node) {
    let name = String(store.string(node.name).prefix(60))
    log.report(
      "unknown-tag", at: offset(node), word: name, candidates: tagNames(in: Int(node.parent)),
      "there is no tag <\(name)>; the result does not have it nor what is in it")
  }

  /// The tags that may stand in a node.
  private func tagNames(in parent: Int) -> [String] {
    guard parent >= 0, tree.nodes[parent].component >= 0 else { return ["mjml"] }
    switch index.components[tree.nodes[parent].component].content {
    case .components(let tags): return tags.map(\.string) + ["mj-include"]
    case .anyComponent, .nothing, .raw: return index.components.map { $0.tag.string }
    }
  }

  private func checkPlace(_ node: Tree.Node) {
    guard node.parent >= 0 else { return }
    let parentNumber = tree.nodes[Int(node.parent)].component
    guard !index.allowsChild[parentNumber][node.component] else { return }
    let parent = index.components[parentNumber]
    let component = index.components[node.component]
    log.report(
      "misplaced-tag", at: offset(node),
      "\(component.tag) cannot stand in \(parent.tag)\(Self.places(of: component))")
  }

  /// Where a component may stand, in words.
  private static func places(of component: any Component.Type) -> String {
    let parents = componentCatalog.filter {
      if case .components(let tags) = $0.content {
        tags.contains { $0.string == component.tag.string }
      } else {
        false
      }
    }.map { $0.tag.string }
    return parents.isEmpty ? "" : ", only in \(parents.joined(separator: ", "))"
  }

  private func check(_ attribute: Tree.AttributeEntry, of node: Tree.Node) {
    guard !attribute.name.isEmpty else { return }
    if attribute.id >= 0, index.isCommon[attribute.id] { return }
    let component = index.components[node.component]
    if node.component == tags.all || node.component == tags.classTag {
      if attribute.id < 0 { reportUnknown(attribute, component) }
      return
    }
    // MJML says nothing about the root: old templates have a version there.
    if node.component == tags.mjml, attribute.id < 0 { return }
    guard attribute.id >= 0, let declaration = index.declarations[node.component][attribute.id] else {
      reportUnknown(attribute, component)
      return
    }
    guard !AttributeValue.fits(store[attribute.value], declaration.type) else { return }
    let value = String(reflecting: String(store.string(attribute.value).prefix(60)))
    log.report(
      "invalid-value", at: place(of: attribute), word: store.string(attribute.value),
      candidates: declaration.type.words,
      "\(declaration.name.text) of \(component.tag) is \(value), but takes \(declaration.type)")
  }

  private func reportUnknown(_ attribute: Tree.AttributeEntry, _ component: any Component.Type) {
    let name = String(store.string(attribute.name).prefix(60))
    log.report(
      "unknown-attribute", at: Int(attribute.name.start), word: name,
      candidates: attributeNames(of: component),
      "\(component.tag) has no attribute \(name)")
  }

  private func attributeNames(of component: any Component.Type) -> [String] {
    let names =
      component.attributes.isEmpty ? componentCatalog.flatMap { $0.attributes } : component.attributes
    return Array(Set(names.map { $0.name.text.string } + ["css-class", "mj-class"])).sorted()
  }

  /// The value where it stands in the source; values that were rewritten are
  /// found by their name.
  private func place(of attribute: Tree.AttributeEntry) -> Int {
    let isInSource =
      attribute.value.start > attribute.name.end && attribute.value.start - attribute.name.end < 100
    return Int(isInSource ? attribute.value.start : attribute.name.start)
  }
}

extension AttributeType {
  /// The values, where they are words.
  var words: [String] {
    switch self {
    case .oneOf(let words): words.map(\.string)
    case .boolean: ["true", "false"]
    default: []
    }
  }
}
