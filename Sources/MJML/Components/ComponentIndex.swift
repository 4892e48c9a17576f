/// What the catalogue says, arranged for looking up.
///
/// A component is a number here: its place in the catalogue.
struct ComponentIndex: Sendable {
  static let shared = ComponentIndex(componentCatalog)

  let components: [any Component.Type]
  /// The same, where the component is one of the body.
  let bodyComponents: [(any BodyComponent.Type)?]
  let tags: NameTable
  let attributeNames: NameTable
  /// How many attribute names there are.
  let nameCount: Int
  /// The bytes of all default values: the beginning of every byte store.
  let words: [UInt8]
  /// For each component the defaults of all attribute names.
  let defaults: [[Slice]]
  /// For each component and attribute name: is it declared, and is it a colour.
  let declarations: [[AttributeDeclaration?]]
  let isRawContent: [Bool]
  /// For each attribute name: does every component accept it.
  let isCommon: [Bool]
  let isRawElement: [Bool]
  /// For each component: which others may stand in it.
  let allowsChild: [[Bool]]

  init(_ catalog: [any Component.Type]) {
    components = catalog
    bodyComponents = catalog.map { $0 as? any BodyComponent.Type }
    tags = NameTable(catalog.enumerated().map { ($0.element.tag.string, $0.offset) })
    let names = Self.commonNames + catalog.flatMap { $0.attributes.map(\.name) }
    attributeNames = NameTable(names.map { ($0.text.string, $0.id) })
    let nameCount = (names.map(\.id).max() ?? 0) + 1
    self.nameCount = nameCount
    var words: [UInt8] = []
    var defaults: [[Slice]] = []
    var declarations: [[AttributeDeclaration?]] = []
    for component in catalog {
      var values = [Slice](repeating: .missing, count: nameCount)
      var declared = [AttributeDeclaration?](repeating: nil, count: nameCount)
      for declaration in component.attributes {
        declared[declaration.name.id] = declaration
        guard let text = declaration.defaultValue else { continue }
        let start = Int32(words.count)
        words += Self.value(Array(text.utf8Buffer), isColor: declaration.type.isColor)
        values[declaration.name.id] = Slice(start: start, end: Int32(words.count))
      }
      defaults.append(values)
      declarations.append(declared)
    }
    self.words = words
    self.defaults = defaults
    self.declarations = declarations
    isCommon = (0..<nameCount).map { id in Self.commonNames.contains { $0.id == id } }
    isRawContent = catalog.map { if case .raw = $0.content { true } else { false } }
    allowsChild = catalog.map { parent in
      switch parent.content {
      case .anyComponent: Array(repeating: true, count: catalog.count)
      case .components(let tags):
        catalog.map { child in tags.contains { $0.string == child.tag.string } }
      case .nothing, .raw: Array(repeating: false, count: catalog.count)
      }
    }
    isRawElement = catalog.map { ($0 as? any BodyComponent.Type)?.isRaw ?? false }
  }

  /// Names that every component accepts.
  static let commonNames: [AttributeName] = [.cssClass, .mjClass]

  func number(of tag: StaticString) -> Int {
    tags.number(in: tag.utf8Buffer, from: 0, to: tag.utf8CodeUnitCount) ?? -1
  }

  /// A colour of three digits has six afterwards; anything else stays.
  private static func value(_ text: [UInt8], isColor: Bool) -> [UInt8] {
    guard isColor, let long = longColor(text[...]) else { return text }
    return long
  }
}

/// `#abc` as `#aabbcc`; nil for anything else.
func longColor(_ text: ArraySlice<UInt8>) -> [UInt8]? {
  guard text.count == 4, text.first == ASCII.hash,
    text.dropFirst().allSatisfy({ $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "_") })
  else { return nil }
  return [ASCII.hash] + text.dropFirst().flatMap { [$0, $0] }
}
