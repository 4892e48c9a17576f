/// The elements and texts of an HTML document, as values.
///
/// Nodes lie in document order in one array, so a parent comes before its
/// children. Elements deeper than the limit become children of the last
/// element above it: their words stay, their nesting does not.
struct HTMLTree: Sendable {
  struct Element: Sendable {
    var name: String
    var attributes: [String: String]
    var classes: [String] = []
  }

  struct Node: Sendable {
    /// nil for a text.
    var element: Element?
    var text = ""
    var parent: Int
    var children: [Int] = []
    /// The line of the source, from 1.
    var line: Int
  }

  /// How many octets are read, and how deep elements nest.
  struct Limits: Sendable {
    var octets = 8 << 20
    var depth = 160
  }

  /// The first node is the document itself, and its own parent.
  var nodes: [Node]

  func name(_ node: Int) -> String { nodes[node].element?.name ?? "" }

  func attribute(_ name: String, of node: Int) -> String? { nodes[node].element?.attributes[name] }

  /// The texts of all `style` elements with their `media`, in document order.
  var styleSheets: [(text: String, media: String)] {
    nodes.compactMap { node in
      guard let element = node.element, element.name == "style" else { return nil }
      return (node.children.map { nodes[$0].text }.joined(), element.attributes["media"] ?? "")
    }
  }

  /// Whether an element holds no text for readers, whatever the style says.
  static func isSilent(_ name: String) -> Bool {
    ["head", "style", "script", "title", "template", "noscript", "meta", "link", "object", "svg", "select"]
      .contains(name)
  }
}
