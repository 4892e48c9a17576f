/// Base 32 without padding, in lower case (RFC 4648 §6).
enum Base32 {
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  static func text(of bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count * 8 + 4) / 5)
    var bits = 0
    var held = 0
    for byte in bytes {
      bits = (bits << 8 | Int(byte)) & 0xFFF
      held += 8
      while held >= 5 {
        held -= 5
        out.append(alphabet[bits >> held & 0x1F])
      }
    }
    if held > 0 { out.append(alphabet[bits << (5 - held) & 0x1F]) }
    return String(decoding: out, as: UTF8.self)
  }

  /// Case does not matter; bits that are left over must be zero, so that no two texts mean the same.
  static func bytes(of text: some StringProtocol) -> [UInt8]? {
    var out: [UInt8] = []
    var bits = 0
    var held = 0
    for letter in text.utf8 {
      guard let value = alphabet.firstIndex(of: letter | (letter >= 0x41 ? 0x20 : 0)) else { return nil }
      bits = (bits << 5 | value) & 0xFFF
      held += 5
      if held >= 8 {
        held -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> held))
      }
    }
    return held < 5 && bits & ((1 << held) - 1) == 0 ? out : nil
  }
}
