/// Finds out which fonts a document uses.
struct FontUse {
  private let fonts: [Head.Font]
  private var isUsed: [Bool]

  private init(_ fonts: [Head.Font]) {
    self.fonts = fonts
    isUsed = Array(repeating: false, count: fonts.count)
  }

  /// The fonts that a `font-family` in an attribute of the body, or in a style
  /// sheet that is inlined, names.
  static func used(_ fonts: [Head.Font], body: HTMLBuffer, styles: [Slice]) -> [Head.Font] {
    guard !fonts.isEmpty else { return [] }
    var use = FontUse(fonts)
    body.store.bytes.withUnsafeBufferPointer { bytes in
      for value in body.fontFamilies { use.look(at: UnsafeBufferPointer(rebasing: bytes[value.range])) }
      for content in body.rawContents {
        use.look(through: UnsafeBufferPointer(rebasing: bytes[content.range])) { $0 == ASCII.quote }
      }
      for style in styles {
        use.look(through: UnsafeBufferPointer(rebasing: bytes[style.range])) {
          $0 == ASCII.semicolon || $0 == UInt8(ascii: "}")
        }
      }
    }
    return fonts.indices.filter { use.isUsed[$0] }.map { fonts[$0] }
  }

  /// Looks at what follows each `font-family:` until the byte that ends it.
  private mutating func look(through bytes: UnsafeBufferPointer<UInt8>, until isEnd: (UInt8) -> Bool) {
    let property: StaticString = "font-family:"
    var position = 0
    while let found = bytes.index(of: property, from: position, upTo: bytes.count) {
      let start = found + property.utf8CodeUnitCount
      var stop = start
      while stop < bytes.count, !isEnd(bytes[stop]) { stop += 1 }
      look(at: UnsafeBufferPointer(rebasing: bytes[start..<stop]))
      position = stop
    }
  }

  private mutating func look(at value: UnsafeBufferPointer<UInt8>) {
    for number in fonts.indices where !isUsed[number] {
      isUsed[number] = Self.contains(value, fonts[number].lowercasedName)
    }
  }

  private static func contains(_ text: UnsafeBufferPointer<UInt8>, _ name: [UInt8]) -> Bool {
    guard let first = name.first, name.count <= text.count else { return false }
    for start in 0...(text.count - name.count) where text[start].lowercased == first {
      if name.indices.allSatisfy({ text[start + $0].lowercased == name[$0] }) { return true }
    }
    return false
  }
}
