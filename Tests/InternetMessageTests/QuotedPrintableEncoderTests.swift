import Foundation
import InternetMessage
import Testing

@Suite struct QuotedPrintableEncoderTests {
  static let encoded: [(text: String, wire: String)] = [
    ("", ""),
    ("Hello", "Hello"),
    ("a=b", "a=3Db"),
    ("Zürich €", "Z=C3=BCrich =E2=82=AC"),
    ("a\r\nb\nc\rd", "a\r\nb\r\nc\r\nd"),
    ("\n\r\n\r", "\r\n\r\n\r\n"),
    ("blank \r\ntab\t\nend ", "blank=20\r\ntab=09\r\nend=20"),
    ("-- \r\nAnn", "--=20\r\nAnn"),
    (".\r\n..\r\na.b", "=2E\r\n=2E.\r\na.b"),
    ("From here\r\nFrom\r\nFromage\r\nFrom ", "=46rom here\r\nFrom\r\nFromage\r\n=46rom=20"),
    ("a From b", "a From b"),
    ("\u{0}\u{7F}", "=00=7F"),
  ]

  @Test(arguments: encoded) func `text is encoded`(text: String, wire: String) {
    #expect(String(decoding: QuotedPrintableText(text).bytes, as: UTF8.self) == wire)
  }

  static let long: [String] = [
    String(repeating: "a", count: 300), String(repeating: "ü", count: 300),
    String(repeating: " ", count: 300),
    String(repeating: ".", count: 300), String(repeating: "From ", count: 100),
    String(repeating: "=", count: 300),
    String(repeating: "a\r\n", count: 100), String(repeating: "abcd efgh.", count: 60) + "\n.",
  ]

  static func faults(_ bytes: [UInt8]) -> [String] {
    var faults: [String] = []
    for line in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n") {
      if line.utf8.count > 76 { faults.append("line of \(line.utf8.count)") }
      if line.hasSuffix(" ") || line.hasSuffix("\t") { faults.append("trailing blank") }
      if line.hasPrefix(".") || line.hasPrefix("From ") {
        faults.append("line begins with \(line.prefix(5))")
      }
      if line.utf8.contains(where: { !(0x20...0x7E ~= $0 || $0 == 0x09) }) { faults.append("octet") }
      if line.dropLast().hasSuffix("=") || line.contains("= ") { faults.append("split escape: \(line)") }
    }
    return faults
  }

  @Test(arguments: Samples.hostile + long) func `no line breaks a rule and the text comes back`(text: String)
    throws
  {
    let bytes = QuotedPrintableText(text).bytes
    #expect(Self.faults(bytes) == [])
    let expected = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing(
      "\n", with: "\r\n")
    #expect(try decodedByHand(bytes) == Array(expected.utf8))
  }

  @Test(arguments: [74, 75, 76, 77, 225, 750]) func `a soft line break comes after 75 octets`(count: Int) {
    let bytes = QuotedPrintableText(String(repeating: "a", count: count)).bytes
    #expect(bytes.count == count + (count - 1) / 75 * 3)
  }

  @Test func `the result is the same however the text is cut`() {
    let text = "Zürich \r\n.From \rFrom here \n \t\r\n" + String(repeating: "Fro.m ü", count: 30) + " \r"
    let octets = Array(text.utf8)
    let whole = QuotedPrintableText(text)
    for cut in 0...octets.count {
      var encoder = QuotedPrintableEncoder()
      encoder.append(octets: octets[..<cut])
      encoder.append(octets: octets[cut...])
      #expect(encoder.finish() == whole)
    }
    var encoder = QuotedPrintableEncoder()
    for octet in octets { encoder.append(octets: [octet]) }
    #expect(encoder.finish() == whole)
  }

  @Test func `random texts come back`() throws {
    var generator = SeededGenerator(seed: 7)
    for count in 0..<300 {
      let octets = Array(Samples.text(count: count, using: &generator).utf8).filter {
        $0 != 0x0D && $0 != 0x0A
      }
      let bytes = QuotedPrintableText(String(decoding: octets, as: UTF8.self)).bytes
      #expect(Self.faults(bytes) == [])
      #expect(try decodedByHand(bytes) == octets)
    }
  }
}

private struct NotQuotedPrintable: Error {}

/// A decoder of its own, so that the encoder is not judged by its twin.
private func decodedByHand(_ bytes: [UInt8]) throws -> [UInt8] {
  var out: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] != UInt8(ascii: "=") {
      out.append(bytes[index])
      index += 1
      continue
    }
    guard index + 2 < bytes.count else { throw NotQuotedPrintable() }
    if bytes[index + 1] == 0x0D, bytes[index + 2] == 0x0A {
      index += 3
      continue
    }
    let digits = String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self)
    guard let value = UInt8(digits, radix: 16), digits == digits.uppercased() else {
      throw NotQuotedPrintable()
    }
    out.append(value)
    index += 3
  }
  return out
}
