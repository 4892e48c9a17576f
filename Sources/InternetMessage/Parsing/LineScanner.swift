/// Lines of octets that end with LF, CRLF or CR, as old mail stores write them.
struct LineScanner {
  /// A line: its content, and where the next one begins.
  struct Line {
    var content: Range<Int>
    var end: Int
  }

  private let bytes: ArraySlice<UInt8>
  /// Where the next line begins.
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func next() -> Line? {
    guard position < bytes.endIndex else { return nil }
    let start = position
    let end = bytes.withUnsafeBufferPointer { octets in
      var index = start - bytes.startIndex
      while index < octets.count, octets[index] > 0x0D || octets[index] != 0x0A && octets[index] != 0x0D {
        index += 1
      }
      return index + bytes.startIndex
    }
    position = end
    if position < bytes.endIndex {
      position +=
        bytes[position] == 0x0D && position + 1 < bytes.endIndex && bytes[position + 1] == 0x0A ? 2 : 1
    }
    return Line(content: start..<end, end: position)
  }
}
