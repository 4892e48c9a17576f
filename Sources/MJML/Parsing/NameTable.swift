/// Finds the number of a name from its bytes, in any case, without making a string.
struct NameTable: Sendable {
  private var names: [[UInt8]]
  private var numbers: [Int]
  private var slots: [Int16]
  private let mask: Int

  /// Names that occur twice keep their first number.
  init(_ entries: [(name: String, number: Int)]) {
    var size = 64
    while size < entries.count * 4 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: -1, count: size)
    names = []
    numbers = []
    for entry in entries {
      let bytes = Array(entry.name.utf8)
      var slot = bytes.withUnsafeBufferPointer { Self.hash($0, 0, bytes.count) } & mask
      while slots[slot] >= 0, names[Int(slots[slot])] != bytes { slot = (slot + 1) & mask }
      guard slots[slot] < 0 else { continue }
      slots[slot] = Int16(names.count)
      names.append(bytes)
      numbers.append(entry.number)
    }
  }

  func number(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    var slot = Self.hash(bytes, start, end) & mask
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      if matches(entry, bytes, start, end) { return numbers[entry] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func matches(_ entry: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    names[entry].withUnsafeBufferPointer { name in
      guard name.count == end - start else { return false }
      for offset in 0..<name.count where bytes[start + offset].lowercased != name[offset] {
        return false
      }
      return true
    }
  }

  /// FNV-1a, over letters in lower case; names longer than 64 bytes are cut.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var hash: UInt32 = 2_166_136_261
    for position in start..<min(end, start + 64) {
      hash = (hash ^ UInt32(bytes[position].lowercased)) &* 16_777_619
    }
    return Int(hash ^ (hash >> 15))
  }
}
