import Markup

/// Which declarations win for each element.
struct Cascade {
  private let tree: MarkupTree
  private var rules: [StyleSheet.Rule] = []
  private var byID: [String: [Int]] = [:]
  private var byClass: [String: [Int]] = [:]
  private var byType: [String: [Int]] = [:]
  private var anywhere: [Int] = []
  private var inline: [String: [Declaration]] = [:]

  init(_ tree: MarkupTree, for screen: Screen) {
    self.tree = tree
    for sheet in tree.styleSheets where screen.matches(media: sheet.media) {
      for rule in StyleSheet(sheet.text, for: screen).rules where rules.count < StyleSheet.limit {
        add(rule)
      }
    }
  }

  private mutating func add(_ rule: StyleSheet.Rule) {
    let index = rules.count
    rules.append(rule)
    guard let last = rule.selector.compounds.last else { return }
    if let id = last.id {
      byID[id, default: []].append(index)
    } else if let name = last.classes.first {
      byClass[name, default: []].append(index)
    } else if let type = last.type {
      byType[type, default: []].append(index)
    } else {
      anywhere.append(index)
    }
  }

  /// The rules that hold for an element.
  func rules(for node: Int, _ element: MarkupTree.Element) -> [Int] {
    var found: [Int] = []
    func take(_ candidates: [Int]?) {
      for index in candidates ?? []
      where rules[index].selector.isKeyAlone || rules[index].selector.matches(node, in: tree) {
        found.append(index)
      }
    }
    take(anywhere)
    take(byType[element.name])
    if !byID.isEmpty, let id = element.attributes["id"] { take(byID[id]) }
    for name in element.classes { take(byClass[name]) }
    return found
  }

  /// The winning values of an element for which some rules hold, by property.
  mutating func values(of element: MarkupTree.Element, _ found: [Int]) -> StyleValues {
    var values = StyleValues()
    values.declare(presentational(element), weight: -1)
    for index in found {
      values.declare(rules[index].declarations, weight: rules[index].selector.specificity << 20 + index)
    }
    if let text = element.attributes["style"] {
      let declarations = inline[text] ?? Declaration.list(text)
      inline[text] = declarations
      values.declare(declarations, weight: 1 << 49)
    }
    return values
  }

  /// What attributes say about looks.
  private func presentational(_ element: MarkupTree.Element) -> [Declaration] {
    var found: [Declaration] = []
    for (name, value) in element.attributes {
      switch name {
      case "bgcolor":
        if let color = Color(attribute: value) {
          found.append(.init(property: .backgroundColor, value: color.hex))
        }
      case "color" where element.name == "font", "text" where element.name == "body":
        if let color = Color(attribute: value) { found.append(.init(property: .color, value: color.hex)) }
      case "width" where !["hr", "img", "body"].contains(element.name):
        found.append(.init(property: .width, value: value.lowercased()))
      case "height" where element.name != "body":
        found.append(.init(property: .height, value: value.lowercased()))
      case "valign": found.append(.init(property: .verticalAlign, value: value.lowercased()))
      case "align"
      where ["td", "th", "tr", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6"].contains(element.name):
        found.append(.init(property: .textAlign, value: value.lowercased()))
      case "nowrap": found.append(.init(property: .whiteSpace, value: "nowrap"))
      default: break
      }
    }
    return found
  }
}
