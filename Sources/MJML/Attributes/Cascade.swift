/// Works out the attributes of an element.
///
/// From weak to strong: the component's defaults, `mj-all`, what the parent
/// hands down, `mj-attributes` for the tag, its `mj-class`es in order, what the
/// classes around it say about the tag, its own attributes.
struct Cascade {
  let store: ByteStore
  let index = ComponentIndex.shared

  typealias Entries = [(id: Int, value: Slice)]

  /// A class: its attributes, and those it gives to tags inside.
  struct ClassDefinition {
    var attributes: Entries = []
    var children: [Int: Entries] = [:]
  }

  private var all: Entries = []
  private var tags: [Int: Entries] = [:]
  private var classes: [String: ClassDefinition] = [:]
  /// Made when a tag is met for the first time: defaults and `mj-all`, and the
  /// same with the attributes of the tag.
  private var tables: [(base: [Slice], full: [Slice])?]

  init(store: ByteStore) {
    self.store = store
    tables = Array(repeating: nil, count: index.components.count)
  }

  mutating func addForAll(_ entries: Entries) {
    Self.merge(entries, into: &all)
  }

  mutating func add(_ entries: Entries, forTag component: Int) {
    Self.merge(entries, into: &tags[component, default: []])
  }

  mutating func add(_ definition: ClassDefinition, forClass name: String) {
    var known = classes[name] ?? ClassDefinition()
    Self.merge(definition.attributes, into: &known.attributes)
    for (component, entries) in definition.children {
      Self.merge(entries, into: &known.children[component, default: []])
    }
    classes[name] = known
  }

  /// Later values replace earlier ones, so that a list is never longer than
  /// there are names.
  private static func merge(_ entries: Entries, into known: inout Entries) {
    for entry in entries {
      if let place = known.firstIndex(where: { $0.id == entry.id }) {
        known[place].value = entry.value
      } else {
        known.append(entry)
      }
    }
  }

  /// The attributes of an element.
  mutating func resolve(
    _ component: Int, own: ArraySlice<Tree.AttributeEntry>, classes ownClasses: Slice,
    placement: Placement
  ) -> [Slice] {
    let tables = self.tables[component] ?? makeTables(component)
    var values: [Slice]
    if placement.inherited.isEmpty {
      values = tables.full
    } else {
      values = tables.base
      apply(placement.inherited.map { ($0.name.id, $0.value) }, component, to: &values)
      apply(tags[component] ?? [], component, to: &values)
    }
    if !classes.isEmpty {
      if !ownClasses.isMissing { applyClasses(ownClasses, component, to: &values) }
      if !placement.classes.isEmpty { applyClassChildren(placement.classes, component, to: &values) }
    }
    for entry in own where entry.id >= 0 { values[entry.id] = entry.value }
    return values
  }

  private mutating func makeTables(_ component: Int) -> (base: [Slice], full: [Slice]) {
    var base = index.defaults[component]
    apply(all, component, to: &base)
    var full = base
    apply(tags[component] ?? [], component, to: &full)
    tables[component] = (base, full)
    return (base, full)
  }

  private func apply(_ entries: Entries, _ component: Int, to values: inout [Slice]) {
    for entry in entries where entry.id >= 0 {
      values[entry.id] = formatted(entry.value, entry.id, component)
    }
  }

  /// A short colour is made long where the component takes a colour.
  private func formatted(_ value: Slice, _ id: Int, _ component: Int) -> Slice {
    guard value.count == 4, let declaration = index.declarations[component][id],
      declaration.type.isColor, let long = longColor(store[value])
    else { return value }
    return store.append(long)
  }

  /// The last class counts, except for `css-class`, which is collected.
  private func applyClasses(_ names: Slice, _ component: Int, to values: inout [Slice]) {
    var cssClasses: [Slice] = []
    for name in store.words(names) {
      guard let definition = classes[store.string(name)] else { continue }
      apply(definition.attributes, component, to: &values)
      if let value = definition.attributes.last(where: { $0.id == AttributeName.cssClass.id })?.value,
        cssClasses.count < 1_000
      {
        cssClasses.append(value)
      }
    }
    guard cssClasses.count > 1 else { return }
    var joined: [UInt8] = []
    for value in cssClasses where joined.count < 100_000 {
      if !joined.isEmpty { joined.append(ASCII.space) }
      joined += store[value]
    }
    values[AttributeName.cssClass.id] = store.append(joined)
  }

  private func applyClassChildren(_ names: Slice, _ component: Int, to values: inout [Slice]) {
    for name in store.words(names) {
      guard let entries = classes[store.string(name)]?.children[component] else { continue }
      apply(entries, component, to: &values)
    }
  }
}
