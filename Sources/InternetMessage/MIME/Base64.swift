/// Base64 with padding (RFC 4648 §4).
enum Base64 {
  /// The encoding on one line.
  static func text(_ octets: [UInt8]) -> String {
    String(decoding: groups(octets[...]), as: UTF8.self)
  }

  /// The encoding on one line, as octets.
  static func groups(_ octets: ArraySlice<UInt8>) -> [UInt8] { encoded(octets, lineLength: .max) }

  /// The encoding in lines of 76 characters with CRLF between them, none at the end (RFC 2045 §6.8).
  static func lines(_ octets: [UInt8]) -> [UInt8] { encoded(octets[...], lineLength: 76) }

  private static func encoded(_ octets: ArraySlice<UInt8>, lineLength: Int) -> [UInt8] {
    let characters = (octets.count + 2) / 3 * 4
    let breaks = characters == 0 ? 0 : (characters - 1) / lineLength
    return [UInt8](unsafeUninitializedCapacity: characters + breaks * 2) { out, count in
      octets.withUnsafeBufferPointer { input in
        var column = 0
        var index = 0
        while index < input.count {
          if column == lineLength {
            out[count] = 0x0D
            out[count + 1] = 0x0A
            count += 2
            column = 0
          }
          let second = index + 1 < input.count ? input[index + 1] : 0
          let third = index + 2 < input.count ? input[index + 2] : 0
          let bits = UInt32(input[index]) << 16 | UInt32(second) << 8 | UInt32(third)
          out[count] = digit(bits >> 18)
          out[count + 1] = digit(bits >> 12)
          out[count + 2] = index + 1 < input.count ? digit(bits >> 6) : UInt8(ascii: "=")
          out[count + 3] = index + 2 < input.count ? digit(bits) : UInt8(ascii: "=")
          count += 4
          column += 4
          index += 3
        }
      }
    }
  }

  @inline(__always) private static func digit(_ bits: UInt32) -> UInt8 {
    let value = UInt8(bits & 63)
    switch value {
    case 0..<26: return UInt8(ascii: "A") + value
    case 26..<52: return UInt8(ascii: "a") + value - 26
    case 52..<62: return UInt8(ascii: "0") + value - 52
    case 62: return UInt8(ascii: "+")
    default: return UInt8(ascii: "/")
    }
  }
}
