/// A run of bytes in the ``ByteStore`` of one rendering.
///
/// A slice is two numbers: copying it costs nothing and keeps nothing alive,
/// which is why attribute values and raw contents are passed around as slices.
struct Slice: Hashable, Sendable {
  var start: Int32
  var end: Int32

  /// What stands for "there is no value", as opposed to an empty one.
  static let missing = Slice(start: -1, end: -1)

  static let empty = Slice(start: 0, end: 0)

  var isMissing: Bool { start < 0 }

  var isEmpty: Bool { start == end }

  var count: Int { Int(end - start) }

  var range: Range<Int> { Int(start)..<Int(end) }

  /// The slice, or nil where it stands for no value.
  var value: Slice? { isMissing ? nil : self }
}

/// All bytes that the slices of one rendering point into: the words that the
/// components declare, the source, what it includes, and values made on the way.
final class ByteStore {
  /// Read for each value that is written: nobody changes it meanwhile, so the
  /// check for that, a twentieth of the time, is left out.
  @exclusivity(unchecked) private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func append(_ more: some Collection<UInt8>) -> Slice {
    let start = Int32(bytes.count)
    bytes.append(contentsOf: more)
    return Slice(start: start, end: Int32(bytes.count))
  }

  subscript(slice: Slice) -> ArraySlice<UInt8> { bytes[slice.range] }

  func string(_ slice: Slice) -> String {
    slice.isMissing ? "" : String(decoding: bytes[slice.range], as: UTF8.self)
  }

  func equals(_ slice: Slice, _ text: StaticString) -> Bool {
    guard slice.count == text.utf8CodeUnitCount, !slice.isMissing else { return false }
    return bytes.withUnsafeBufferPointer { all in
      for offset in 0..<slice.count where all[Int(slice.start) + offset] != text.utf8Start[offset] {
        return false
      }
      return true
    }
  }

  /// The slice without the white space at both ends.
  func trimmed(_ slice: Slice) -> Slice {
    var slice = slice
    bytes.withUnsafeBufferPointer { all in
      while slice.start < slice.end, all[Int(slice.start)].isSpace { slice.start += 1 }
      while slice.end > slice.start, all[Int(slice.end) - 1].isSpace { slice.end -= 1 }
    }
    return slice
  }

  /// The words of a slice, separated by spaces; an empty slice has none.
  func words(_ slice: Slice) -> [Slice] {
    guard !slice.isMissing else { return [] }
    var words: [Slice] = []
    var start = slice.start
    for position in slice.start...slice.end {
      if position == slice.end || bytes[Int(position)].isSpace {
        if position > start { words.append(Slice(start: start, end: position)) }
        start = position + 1
      }
    }
    return words
  }
}
