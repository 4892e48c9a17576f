extension UInt8 {
  /// Space, tab, line feed, form feed or carriage return.
  var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D && self != 0x0B) }

  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }

  var isHexDigit: Bool { isDigit || ((self | 0x20) >= 0x61 && (self | 0x20) <= 0x66) }

  var lowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}

enum ASCII {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let slash = UInt8(ascii: "/")
  static let less = UInt8(ascii: "<")
  static let equals = UInt8(ascii: "=")
  static let greater = UInt8(ascii: ">")
  static let exclamation = UInt8(ascii: "!")
  static let question = UInt8(ascii: "?")
  static let hyphen = UInt8(ascii: "-")
  static let percent = UInt8(ascii: "%")
  static let dot = UInt8(ascii: ".")
  static let hash = UInt8(ascii: "#")
  static let semicolon = UInt8(ascii: ";")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
}

extension StaticString {
  var utf8Buffer: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }

  var string: String { String(decoding: utf8Buffer, as: UTF8.self) }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the text stands at the position, in any case.
  func has(_ text: StaticString, at position: Int, upTo end: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position >= 0, position + count <= end else { return false }
    for offset in 0..<count
    where self[position + offset].lowercased != text.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Where the byte is found first, or nil.
  func index(of byte: UInt8, from start: Int, upTo end: Int) -> Int? {
    var position = start
    while position < end {
      if self[position] == byte { return position }
      position += 1
    }
    return nil
  }

  /// Where the text is found first, or nil.
  func index(of text: StaticString, from start: Int, upTo end: Int) -> Int? {
    let first = text.utf8Start[0]
    var position = start
    while let found = index(of: first, from: position, upTo: end) {
      if has(text, at: found, upTo: end) { return found }
      position = found + 1
    }
    return nil
  }
}
