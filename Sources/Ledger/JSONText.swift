/// Writes pieces of JSON (RFC 8259) by hand, where `JSONEncoder` would take longer than all the rest.
enum JSONText {
  /// Adds a string between quotes; nil is `null`.
  static func append(_ text: String?, to out: inout [UInt8]) {
    guard var text else { return out.append(contentsOf: null) }
    out.append(.init(ascii: "\""))
    text.withUTF8 { bytes in
      if bytes.allSatisfy({ $0 >= 0x20 && $0 != .init(ascii: "\"") && $0 != .init(ascii: "\\") }) {
        out.append(contentsOf: bytes)
      } else {
        for byte in bytes { append(byte, to: &out) }
      }
    }
    out.append(.init(ascii: "\""))
  }

  /// Adds a whole number; nil is `null`.
  static func append(_ number: Int64?, to out: inout [UInt8]) {
    guard let number else { return out.append(contentsOf: null) }
    if number < 0 { out.append(.init(ascii: "-")) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var first = digits.count
      var rest = number.magnitude
      repeat {
        first -= 1
        digits[first] = .init(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      out.append(contentsOf: UnsafeMutableBufferPointer(rebasing: digits[first...]))
    }
  }

  /// Adds an array of whole numbers.
  static func append(_ numbers: some Sequence<Int64>, to out: inout [UInt8]) {
    out.append(.init(ascii: "["))
    var isFirst = true
    for number in numbers {
      if !isFirst { out.append(.init(ascii: ",")) }
      append(number, to: &out)
      isFirst = false
    }
    out.append(.init(ascii: "]"))
  }

  /// Adds a number; nil is `null`.
  static func append(_ number: Double?, to out: inout [UInt8]) {
    guard let number else { return out.append(contentsOf: null) }
    out.append(contentsOf: String(number).utf8)
  }

  private static func append(_ byte: UInt8, to out: inout [UInt8]) {
    switch byte {
    case .init(ascii: "\""), .init(ascii: "\\"): out += [.init(ascii: "\\"), byte]
    case 0..<0x20: out += Array("\\u00".utf8) + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
    default: out.append(byte)
    }
  }

  private static let null = Array("null".utf8)
  private static let hexDigits = Array("0123456789abcdef".utf8)
}
