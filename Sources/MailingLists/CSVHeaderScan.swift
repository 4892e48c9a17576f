/// Finds out what separates the fields of a file, from its header row.
enum CSVSeparator {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  /// The first wins where two are equally frequent.
  static let candidates = [UInt8.comma, UInt8(ascii: ";"), UInt8(ascii: "\t")]

  /// The separator, once the bytes have a whole row in them; nil before.
  static func detect(in bytes: [UInt8]) -> UInt8? {
    let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    var inQuotes = false
    var atFieldStart = true
    var justClosed = false
    var isBlank = true
    for (index, byte) in bytes.enumerated().dropFirst(start) {
      if inQuotes {
        inQuotes = byte != .quote
        justClosed = !inQuotes
      } else if byte == .lineFeed || byte == .carriageReturn {
        if !isBlank { return mostFrequent(in: bytes[start..<index]) }
        atFieldStart = true
      } else {
        // A doubled quote closes and opens again.
        inQuotes = byte == .quote && (atFieldStart || justClosed)
        justClosed = false
        atFieldStart = candidates.contains(byte)
        isBlank = false
      }
    }
    return nil
  }

  /// The candidate that a row has most of, outside quotes.
  static func mostFrequent(in row: ArraySlice<UInt8>) -> UInt8 {
    var counts = candidates.map { _ in 0 }
    var inQuotes = false
    for byte in row {
      if byte == .quote { inQuotes.toggle() }
      if !inQuotes, let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return zip(candidates, counts).first { $0.1 == most }?.0 ?? .comma
  }
}
