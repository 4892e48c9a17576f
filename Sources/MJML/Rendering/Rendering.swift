/// One rendering of one tree: what components ask while they write, and what
/// they leave for the head.
final class Rendering {
  let tree: Tree
  let store: ByteStore
  let index = ComponentIndex.shared
  var head: Head
  let document: DocumentAttributes
  var mediaQueries = MediaQueries()
  var ids: DerivedIDs
  /// Style sheets of components, each once, in the order of first use.
  private(set) var headStyles: [HeadStyle] = []
  private var hasHeadStyle: [Bool]
  /// Style sheets of single elements, in order.
  var elementStyles: [HTMLBuffer] = []
  /// Set where the result grows beyond all measure.
  private(set) var isTooLarge = false

  static let outputLimit = 512 << 20

  init(tree: Tree, store: ByteStore, head: Head, document: DocumentAttributes) {
    self.tree = tree
    self.store = store
    self.head = head
    self.document = document
    ids = DerivedIDs()
    hasHeadStyle = Array(repeating: false, count: index.components.count)
  }

  var breakpoint: Breakpoint {
    Breakpoint(text: head.breakpoint.map { Array(store[$0]) } ?? Array("480px".utf8))
  }

  /// The element of a node; nil for an unknown tag.
  func element(_ node: Int, _ placement: Placement) -> Element? {
    let item = tree.nodes[node]
    if item.isComment {
      let raw = StructuralTags.shared.raw
      return Element(
        node: node, component: raw, values: index.defaults[raw], placement: placement, classes: .empty,
        store: store)
    }
    guard item.component >= 0 else { return nil }
    if !hasHeadStyle[item.component] {
      hasHeadStyle[item.component] = true
      if let style = index.bodyComponents[item.component]?.headStyle { headStyles.append(style) }
    }
    return Element(
      node: node, component: item.component,
      values: head.cascade.resolve(
        item.component, own: tree.attributes(of: node), classes: item.classes, placement: placement),
      placement: placement, classes: item.classes.value ?? placement.classes, store: store)
  }

  /// An element that the template leaves out.
  func emptyElement(_ component: Int, _ placement: Placement) -> Element {
    var values = index.defaults[component]
    for (name, value) in placement.inherited { values[name.id] = value }
    return Element(
      node: -1, component: component, values: values, placement: placement, classes: .empty, store: store)
  }

  func isRaw(_ node: Int) -> Bool {
    let component = tree.nodes[node].component
    return component == Tree.Node.comment || (component >= 0 && index.isRawElement[component])
  }

  /// What an element says about its children, which have this width.
  func placement(in element: Element, width: Width? = nil) -> Placement {
    var siblings = 0
    for child in tree.children(of: element.node) where !isRaw(child) { siblings += 1 }
    return Placement(
      width: width ?? element.placement.width, siblings: siblings, gap: element.placement.gap,
      classes: element.classes)
  }

  /// Renders the children one after the other. Raw ones are written as they
  /// are, unless the parent wraps them like others; the closure renders the others.
  func renderChildren(
    of element: Element, _ placement: Placement, wrapsRaw: Bool = false, to out: inout HTMLBuffer,
    _ body: (Element, any BodyComponent.Type, inout HTMLBuffer) -> Void
  ) {
    var placement = placement
    for node in tree.children(of: element.node) {
      defer { placement.index += 1 }
      guard out.count < Self.outputLimit else {
        isTooLarge = true
        return
      }
      guard let child = self.element(node, placement),
        let component = index.bodyComponents[child.component]
      else { continue }
      if component.isRaw, !wrapsRaw {
        component.render(child, in: self, to: &out)
      } else {
        body(child, component, &out)
      }
    }
  }

  /// What stands between the tags of an element, as it is.
  func content(of element: Element) -> Slice {
    guard element.node >= 0 else { return .empty }
    let content = tree.nodes[element.node].content
    return content.isMissing ? .empty : content
  }
}

extension Rendering {
  func writeLanguage(to out: inout HTMLBuffer) {
    out.begin("lang")
    if let language = document.language { out.write(language) } else { out.write("und") }
    out.end()
    out.begin("dir")
    if let direction = document.direction { out.write(direction) } else { out.write("auto") }
    out.end()
  }
}

/// The attributes of `<mjml>`.
struct DocumentAttributes {
  var language: Slice?
  var direction: Slice?
  /// Whether Outlook on the web shows the layout for large screens.
  var forcesDesktopInOWA = false
}
