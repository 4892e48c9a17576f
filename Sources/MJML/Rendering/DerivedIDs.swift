/// Ids for elements that need one of their own.
///
/// MJML draws them at random; here they come from the content and the number
/// of the element, so that the same template gives the same bytes.
struct DerivedIDs {
  private var count: UInt64 = 0

  /// An id for the element that begins at a place of the source.
  mutating func next(for name: Slice, in rendering: Rendering) -> [UInt8] {
    let store = rendering.store
    let start = max(Int(name.start), 0)
    return next(for: store.bytes[start..<min(start + 2_000, store.bytes.count)])
  }

  /// Sixteen hexadecimal digits.
  mutating func next(for content: ArraySlice<UInt8>) -> [UInt8] {
    count += 1
    var hash: UInt64 = 14_695_981_039_346_656_037
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    for shift in stride(from: 0, to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: count >> shift)) }
    for byte in content { mix(byte) }
    hash ^= hash >> 32
    let digits = Array("0123456789abcdef".utf8)
    return (0..<16).map { digits[Int(hash >> (60 - 4 * UInt64($0)) & 15)] }
  }
}
