import Markup

/// A selector of types, classes, ids and attributes, with descendants and children.
struct Selector: Sendable {
  struct Compound: Sendable {
    var type: String?
    var id: String?
    var classes: [String] = []
    var attributes: [(name: String, value: String?)] = []
    /// Whether it must be the parent of what follows, not just any ancestor.
    var isParent = false
    var isFirstChild = false
    var isLastChild = false
  }

  /// From the outermost to the element itself.
  let compounds: [Compound]
  let specificity: Int

  /// nil for what can never match an element of a mail: states, siblings, other pseudo elements.
  init?(_ text: String) {
    var compounds: [Compound] = []
    let words = text.replacing(">", with: " > ").split(whereSeparator: \.isWhitespace)
    for word in words {
      if word == ">" {
        guard !compounds.isEmpty else { return nil }
        compounds[compounds.count - 1].isParent = true
      } else if let compound = Self.compound(word) {
        compounds.append(compound)
      } else {
        return nil
      }
    }
    guard !compounds.isEmpty, compounds.count <= 16 else { return nil }
    self.compounds = compounds
    specificity = compounds.reduce(0) { sum, compound in
      let classes =
        compound.classes.count + compound.attributes.count
        + (compound.isFirstChild ? 1 : 0) + (compound.isLastChild ? 1 : 0)
      return sum + (compound.id == nil ? 0 : 10_000) + classes * 100 + (compound.type == nil ? 0 : 1)
    }
  }

  private static func compound(_ word: Substring) -> Compound? {
    var compound = Compound()
    var rest = word
    let type = rest.prefix(while: isNameCharacter)
    rest = rest[type.endIndex...]
    if !type.isEmpty { compound.type = type.lowercased() }
    if type.isEmpty, rest.first == "*" { rest = rest.dropFirst() }
    while let mark = rest.first {
      if mark == "[" {
        guard let end = rest.firstIndex(of: "]") else { return nil }
        let parts = rest[..<end].dropFirst().split(separator: "=", maxSplits: 1)
        guard let name = parts.first, !"~|^$*".contains(name.last ?? "~") else { return nil }
        let value = parts.count > 1 ? parts[1].filter { $0 != "\"" && $0 != "'" } : nil
        compound.attributes.append((name.lowercased(), value))
        rest = rest[end...].dropFirst()
        continue
      }
      let name = rest.dropFirst().prefix(while: isNameCharacter)
      rest = rest[name.endIndex...]
      switch mark {
      case "." where !name.isEmpty: compound.classes.append(String(name))
      case "#" where !name.isEmpty: compound.id = String(name)
      case ":" where name == "first-child": compound.isFirstChild = true
      case ":" where name == "last-child": compound.isLastChild = true
      case ":" where name == "root": compound.type = "html"
      case ":" where name == "link": compound.attributes.append(("href", nil))
      default: return nil
      }
    }
    return compound
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "_"
  }

  func matches(_ node: Int, in tree: MarkupTree) -> Bool {
    guard let last = compounds.last, Self.matches(last, node, in: tree) else { return false }
    var index = compounds.count - 2
    var current = tree.nodes[node].parent
    while index >= 0 {
      guard current > 0 else { return false }
      if Self.matches(compounds[index], current, in: tree) {
        index -= 1
      } else if compounds[index].isParent {
        return false
      }
      current = tree.nodes[current].parent
    }
    return true
  }

  private static func matches(_ compound: Compound, _ node: Int, in tree: MarkupTree) -> Bool {
    guard let element = tree.nodes[node].element else { return false }
    if let type = compound.type, type != element.name { return false }
    if let id = compound.id, id != element.attributes["id"] { return false }
    for wanted in compound.classes where !element.classes.contains(wanted) { return false }
    for (name, value) in compound.attributes {
      guard let found = element.attributes[name], value == nil || value == found else { return false }
    }
    guard compound.isFirstChild || compound.isLastChild else { return true }
    let siblings = tree.nodes[tree.nodes[node].parent].children
    let isFirst = siblings.first { tree.nodes[$0].element != nil } == node
    let isLast = siblings.last { tree.nodes[$0].element != nil } == node
    return (!compound.isFirstChild || isFirst) && (!compound.isLastChild || isLast)
  }
}
