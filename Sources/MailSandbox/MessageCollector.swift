#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Puts a message together from the octets of DATA or BDAT, however they are cut.
struct MessageCollector {
  /// The octets so far, without dot-stuffing.
  private(set) var octets: [UInt8] = []
  /// Whether the message is larger than allowed; its octets are dropped then.
  private(set) var isTooLarge = false
  /// Whether a line was longer than allowed.
  private(set) var hasTooLongLine = false

  private let sizeLimit: Int
  private let lineLimit: Int
  private var isAtLineStart = true

  init(sizeLimit: Int, lineLimit: Int) {
    self.sizeLimit = sizeLimit
    self.lineLimit = lineLimit
  }

  /// Takes octets as they are (BDAT).
  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    guard octets.count + bytes.count <= sizeLimit else {
      isTooLarge = true
      octets = []
      return
    }
    if !isTooLarge { octets.append(contentsOf: bytes) }
  }

  /// Takes what is complete of a dot-stuffed message (DATA, RFC 5321 §4.5.2).
  ///
  /// Returns how many octets were used, and whether the final dot was among
  /// them. Only CRLF ends a line; what stands behind the last one waits.
  mutating func takeStuffed(_ bytes: UnsafeRawBufferPointer) -> (used: Int, isComplete: Bool) {
    guard let base = bytes.baseAddress else { return (0, false) }
    var runStart = 0
    var position = 0
    while let end = bytes.endOfLine(from: position) {
      if (base + position).load(as: UInt8.self) == UInt8(ascii: "."), isAtLineStart {
        take(UnsafeRawBufferPointer(rebasing: bytes[runStart..<position]))
        if end == position + 3 { return (end, true) }
        runStart = position + 1
      }
      if end - position - 2 > lineLimit { hasTooLongLine = true }
      isAtLineStart = true
      position = end
    }
    take(UnsafeRawBufferPointer(rebasing: bytes[runStart..<position]))
    return (position + takeStartOfLongLine(bytes, from: position), false)
  }

  /// A line that is too long does not wait for its end: all but a possible CR is taken.
  private mutating func takeStartOfLongLine(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let count = bytes.count - start - 1
    guard count > lineLimit else { return 0 }
    hasTooLongLine = true
    isAtLineStart = false
    take(UnsafeRawBufferPointer(rebasing: bytes[start..<(start + count)]))
    return count
  }
}

extension UnsafeRawBufferPointer {
  /// The index behind the next CRLF; nil when there is none.
  func endOfLine(from start: Int) -> Int? {
    guard let base = baseAddress else { return nil }
    let end = base + count
    var position = base + start
    while position < end, let found = memchr(position, 10, end - position) {
      position = UnsafeRawPointer(found) + 1
      if position - base > start + 1, (position - 2).load(as: UInt8.self) == UInt8(ascii: "\r") {
        return position - base
      }
    }
    return nil
  }

  /// The length of the longest line, and the number of lines that end in a bare LF.
  var lineFacts: (longest: Int, bareLineFeeds: Int) {
    guard let base = baseAddress else { return (0, 0) }
    let end = base + count
    var longest = 0
    var bare = 0
    var lineStart = base
    var position = base
    while position < end, let found = memchr(position, 10, end - position) {
      position = UnsafeRawPointer(found) + 1
      if position - lineStart > 1, (position - 2).load(as: UInt8.self) == UInt8(ascii: "\r") {
        longest = position - lineStart - 2 > longest ? position - lineStart - 2 : longest
        lineStart = position
      } else {
        bare += 1
      }
    }
    return (end - lineStart > longest ? end - lineStart : longest, bare)
  }
}
