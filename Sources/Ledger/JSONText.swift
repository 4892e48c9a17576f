/// Writes pieces of JSON (RFC 8259) by hand, where `JSONEncoder` would take longer than all the rest.
enum JSONText {
  /// Adds a string between quotes.
  static func append(_ text: String, to out: inout [UInt8]) {
    out.append(.init(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      if bytes.allSatisfy({ $0 >= 0x20 && $0 != .init(ascii: "\"") && $0 != .init(ascii: "\\") }) {
        out.append(contentsOf: bytes)
      } else {
        for byte in bytes { append(byte, to: &out) }
      }
    }
    out.append(.init(ascii: "\""))
  }

  private static func append(_ byte: UInt8, to out: inout [UInt8]) {
    switch byte {
    case .init(ascii: "\""), .init(ascii: "\\"): out += [.init(ascii: "\\"), byte]
    case 0..<0x20: out += Array("\\u00".utf8) + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
    default: out.append(byte)
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
