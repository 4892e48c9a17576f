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

    fileprivate var isOneName: Bool {
      attributes.isEmpty && !isFirstChild && !isLastChild
        && (type == nil ? 0 : 1) + (id == nil ? 0 : 1) + classes.count == 1
    }
  }

  /// From the outermost to the element itself.
  let compounds: [Compound]
  let specificity: Int
  /// Whether the id, the class or the type under which the cascade keeps it is all it asks for.
  let isKeyAlone: Bool

  /// nil for what can never match an element of a mail: states, siblings, other pseudo elements, and the
  /// attributes by which Outlook.com alone knows its dark screens.
  init?(_ text: String) {
    var compounds: [Compound] = []
    for word in Self.words(of: text) {
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
    isKeyAlone = compounds.count == 1 && compounds[0].isOneName
    specificity = compounds.reduce(0) { sum, compound in
      let classes =
        compound.classes.count + compound.attributes.count
        + (compound.isFirstChild ? 1 : 0) + (compound.isLastChild ? 1 : 0)
      return sum + (compound.id == nil ? 0 : 10_000) + classes * 100 + (compound.type == nil ? 0 : 1)
    }
  }

  /// The compounds, and the marks of children between them.
  private static func words(of text: String) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    for index in text.utf8.indices {
      let isMark = text.utf8[index] == UInt8(ascii: ">")
      guard isMark || text.utf8[index].isBlank else { continue }
      if start < index { words.append(text[start..<index]) }
      start = text.utf8.index(after: index)
      if isMark { words.append(text[index..<start]) }
    }
    if start < text.endIndex { words.append(text[start...]) }
    return words
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
        guard let name = parts.first, !"~|^$*".contains(name.last ?? "~"), !name.hasPrefix("data-ogs") else {
          return nil
        }
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
    switch character {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    default: !character.isASCII && (character.isLetter || character.isNumber)
    }
  }

  func matches(_ node: Int, in tree: MarkupTree) -> Bool {
    guard matches(compounds.count - 1, node, in: tree) else { return false }
    var index = compounds.count - 2
    var current = tree.nodes[node].parent
    while index >= 0 {
      guard current > 0 else { return false }
      if matches(index, current, in: tree) {
        index -= 1
      } else if compounds[index].isParent {
        return false
      }
      current = tree.nodes[current].parent
    }
    return true
  }

  /// Whether an element is what one compound asks for; parts are looked at in place, for copies would be counted.
  private func matches(_ index: Int, _ node: Int, in tree: MarkupTree) -> Bool {
    guard tree.nodes[node].element != nil else { return false }
    if let type = compounds[index].type, type != tree.nodes[node].element?.name { return false }
    if let id = compounds[index].id, id != tree.attribute("id", of: node) { return false }
    for wanted in compounds[index].classes
    where tree.nodes[node].element?.classes.contains(wanted) != true { return false }
    for (name, value) in compounds[index].attributes {
      guard let found = tree.attribute(name, of: node), value == nil || value == found else { return false }
    }
    guard compounds[index].isFirstChild || compounds[index].isLastChild else { return true }
    let siblings = tree.nodes[tree.nodes[node].parent].children
    let isFirst = siblings.first { tree.nodes[$0].element != nil } == node
    let isLast = siblings.last { tree.nodes[$0].element != nil } == node
    return (!compounds[index].isFirstChild || isFirst) && (!compounds[index].isLastChild || isLast)
  }
}
