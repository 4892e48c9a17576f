extension OctetRegion {
  /// Adds a message for DATA: dots at line starts doubled, CRLF and the final dot behind it (RFC 5321 §4.5.2).
  ///
  /// Copies the runs between the few dots at line starts.
  func append(stuffing message: UnsafeRawBufferPointer) {
    reserve(message.count + message.count / 64 + 6)
    if message.first == UInt8(ascii: ".") { append(dot) }
    var runStart = 0
    var searchStart = 0
    while let lineStart = message.nextDottedLine(from: searchStart) {
      append(UnsafeRawBufferPointer(rebasing: message[runStart..<lineStart]))
      append(dot)
      runStart = lineStart
      searchStart = lineStart
    }
    append(UnsafeRawBufferPointer(rebasing: message[runStart...]))
    append(message.endsWithCRLF ? ".\r\n" : "\r\n.\r\n")
  }

  private func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

private let dot: StaticString = "."

extension UnsafeRawBufferPointer {
  /// Where the next line that begins with a dot begins.
  ///
  /// A dot behind a bare LF is no dot at a line start on the wire. Most messages have none: sixty-four
  /// octets are looked at together.
  fileprivate func nextDottedLine(from start: Int) -> Int? {
    let lineFeed = SIMD64<UInt8>(repeating: 10)
    let dot = SIMD64<UInt8>(repeating: UInt8(ascii: "."))
    // The first octet has no CR before it.
    var index = start == 0 ? 1 : start
    while index + 65 <= count {
      let here = loadUnaligned(fromByteOffset: index, as: SIMD64<UInt8>.self)
      let behind = loadUnaligned(fromByteOffset: index + 1, as: SIMD64<UInt8>.self)
      if (here .== lineFeed .& behind .== dot).isAnySet, let found = dottedLine(in: index..<index + 64) {
        return found
      }
      index += 64
    }
    return index < count ? dottedLine(in: index..<count - 1) : nil
  }

  /// Where a line begins with a dot, its LF being in the range.
  private func dottedLine(in range: Range<Int>) -> Int? {
    range.first {
      self[$0] == 10 && self[$0 + 1] == UInt8(ascii: ".") && self[$0 - 1] == UInt8(ascii: "\r")
    }.map { $0 + 1 }
  }

  fileprivate var endsWithCRLF: Bool {
    count >= 2 && self[count - 2] == UInt8(ascii: "\r") && self[count - 1] == UInt8(ascii: "\n")
  }
}

extension SIMDMask<SIMD64<Int8>> {
  fileprivate var isAnySet: Bool {
    let words = unsafeBitCast(self, to: SIMD8<UInt64>.self)
    let pair = words.lowHalf | words.highHalf
    let quarter = pair.lowHalf | pair.highHalf
    return quarter.x | quarter.y != 0
  }
}
