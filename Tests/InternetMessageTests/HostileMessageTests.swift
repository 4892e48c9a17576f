import Foundation
import InternetMessage
import Testing

/// Whatever comes in, reading ends, and ends soon. A test that hangs has failed.
@Suite(.timeLimit(.minutes(2))) struct HostileMessageTests {
  @Test func `a message cut anywhere is read`() throws {
    let sample = try #require(try MessageSamples.all().first { $0.name == "mixed-alternative-related" })
    let bytes = sample.message.encoded(boundarySeed: "1").bytes
    for count in stride(from: 0, through: bytes.count, by: 3) { exercise(Array(bytes[..<count])) }
  }

  @Test func `a message with any octet changed is read`() throws {
    let sample = try #require(try MessageSamples.all().first { $0.name == "alternative-related" })
    let bytes = sample.message.encoded(boundarySeed: "1").bytes
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      var changed = bytes
      for _ in 0..<3 {
        let index = Int.random(in: 0..<changed.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: changed[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: changed.remove(at: index)
        default:
          changed.insert(
            [0x0D, 0x0A, 0, 0x22, 0x28, 0x3D, 0x3F].randomElement(using: &generator) ?? 0, at: index)
        }
      }
      exercise(changed)
    }
  }

  @Test func `random octets are read`() {
    var generator = SeededGenerator(seed: 2)
    for count in 0..<300 {
      exercise((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
  }

  @Test(arguments: [
    "(", "\"", "<", "=?", "=?a?q?", "=?a?q?b?=", "=?a?b?YQ==?= ", "=", ";", ",", ":", "a;", ";a=b", ";a*1=b",
    "\\", "[", "<a:",
    "<@a,", "\r\n ", " \t", "'", "%", "()", "a@", "\u{300}", "ü", "\u{0}",
  ]) func `a header made of one sign is read in linear time`(sign: String) {
    let value = String(repeating: sign, count: 20_000 / sign.utf8.count)
    for name in ["To", "Content-Type", "Content-Disposition", "Subject", "Date", "Message-ID"] {
      exercise(Array("\(name): \(value)\r\n\r\nx".utf8))
    }
  }

  @Test(arguments: [
    "--b\n", "--b\n\n", "\n", "\r", "a:\n", "=\n", "--", " \n", "--b\nContent-Type: message/rfc822\n\n",
  ])
  func `a body made of one line is read in linear time`(line: String) {
    let body = String(repeating: line, count: 20_000 / line.utf8.count)
    exercise(Array("Content-Type: multipart/mixed; boundary=b\n\n\(body)".utf8))
    exercise(Array(body.utf8))
  }

  @Test(arguments: [15, 16, 17, 48, 160]) func `parts are read to a depth of 16`(depth: Int) {
    var wire = ""
    for level in 1..<depth { wire += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
    let message = ParsedMessage(Array((wire + "\nx").utf8))
    #expect(message.root.all.count == min(depth, 16))
    #expect(message.isTruncated == (depth > 16))
  }

  @Test(arguments: [15, 16, 17, 160]) func `messages inside messages are read to a depth of 16`(depth: Int) {
    let wire = String(repeating: "Content-Type: message/rfc822\n\n", count: depth - 1) + "\nx"
    let message = ParsedMessage(Array(wire.utf8))
    #expect(message.root.all.count == min(depth, 16))
    #expect(message.isTruncated == (depth > 16))
  }

  @Test(arguments: [9, 10, 11, 30, 100]) func `as many parts are read as the limit allows`(count: Int) {
    var limits = ParsedMessage.Limits()
    limits.parts = 11
    let wire =
      "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: count)
      + "--b--\n"
    let message = ParsedMessage(Array(wire.utf8), limits: limits)
    #expect(message.root.parts.count == min(count, 10))
    #expect(message.isTruncated == (count > 10))
  }

  @Test(arguments: [9, 10, 11, 30, 100]) func `as many fields and octets are read as the limits allow`(
    count: Int
  ) {
    var limits = ParsedMessage.Limits()
    limits.fields = 10
    let message = ParsedMessage(
      Array((String(repeating: "A: b\n", count: count) + "\nx").utf8), limits: limits)
    #expect(message.header.fields.count == min(count, 10))
    #expect(message.isTruncated == (count > 10))
    limits.octets = 12
    let cut = ParsedMessage(Array(("\n" + String(repeating: "x", count: count + 1)).utf8), limits: limits)
    #expect(cut.root.body.count == min(count + 1, 11))
    #expect(cut.isTruncated == (count > 10))
  }
}

/// Asks for everything that a message can be asked for.
private func exercise(_ bytes: [UInt8]) {
  let message = ParsedMessage(bytes)
  _ = message.dump
  _ = message.plainText?.text()
  _ = message.html?.text()
  for part in message.root.all {
    _ = part.text()
    for field in part.header.fields {
      _ = (field.decodedText, field.mailboxes, field.date, field.identifiers)
    }
  }
}
