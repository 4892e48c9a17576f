extension [UInt8] {
  /// A message for DATA with the dots at line starts doubled (RFC 5321 §4.5.2).
  var withDotsDoubled: [UInt8] {
    withUnsafeBytes { message in
      // A line that gets a dot has three octets at least: the dot, CR and LF.
      [UInt8](unsafeUninitializedCapacity: count + count / 3 + 1) { room, written in
        var stuffing = DotStuffing(message, UnsafeMutableRawBufferPointer(room))
        written = stuffing.run()
      }
    }
  }
}

/// Looks for dots at line starts while it copies, sixty-four octets at a time: most messages have none.
///
/// A dot behind a bare LF is no dot at a line start on the wire.
private struct DotStuffing {
  private let message: UnsafeRawBufferPointer
  private let room: UnsafeMutableRawBufferPointer
  private var count = 0

  init(_ message: UnsafeRawBufferPointer, _ room: UnsafeMutableRawBufferPointer) {
    self.message = message
    self.room = room
  }

  /// Fills the room and says how many octets there are.
  mutating func run() -> Int {
    let lineFeed = SIMD64<UInt8>(repeating: 10)
    let dot = SIMD64<UInt8>(repeating: UInt8(ascii: "."))
    if message.first == UInt8(ascii: ".") { add(UInt8(ascii: ".")) }
    var index = 0
    while index + 65 <= message.count {
      let here = message.loadUnaligned(fromByteOffset: index, as: SIMD64<UInt8>.self)
      let behind = message.loadUnaligned(fromByteOffset: index + 1, as: SIMD64<UInt8>.self)
      if (here .== lineFeed .& behind .== dot).isAnySet {
        copy(index..<index + 64)
      } else {
        room.storeBytes(of: here, toByteOffset: count, as: SIMD64<UInt8>.self)
        count += 64
      }
      index += 64
    }
    copy(index..<message.count)
    return count
  }

  private mutating func copy(_ range: Range<Int>) {
    for index in range {
      add(message[index])
      if message[index] == 10, index > 0, message[index - 1] == UInt8(ascii: "\r"),
        index + 1 < message.count, message[index + 1] == UInt8(ascii: ".")
      {
        add(UInt8(ascii: "."))
      }
    }
  }

  private mutating func add(_ octet: UInt8) {
    room[count] = octet
    count += 1
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
