/// Text that is cut into encoded words (RFC 2047): `=?UTF-8?Q?Z=C3=BCrich?=`.
///
/// The charset is always UTF-8. Q or B is chosen for the whole text, whichever
/// is shorter. Each word decodes alone: a character as the reader sees it is
/// not split, and a Unicode scalar never is.
struct EncodedWords {
  /// An encoded word has at most 75 octets (RFC 2047 §2).
  static let lengthLimit = 75

  private var rest: Substring
  private let isQ: Bool
  private static let frame = "=?UTF-8?Q?".utf8.count + "?=".utf8.count

  init(_ text: String) {
    rest = text[...]
    isQ = qLength(text.utf8) <= bLength(text.utf8.count)
  }

  var isEmpty: Bool { rest.isEmpty }

  /// The length of one word that held everything that is left.
  var remainingLength: Int {
    Self.frame + (isQ ? qLength(rest.utf8) : bLength(rest.utf8.count))
  }

  /// Takes as many characters as a word of that length can hold, at least one scalar.
  mutating func next(limit: Int) -> String {
    let room = limit - Self.frame
    // Most texts are one word, and need no look at their characters.
    var end = remainingLength <= limit ? rest.endIndex : prefixEnd(of: rest.indices, room: room)
    // A character with dozens of combining marks fits no word and is split between scalars.
    if end == rest.startIndex { end = prefixEnd(of: rest.unicodeScalars.indices, room: room) }
    if end == rest.startIndex { end = rest.unicodeScalars.index(after: end) }
    let taken = rest[..<end]
    rest = rest[end...]
    return isQ ? "=?UTF-8?Q?\(qEncoded(taken.utf8))?=" : "=?UTF-8?B?\(Base64.text(Array(taken.utf8)))?="
  }

  private func prefixEnd(of indices: some Sequence<String.Index>, room: Int) -> String.Index {
    var end = rest.startIndex
    var octets = 0
    var width = 0
    for index in indices where index > rest.startIndex {
      guard grows(end..<index) else { return end }
    }
    return grows(end..<rest.endIndex) ? rest.endIndex : end

    func grows(_ range: Range<String.Index>) -> Bool {
      let added = rest[range].utf8
      octets += added.count
      width += isQ ? qLength(added) : 0
      guard (isQ ? width : bLength(octets)) <= room else { return false }
      end = range.upperBound
      return true
    }
  }
}

/// The octets that stand for themselves in Q, in phrases too (RFC 2047 §5 (3)).
private func isPlainInQ(_ octet: UInt8) -> Bool {
  switch octet {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"):
    true
  default: false
  }
}

private func qLength(_ octets: some Sequence<UInt8>) -> Int {
  octets.reduce(0) { $0 + ($1 == 0x20 || isPlainInQ($1) ? 1 : 3) }
}

private func bLength(_ count: Int) -> Int { (count + 2) / 3 * 4 }

private func qEncoded(_ octets: some Sequence<UInt8>) -> String {
  var out: [UInt8] = []
  for octet in octets {
    if octet == 0x20 {
      out.append(UInt8(ascii: "_"))
    } else if isPlainInQ(octet) {
      out.append(octet)
    } else {
      out.append(UInt8(ascii: "="))
      out.append(contentsOf: octet.upperHex)
    }
  }
  return String(decoding: out, as: UTF8.self)
}

extension UInt8 {
  /// Two upper-case hexadecimal digits.
  var upperHex: [UInt8] { [hexDigit(self >> 4), hexDigit(self & 15)] }
}

/// The upper-case hexadecimal digit of a value below 16.
@inline(__always) func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}
