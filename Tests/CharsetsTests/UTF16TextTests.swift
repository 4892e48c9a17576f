import Testing

@testable import Charsets

@Suite struct UTF16TextTests {
  private func octets(_ text: String, isBigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap {
      isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
  }

  private func text(_ pieces: [some Collection<UInt8>], isBigEndian: Bool) -> String? {
    guard var reader = UTF16Text(beginning: isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) else { return nil }
    var read: [UInt8] = []
    for piece in pieces { read += Array(piece).withUnsafeBufferPointer { reader.utf8($0) } }
    return String(validating: read + reader.finish(), as: UTF8.self)
  }

  @Test(arguments: [false, true])
  func `it does not matter where the octets are cut`(isBigEndian: Bool) {
    let written = "a\tZoë\r\n王🏮\u{0}z"
    let octets = octets(written, isBigEndian: isBigEndian)
    for cut in 0...octets.count {
      #expect(text([octets[..<cut], octets[cut...]], isBigEndian: isBigEndian) == written)
    }
    #expect(text(octets.map { [$0] }, isBigEndian: isBigEndian) == written)
  }

  @Test func `half a character is none`() {
    for (units, read) in [
      ([0xD83C, 0x61], "\u{FFFD}a"), ([0xDFEE, 0x61], "\u{FFFD}a"), ([0x61, 0xD83C], "a\u{FFFD}"),
      ([0xD83C, 0xD83C, 0xDFEE], "\u{FFFD}🏮"), ([0xFFFE], "\u{FFFE}"), ([], ""),
    ] as [([UInt16], String)] {
      #expect(text([units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }], isBigEndian: true) == read)
    }
    #expect(text([[0x00, 0x61, 0x00]], isBigEndian: true) == "a\u{FFFD}")
    #expect(text([[0x00, 0x61, 0xD8, 0x3C, 0xDF]], isBigEndian: true) == "a\u{FFFD}")
  }

  @Test func `only a byte order mark says that it is UTF-16`() {
    for beginning in [[], [0xFE], [0xFF], [0xEF, 0xBB, 0xBF], [0x61, 0x00]] as [[UInt8]] {
      #expect(UTF16Text(beginning: beginning) == nil)
    }
  }
}
