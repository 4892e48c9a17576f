/// The elements and texts of an HTML or XML document, as values.
///
/// Nodes lie in document order in one array, so a parent comes before its
/// children. Elements deeper than the limit become children of the last
/// element above it: their words stay, their nesting does not.
public struct MarkupTree: Sendable {
  /// A tag with its attributes.
  public struct Element: Sendable {
    /// The name in lower case, without a prefix.
    public var name: String
    /// The namespace in XML; the prefix where no namespace is declared for it, empty where there is neither.
    public var namespace = ""
    /// The attributes; where one is repeated, the first.
    public var attributes: Attributes
    /// The words of `class` in HTML.
    public var classes: [String] = []
  }

  /// An element or a text.
  public struct Node: Sendable {
    /// nil for a text.
    public var element: Element?
    /// The text; empty for an element.
    public var text = ""
    /// The number of the node above; the document is its own.
    public var parent: Int
    /// The numbers of the nodes below, in order.
    public var children: [Int] = []
    /// The line of the source, from 1.
    public var line: Int
  }

  /// How many octets are read, and how deep elements nest.
  public struct Limits: Sendable {
    /// The octets that are read; the rest is left out.
    public var octets: Int
    /// The levels that are kept.
    public var depth: Int
    /// The open elements at which reading ends: no page that was written for people has so many.
    public var openElements: Int

    /// Sets limits.
    public init(octets: Int = 8 << 20, depth: Int = 160, openElements: Int = 10_000) {
      self.octets = octets
      self.depth = depth
      self.openElements = openElements
    }
  }

  /// The first node is the document itself, and its own parent.
  public var nodes: [Node]

  /// The name of an element; empty for a text.
  public func name(_ node: Int) -> String { nodes[node].element?.name ?? "" }

  /// An attribute of an element.
  public func attribute(_ name: String, of node: Int) -> String? { nodes[node].element?.attributes[name] }

  /// The numbers of all nodes below one, in document order: the children's, their children's and so on.
  public func descendants(of node: Int) -> Range<Int> {
    (node + 1)..<end(of: node)
  }

  /// The number after the last node below one.
  private func end(of node: Int) -> Int {
    var last = node
    while let child = nodes[last].children.last { last = child }
    return last + 1
  }

  /// The text of all nodes below one, as it stands in the source.
  public func text(of node: Int) -> String {
    guard nodes[node].element != nil else { return nodes[node].text }
    var text = ""
    for child in descendants(of: node) where nodes[child].element == nil { text += nodes[child].text }
    return text
  }
}

extension MarkupTree {
  /// The attributes of an element, in the order of the source.
  public struct Attributes: Sendable, Sequence {
    private var pairs: [(name: String, value: String)]

    /// Takes names in lower case with their values; the first of a name counts.
    public init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// The value of an attribute, by its name in lower case.
    public subscript(name: String) -> String? {
      for pair in pairs where pair.name == name { return pair.value }
      return nil
    }

    /// Goes over names and values.
    public func makeIterator() -> IndexingIterator<[(name: String, value: String)]> { pairs.makeIterator() }
  }
}
