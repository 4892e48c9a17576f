/// Finds the end of a file's header row while its bytes come in, and what separates the fields.
struct CSVHeaderScan: Sendable {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  /// The first wins where two are equally frequent.
  static let separators = [UInt8.comma, UInt8(ascii: ";"), UInt8(ascii: "\t")]

  private var position = 0
  private var start = 0
  private var inQuotes = false
  private var atFieldStart = true
  private var justClosed = false
  private var isBlank = true

  /// The separator, once the bytes have a whole row in them; nil before. Earlier bytes are not looked at again.
  mutating func separator(in bytes: [UInt8]) -> UInt8? {
    if position == 0, bytes.count >= 3, bytes.starts(with: Self.byteOrderMark) { (position, start) = (3, 3) }
    guard bytes.count >= 3 else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      while position < bytes.count {
        if ends(at: bytes[position]) { return Self.mostFrequent(in: bytes[start..<position]) }
        position += 1
      }
      return nil
    }
  }

  private mutating func ends(at byte: UInt8) -> Bool {
    if inQuotes {
      inQuotes = byte != .quote
      justClosed = !inQuotes
      return false
    }
    if byte == .lineFeed || byte == .carriageReturn {
      atFieldStart = true
      justClosed = false
      return !isBlank
    }
    // A doubled quote closes and opens again.
    inQuotes = byte == .quote && (atFieldStart || justClosed)
    justClosed = false
    atFieldStart = Self.separators.contains(byte)
    isBlank = false
    return false
  }

  /// The candidate that a row has most of, outside quotes.
  static func mostFrequent(in row: some Sequence<UInt8>) -> UInt8 {
    var counts = separators.map { _ in 0 }
    var inQuotes = false
    for byte in row {
      if byte == .quote { inQuotes.toggle() }
      if !inQuotes, let index = separators.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return zip(separators, counts).first { $0.1 == most }?.0 ?? .comma
  }
}
