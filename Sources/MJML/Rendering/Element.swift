/// An element that is about to be rendered, with all its attributes resolved.
struct Element {
  let node: Int
  let component: Int
  /// One place for each attribute name.
  let values: [Slice]
  /// What its parent says about it.
  let placement: Placement
  /// The classes that its children take defaults from.
  let classes: Slice
  let store: ByteStore

  subscript(name: AttributeName) -> Slice? {
    name.id < values.count ? values[name.id].value : nil
  }

  /// The value where there is one that is not empty.
  func nonEmpty(_ name: AttributeName) -> Slice? {
    guard let value = self[name], !value.isEmpty else { return nil }
    return value
  }

  func has(_ name: AttributeName) -> Bool {
    self[name] != nil
  }

  func equals(_ name: AttributeName, _ text: StaticString) -> Bool {
    guard let value = self[name] else { return false }
    return store.equals(value, text)
  }

  func integer(_ name: AttributeName) -> Double {
    guard let value = self[name] else { return .nan }
    return Lengths.integer(store[value])
  }

  /// A length with its unit, where the attribute is given.
  func length(_ name: AttributeName, decimalPercent: Bool = false) -> Lengths.Parsed? {
    guard let value = nonEmpty(name) else { return nil }
    return Lengths.parsed(store[value], decimalPercent: decimalPercent)
  }

  /// One side of a shorthand attribute, which the side's own attribute overrides.
  func side(_ side: Lengths.Side, of shorthand: AttributeName, own: AttributeName) -> Double {
    if let value = nonEmpty(own) { return Lengths.integer(store[value]) }
    guard let value = nonEmpty(shorthand) else { return 0 }
    return Lengths.side(side, of: store[value])
  }

  /// The width of a border at one side.
  func border(_ shorthand: AttributeName, own: AttributeName) -> Double {
    guard let value = nonEmpty(own) ?? nonEmpty(shorthand) else { return 0 }
    return Lengths.borderWidth(store[value])
  }

  /// The padding at both sides.
  var horizontalPadding: Double {
    side(.left, of: .padding, own: .paddingLeft) + side(.right, of: .padding, own: .paddingRight)
  }

  /// The borders at both sides.
  var horizontalBorders: Double {
    border(.border, own: .borderLeft) + border(.border, own: .borderRight)
  }

  /// What padding and borders leave of the width.
  var boxWidth: Double {
    placement.width.whole - horizontalPadding - horizontalBorders
  }
}

/// What a parent says about its children.
struct Placement {
  var width: Width
  /// How many children there are that are not raw.
  var siblings = 1
  var index = 0
  /// Whether it is a column that stays beside the others on small screens.
  var isInGroup = false
  /// The distance to the section before.
  var gap: Slice?
  var classes: Slice = .empty
  /// The font of the accordion around it.
  var fontFamily: Slice?
  /// Values that are weaker than those of `mj-attributes` for the tag.
  var inherited: [(name: AttributeName, value: Slice)] = []
}
