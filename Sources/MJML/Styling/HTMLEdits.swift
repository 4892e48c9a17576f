/// Changes to the start tags of a document, made in one pass at the end.
struct HTMLEdits {
  private let outline: HTMLOutline
  private var changes: [(range: Range<Int>, text: [UInt8])] = []

  init(_ outline: HTMLOutline) {
    self.outline = outline
  }

  mutating func replace(_ range: Range<Int>, with text: [UInt8]) {
    changes.append((range, text))
  }

  /// Gives an element an attribute, or another value for the one it has.
  mutating func setAttribute(_ name: [UInt8], to value: [UInt8], of element: Int) {
    let text = name + Array("=\"".utf8) + value + [ASCII.quote]
    if let known = outline.attribute(name, of: element) {
      replace(range(of: known), with: text)
    } else {
      insert([ASCII.space] + text, into: element)
    }
  }

  /// Writes declarations into the style of an element.
  ///
  /// Weak ones stand before the element's own, important ones behind; of two
  /// for the same property the stronger one remains.
  mutating func addStyle(_ declarations: [CSSDeclaration], to element: Int) {
    let known = outline.attribute(Array("style".utf8), of: element)
    let own = known?.value.map { StyleSheet.declarations(outline.bytes[$0]) } ?? []
    let all =
      declarations.filter { !$0.isImportant } + own.filter { !$0.isImportant }
      + declarations.filter { $0.isImportant } + own.filter { $0.isImportant }
    var last: [[UInt8]: Int] = [:]
    for (number, declaration) in all.enumerated() { last[declaration.property] = number }
    var text = Array("style=\"".utf8)
    for (number, declaration) in all.enumerated() where last[declaration.property] == number {
      text += declaration.property + [ASCII.colon]
      text += declaration.value.map { $0 == ASCII.quote ? ASCII.apostrophe : $0 }
      if declaration.isImportant { text += Array(" !important".utf8) }
      text.append(ASCII.semicolon)
    }
    text.append(ASCII.quote)
    if let known {
      replace(range(of: known), with: text)
    } else {
      insert([ASCII.space] + text, into: element)
    }
  }

  private func range(of attribute: TagScanner.Attribute) -> Range<Int> {
    guard let value = attribute.value else { return attribute.name }
    return attribute.name.lowerBound..<(value.upperBound + (attribute.isQuoted ? 1 : 0))
  }

  private mutating func insert(_ text: [UInt8], into element: Int) {
    let tag = outline.elements[element].tag
    var end = tag.upperBound - 1
    // In `src=a/>` the slash belongs to the value.
    let lastValue = outline.attributes(of: element).last?.value
    if outline.bytes[end - 1] == ASCII.slash, lastValue?.upperBound != end { end -= 1 }
    while outline.bytes[end - 1].isSpace { end -= 1 }
    replace(end..<end, with: text)
  }

  /// The document with all changes.
  func applied() -> [UInt8] {
    guard !changes.isEmpty else { return outline.bytes }
    var result: [UInt8] = []
    result.reserveCapacity(outline.bytes.count + changes.reduce(0) { $0 + $1.text.count })
    var position = 0
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where change.range.lowerBound >= position {
      result += outline.bytes[position..<change.range.lowerBound]
      result += change.text
      position = change.range.upperBound
    }
    result += outline.bytes[position...]
    return result
  }
}
