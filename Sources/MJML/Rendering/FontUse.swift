/// Finds out which fonts a document uses.
enum FontUse {
  /// The fonts that a `font-family` in an attribute of the body, or in a style
  /// sheet that is inlined, names.
  static func used(_ fonts: [Head.Font], body: [UInt8], styles: [ArraySlice<UInt8>]) -> [Head.Font] {
    guard !fonts.isEmpty else { return [] }
    var isUsed = Array(repeating: false, count: fonts.count)
    var seen: Set<ArraySlice<UInt8>> = []
    func look(_ value: ArraySlice<UInt8>) {
      guard seen.count < 1_000, seen.insert(value).inserted else { return }
      let lower = value.map(\.lowercased)
      for (number, font) in fonts.enumerated() where !isUsed[number] {
        isUsed[number] = contains(lower, font.name.map(\.lowercased))
      }
    }
    for range in values(in: body[...], end: { $0 == ASCII.quote }) { look(body[range]) }
    for style in styles {
      for range in values(in: style, end: { $0 == ASCII.semicolon || $0 == UInt8(ascii: "}") }) {
        look(style[range])
      }
    }
    return fonts.enumerated().filter { isUsed[$0.offset] }.map(\.element)
  }

  /// What follows each `font-family:` until the byte that ends it.
  private static func values(
    in text: ArraySlice<UInt8>, end isEnd: (UInt8) -> Bool
  ) -> [Range<Int>] {
    let property: StaticString = "font-family:"
    return text.withUnsafeBufferPointer { bytes in
      var ranges: [Range<Int>] = []
      var position = 0
      while let found = bytes.index(of: property, from: position, upTo: bytes.count) {
        let start = found + property.utf8CodeUnitCount
        var stop = start
        while stop < bytes.count, !isEnd(bytes[stop]) { stop += 1 }
        ranges.append(start + text.startIndex..<stop + text.startIndex)
        position = stop
      }
      return ranges
    }
  }

  private static func contains(_ text: [UInt8], _ name: [UInt8]) -> Bool {
    guard !name.isEmpty, name.count <= text.count else { return false }
    return (0...(text.count - name.count)).contains { text[$0..<($0 + name.count)].elementsEqual(name) }
  }
}
