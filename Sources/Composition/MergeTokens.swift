public import Editorial

/// Stand-ins for merge fields while an issue is composed.
///
/// A merge field goes through Mustache and MJML as a word of letters and
/// digits, which both leave alone, and is found again in the finished HTML and
/// text. The words begin with a mark derived from the issue's own content, so
/// that they cannot occur in it by chance, and the same input gives the same
/// words.
public struct MergeTokens: Hashable, Sendable {
  /// What all tokens of the issue begin with.
  public let mark: String
  /// The fields in the order in which they were first used; a token holds the index.
  public private(set) var fields: [MergeField]

  /// Prepares tokens for content that must not hold the mark.
  public init(content: [String]) {
    var hash = FNV1a()
    for text in content { hash.combine(text) }
    var mark = "mf" + hash.hexadecimal
    while content.contains(where: { $0.contains(mark) }) {
      hash.combine(mark)
      mark = "mf" + hash.hexadecimal
    }
    self.init(mark: mark, fields: [])
  }

  /// Takes up the tokens of an issue that was composed before.
  public init(mark: String, fields: [MergeField]) {
    self.mark = mark
    self.fields = fields
  }

  /// The word that stands for a field: the mark, the name's letters, a number, `x`.
  public mutating func token(for field: MergeField) -> String {
    let index =
      fields.firstIndex(of: field)
      ?? {
        fields.append(field)
        return fields.count - 1
      }()
    return mark + field.name.filter { $0.isASCII && $0.isLetter } + "\(index)x"
  }

  /// The tokens in a text, in order: where each stands and which field it means.
  func occurrences(in text: [UInt8]) -> [(range: Range<Int>, field: MergeField)] {
    let mark = Array(mark.utf8)
    var found: [(Range<Int>, MergeField)] = []
    var position = 0
    while let start = firstOccurrence(of: mark, in: text, from: position) {
      var end = start + mark.count
      while end < text.count, text[end].isASCIILetter { end += 1 }
      var index = 0
      while end < text.count, (48...57).contains(text[end]), index < 100_000 {
        index = index * 10 + Int(text[end] - 48)
        end += 1
      }
      position = start + mark.count
      guard end < text.count, text[end] == UInt8(ascii: "x"), index < fields.count else { continue }
      found.append((start..<(end + 1), fields[index]))
      position = end + 1
    }
    return found
  }

  /// The text in capitals; what a reader's list says is written as it is there.
  func uppercased(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var capitals = ""
    var position = 0
    for (range, _) in occurrences(in: bytes) {
      capitals += String(decoding: bytes[position..<range.lowerBound], as: UTF8.self).uppercased()
      capitals += String(decoding: bytes[range], as: UTF8.self)
      position = range.upperBound
    }
    return capitals + String(decoding: bytes[position...], as: UTF8.self).uppercased()
  }

  private func firstOccurrence(of mark: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard let first = mark.first, text.count >= mark.count else { return nil }
    var index = start
    while index <= text.count - mark.count {
      if text[index] == first, text[index..<(index + mark.count)].elementsEqual(mark) { return index }
      index += 1
    }
    return nil
  }
}

/// The 64-bit FNV-1a hash: stable between runs, unlike `Hasher`.
private struct FNV1a {
  var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func combine(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    value = (value ^ 0xFF) &* 0x100_0000_01B3
  }

  var hexadecimal: String {
    let digits = String(UInt32(truncatingIfNeeded: value ^ (value >> 32)), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
}
