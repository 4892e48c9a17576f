/// The elements of a source and of everything it includes.
///
/// Nodes and attributes are flat arrays and refer to each other by number, so
/// that a tree of any shape is built, read and freed without recursion.
struct Tree: Sendable {
  var nodes: [Node] = []
  var attributes: [AttributeEntry] = []

  struct Node: Sendable {
    /// The component's place in the catalogue, or one of the values below.
    var component: Int
    /// The tag as written.
    var name: Slice
    /// Which entries of `attributes` are its own.
    var firstAttribute: Int32 = 0
    var attributeCount: Int32 = 0
    /// What stands between its tags, where that is taken as it is.
    var content: Slice = .missing
    /// The value of its `mj-class`.
    var classes: Slice = .missing
    var parent: Int32
    var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    var next: Int32 = -1

    /// A tag that is not in the catalogue.
    static let unknown = -1
    /// A comment, which is written as it is.
    static let comment = -2

    var isComment: Bool { component == Node.comment }
  }

  struct AttributeEntry: Sendable {
    /// The number of the name, or -1 where no component declares it.
    var id: Int
    var name: Slice
    var value: Slice
  }

  mutating func append(_ node: Node) -> Int {
    let number = nodes.count
    nodes.append(node)
    guard node.parent >= 0 else { return number }
    let parent = Int(node.parent)
    if nodes[parent].lastChild >= 0 {
      nodes[Int(nodes[parent].lastChild)].next = Int32(number)
    } else {
      nodes[parent].firstChild = Int32(number)
    }
    nodes[parent].lastChild = Int32(number)
    return number
  }

  func children(of node: Int) -> Children {
    Children(tree: self, upcoming: Int(nodes[node].firstChild))
  }

  func attributes(of node: Int) -> ArraySlice<AttributeEntry> {
    let start = Int(nodes[node].firstAttribute)
    return attributes[start..<start + Int(nodes[node].attributeCount)]
  }

  func attribute(_ name: AttributeName, of node: Int) -> Slice? {
    attributes(of: node).first { $0.id == name.id }?.value
  }

  func child(of node: Int, component: Int) -> Int? {
    children(of: node).first { nodes[$0].component == component }
  }

  struct Children: Sequence, IteratorProtocol {
    let tree: Tree
    var upcoming: Int

    mutating func next() -> Int? {
      guard upcoming >= 0 else { return nil }
      defer { upcoming = Int(tree.nodes[upcoming].next) }
      return upcoming
    }
  }
}
