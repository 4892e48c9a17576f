/// Finds the elements that selectors mean, which were resolved in its outline.
struct SelectorMatcher {
  let outline: HTMLOutline
  /// How many comparisons are left. Style sheets and documents that are both
  /// huge would take longer than anyone waits.
  private(set) var budget: Int

  init(_ outline: HTMLOutline, budget: Int = 5_000_000) {
    self.outline = outline
    self.budget = budget
  }

  var isExhausted: Bool { budget <= 0 }

  /// Counts work that is done elsewhere.
  mutating func spend(_ amount: Int) {
    budget -= amount
  }

  mutating func matches(_ selector: CSSSelector, _ element: Int) -> Bool {
    matches(selector, selector.compounds.count - 1, element)
  }

  private mutating func matches(_ selector: CSSSelector, _ part: Int, _ element: Int) -> Bool {
    budget -= 1
    guard budget > 0, compoundMatches(selector.compounds[part], element) else { return false }
    guard part > 0 else { return true }
    let item = outline.elements[element]
    switch selector.combinators[part - 1] {
    case .child:
      return item.parent >= 0 && matches(selector, part - 1, item.parent)
    case .next:
      return item.previous >= 0 && matches(selector, part - 1, item.previous)
    case .descendant:
      var ancestor = item.parent
      while ancestor >= 0, budget > 0 {
        if matches(selector, part - 1, ancestor) { return true }
        ancestor = outline.elements[ancestor].parent
      }
    case .later:
      var sibling = item.previous
      while sibling >= 0, budget > 0 {
        if matches(selector, part - 1, sibling) { return true }
        sibling = outline.elements[sibling].previous
      }
    }
    return false
  }

  private func compoundMatches(_ compound: CSSSelector.Compound, _ element: Int) -> Bool {
    let item = outline.elements[element]
    if let name = compound.nameNumber, name != item.name { return false }
    if let id = compound.id {
      guard let own = item.id, outline.bytes[own].elementsEqual(id) else { return false }
    }
    for name in compound.classes
    where !item.classes.contains(where: { outline.bytes[outline.classes[$0]].elementsEqual(name) }) {
      return false
    }
    for position in compound.positions where !isAt(position, item) { return false }
    for test in compound.attributes where !passes(test, element) { return false }
    return !compound.negations.contains { compoundMatches($0, element) }
  }

  private func isAt(_ position: CSSSelector.Position, _ item: HTMLOutline.Element) -> Bool {
    switch position {
    case .last: return item.isLast
    case .nth(let step, let offset):
      let difference = item.index - offset
      if step == 0 { return difference == 0 }
      return difference % step == 0 && difference / step >= 0
    }
  }

  private func passes(_ test: CSSSelector.AttributeTest, _ element: Int) -> Bool {
    guard let attribute = outline.attribute(test.name, of: element) else { return false }
    let value = attribute.value.map { outline.bytes[$0] } ?? []
    switch test.comparison {
    case .exists: return true
    case .equals: return value.elementsEqual(test.value)
    case .word: return value.split(whereSeparator: \.isSpace).contains { $0.elementsEqual(test.value) }
    case .prefixDash:
      return value.starts(with: test.value)
        && (value.count == test.value.count || value[value.startIndex + test.value.count] == ASCII.hyphen)
    case .prefix: return !test.value.isEmpty && value.starts(with: test.value)
    case .suffix: return !test.value.isEmpty && value.suffix(test.value.count).elementsEqual(test.value)
    case .contains: return !test.value.isEmpty && value.firstRange(of: test.value) != nil
    }
  }
}
