extension FileParser {
  /// Reads the attributes of a tag; the first of two with the same name counts.
  mutating func readAttributes(
    _ scanner: inout TagScanner, _ position: inout Int, _ component: Int, _ node: inout Tree.Node
  ) -> (end: Int, selfClosing: Bool) {
    var seen: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    while true {
      switch scanner.step(&position) {
      case .end(let end, let selfClosing):
        node.attributeCount = Int32(parser.tree.attributes.count) - node.firstAttribute
        return (end, selfClosing)
      case .outOfInput:
        parser.log.report(
          "unclosed-tag", at: Int(node.name.start) - 1,
          "the tag <\(parser.store.string(node.name)) is cut off")
        node.attributeCount = Int32(parser.tree.attributes.count) - node.firstAttribute
        return (scanner.end, false)
      case .attribute(let attribute):
        let name = attribute.name
        let id = parser.index.attributeNames.number(
          in: scanner.bytes, from: name.lowerBound, to: name.upperBound)
        if let id, !insert(id, into: &seen) {
          parser.log.report(
            "duplicate-attribute", .warning, at: base + name.lowerBound, word: text(name),
            "attribute \(text(name)) is given twice: the first one counts")
          continue
        }
        let value = self.value(attribute, component: component, id: id)
        if id == AttributeName.mjClass.id { node.classes = value }
        parser.tree.attributes.append(
          Tree.AttributeEntry(id: id ?? -1, name: slice(name), value: value))
      }
    }
  }

  private func insert(_ id: Int, into seen: inout (UInt64, UInt64, UInt64, UInt64)) -> Bool {
    let bit = UInt64(1) << UInt64(id & 63)
    func test(_ word: inout UInt64) -> Bool {
      defer { word |= bit }
      return word & bit == 0
    }
    switch id >> 6 {
    case 0: return test(&seen.0)
    case 1: return test(&seen.1)
    case 2: return test(&seen.2)
    default: return test(&seen.3)
    }
  }

  /// The value as it is used: short colours are long, and a double quote, which
  /// can stand in single quotes only, is written as an entity.
  private func value(_ attribute: TagScanner.Attribute, component: Int, id: Int?) -> Slice {
    guard let range = attribute.value else { return .empty }
    let bytes = source[range]
    if let id, component >= 0, let declaration = parser.index.declarations[component][id],
      declaration.type.isColor, let long = longColor(bytes)
    {
      return parser.store.append(long)
    }
    if attribute.isQuoted, source[range.lowerBound - 1] == ASCII.quote { return slice(range) }
    guard bytes.contains(ASCII.quote) else { return slice(range) }
    return parser.store.append(bytes.flatMap { $0 == ASCII.quote ? Array("&quot;".utf8) : [$0] })
  }
}
