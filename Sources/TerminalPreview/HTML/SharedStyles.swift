import Markup

/// The styles of all nodes, each different one once.
struct StyleTable: Sendable {
  private(set) var distinct: [ComputedStyle] = []
  private var numbers: [Int32]

  init(count: Int) { numbers = [Int32](repeating: 0, count: count) }

  subscript(node: Int) -> ComputedStyle { distinct[Int(numbers[node])] }

  func number(of node: Int) -> Int { Int(numbers[node]) }

  mutating func set(_ node: Int, to number: Int) { numbers[node] = Int32(number) }

  /// Takes a style; its number.
  mutating func add(_ style: ComputedStyle) -> Int {
    distinct.append(style)
    return distinct.count - 1
  }
}

/// Gives elements their styles, and each combination of parent, rules and attributes its style once.
///
/// A letter has a few dozen looks and thousands of elements.
struct SharedStyles {
  private let tree: MarkupTree
  private var cascade: Cascade
  private var known: [String: Int] = [:]
  /// For each style the number of what children without an element start with; 0 for not asked yet.
  private var inherited: [Int] = []
  private(set) var table: StyleTable

  init(_ tree: MarkupTree, for screen: Screen) {
    self.tree = tree
    cascade = Cascade(tree, for: screen)
    table = StyleTable(count: tree.nodes.count)
    var page = ComputedStyle()
    page.display = .block
    table.set(0, to: table.add(page))
  }

  /// Finds the style of a node whose parent has one.
  mutating func resolve(_ node: Int) {
    let parent = table.number(of: tree.nodes[node].parent)
    guard let element = tree.nodes[node].element else {
      table.set(node, to: inherited(from: parent))
      return
    }
    let rules = cascade.rules(for: node, element)
    let look = Self.look(of: element, rules, parent: parent)
    if let number = known[look] { return table.set(node, to: number) }
    let values = cascade.values(of: element, rules)
    let number = table.add(
      ComputedStyle(element, parent: table.distinct[parent], values: values))
    known[look] = number
    table.set(node, to: number)
  }

  private mutating func inherited(from parent: Int) -> Int {
    if parent < inherited.count, inherited[parent] > 0 { return inherited[parent] }
    let number = table.add(table.distinct[parent].inherited)
    inherited += [Int](repeating: 0, count: max(0, number - inherited.count))
    inherited[parent] = number
    return number
  }

  /// All that decides on the style of an element, as one text: the style of its parent, its name, the rules that
  /// hold, and attributes with their values; a link is one whatever it leads to.
  private static func look(of element: MarkupTree.Element, _ rules: [Int], parent: Int) -> String {
    var look = ""
    look.reserveCapacity(250)
    look += element.name
    look += ":"
    look += String(parent)
    for rule in rules {
      look += ","
      look += String(rule)
    }
    for (name, value) in element.attributes {
      switch name {
      case "style", "bgcolor", "color", "text", "width", "height", "valign", "align", "nowrap", "dir", "type":
        look += ";"
        look += name
        // With its length, so that no value looks like an attribute of its own.
        look += String(value.utf8.count)
        look += "="
        look += value
      case "href", "hidden":
        look += ";"
        look += name
      default: break
      }
    }
    return look
  }
}
