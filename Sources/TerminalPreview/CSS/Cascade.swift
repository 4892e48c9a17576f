import Markup

/// Which declarations win for each element.
struct Cascade {
  private let tree: MarkupTree
  private var rules: [(rule: StyleSheet.Rule, order: Int)] = []
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
    rules.append((rule, index))
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
      for index in candidates ?? [] where rules[index].rule.selector.matches(node, in: tree) {
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
  mutating func values(of element: MarkupTree.Element, _ found: [Int]) -> [String: String] {
    var values: [String: (value: String, weight: Int)] = [:]
    func declare(_ declarations: [Declaration], weight: Int) {
      for declaration in declarations {
        let weight = weight + (declaration.isImportant ? 1 << 50 : 0)
        if let known = values[declaration.name], known.weight > weight { continue }
        values[declaration.name] = (declaration.value, weight)
      }
    }
    declare(presentational(element), weight: -1)
    for index in found {
      declare(rules[index].rule.declarations, weight: rules[index].rule.selector.specificity << 20 + index)
    }
    if let text = element.attributes["style"] {
      let declarations = inline[text] ?? Declaration.list(text)
      inline[text] = declarations
      declare(declarations, weight: 1 << 49)
    }
    return values.mapValues(\.value)
  }

  /// What attributes say about looks.
  private func presentational(_ element: MarkupTree.Element) -> [Declaration] {
    var found: [Declaration] = []
    for (name, value) in element.attributes {
      switch name {
      case "bgcolor":
        if let color = Color(attribute: value) {
          found.append(.init(name: "background-color", value: color.hex))
        }
      case "color" where element.name == "font", "text" where element.name == "body":
        if let color = Color(attribute: value) { found.append(.init(name: "color", value: color.hex)) }
      case "width" where element.name != "hr" && element.name != "img", "height":
        if element.name != "body" { found.append(.init(name: name, value: value.lowercased())) }
      case "valign": found.append(.init(name: "vertical-align", value: value.lowercased()))
      case "align"
      where ["td", "th", "tr", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6"].contains(element.name):
        found.append(.init(name: "text-align", value: value.lowercased()))
      case "nowrap": found.append(.init(name: "white-space", value: "nowrap"))
      default: break
      }
    }
    return found
  }
}
