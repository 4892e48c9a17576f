/// Makes a tree of what a parser tells: start, end, text.
///
/// An element that is open is a name with the node that its content goes to.
final class TreeBuilder {
  private(set) var nodes = [
    MarkupTree.Node(element: MarkupTree.Element(name: "", attributes: .init()), parent: 0, line: 1)
  ]
  private var open: [(name: String, node: Int)] = []
  private let depth: Int
  private let isHTML: Bool
  private var line = 1

  /// `isHTML` is for HTML: it makes one of all `html` and `body` elements that are open together.
  ///
  /// A page of so many octets has about so many nodes that a list made for them hardly grows.
  init(depth: Int, isHTML: Bool, octets: Int = 0) {
    nodes.reserveCapacity(octets / 40)
    self.depth = depth
    self.isHTML = isHTML
  }

  private var parent: Int { open.isEmpty ? 0 : open[min(open.count, depth) - 1].node }

  private func append(_ node: MarkupTree.Node) -> Int {
    nodes.append(node)
    nodes[node.parent].children.append(nodes.count - 1)
    return nodes.count - 1
  }

  func start(_ element: MarkupTree.Element, line: Int) {
    self.line = line
    if isHTML, element.name == "html" || element.name == "body",
      let same = open.last(where: { $0.name == element.name })
    {
      open.append((element.name, same.node))
      return
    }
    if isHTML, Self.isVoid(element.name) {
      // HTML 4 did not know these, so libxml2 waits for an end tag that never comes.
      let above = parent
      open.append((element.name, above))
      _ = append(MarkupTree.Node(element: element, parent: above, line: line))
      return
    }
    open.append((element.name, append(MarkupTree.Node(element: element, parent: parent, line: line))))
  }

  private static func isVoid(_ name: String) -> Bool {
    name == "source" || name == "track" || name == "wbr"
  }

  func end(_ name: String) {
    if open.last?.name == name { open.removeLast() }
  }

  func text(_ text: String) {
    let parent = parent
    if let last = nodes[parent].children.last, last == nodes.count - 1, nodes[last].element == nil {
      nodes[last].text += text
    } else {
      _ = append(MarkupTree.Node(element: nil, text: text, parent: parent, line: line))
    }
  }
}

/// The builder that a pointer of a callback stands for.
func treeBuilder(_ user: UnsafeMutableRawPointer?) -> TreeBuilder? {
  user.map { Unmanaged<TreeBuilder>.fromOpaque($0).takeUnretainedValue() }
}

extension String {
  /// The text in lower case; names are nearly always so already.
  var lowercasedName: String {
    utf8.contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") || $0 >= 0x80 } ? lowercased() : self
  }
}
