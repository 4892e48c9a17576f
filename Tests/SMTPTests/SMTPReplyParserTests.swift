import Delivery
import Testing

@testable import SMTP

@Suite struct SMTPReplyParserTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    var expected: [String]

    init(_ name: String, _ text: String, _ expected: [String]) {
      self.init(name, Array(text.utf8), expected)
    }

    init(_ name: String, _ bytes: [UInt8], _ expected: [String]) {
      testDescription = name
      self.bytes = bytes
      self.expected = expected
    }
  }

  static let cases = [
    Case("one line", "250 2.1.0 ok\r\n", ["250 2.1.0 ok"]),
    Case("no enhanced code", "250 ok\r\n", ["250 ok"]),
    Case("no text", "250\r\n", ["250"]),
    Case("blank and no text", "250 \r\n", ["250"]),
    Case(
      "two lines, the code on both", "550-5.1.1 no such\r\n550 5.1.1 user\r\n", ["550 5.1.1 no such user"]),
    Case("two lines, the code on the first", "550-5.1.1 no such\r\n550 user\r\n", ["550 5.1.1 no such user"]),
    Case("the last line's code counts", "250-a\r\n550 b\r\n", ["550 a b"]),
    Case("two replies at once", "250 a\r\n354 b\r\n", ["250 a", "354 b"]),
    Case("bare line feeds", "250-a\n250 b\n", ["250 a b"]),
    Case("a class that is not the code's stays text", "250 5.1.1 odd\r\n", ["250 5.1.1 odd"]),
    Case("UTF-8", "250 très bien ✓\r\n", ["250 très bien ✓"]),
    Case("Latin-1", [0x32, 0x35, 0x30, 0x20, 0xF6, 0x6B, 0x0D, 0x0A], ["250 \u{FFFD}k"]),
    Case("escapes and overrides", "250 \u{1B}[31m\u{202E}red\0\r\n", ["250  [31mred "]),
    Case("garbage before", "hello\r\n250 ok\r\n", ["? hello", "250 ok"]),
    Case("garbage between lines of a reply", "250-a\r\n??\r\n250 b\r\n", ["? ??", "250 a b"]),
    Case("four digits", "2500 ok\r\n", ["? 2500 ok"]),
    Case("codes that do not exist", "199 a\r\n600 b\r\n", ["? 199 a", "? 600 b"]),
    Case("a tab is no separator", "250\tok\r\n", ["? 250\tok".replacing("\t", with: " ")]),
    Case("empty lines say nothing", "\r\n\n250 ok\r\n", ["250 ok"]),
    Case("an unfinished line waits", "250 ok", []),
    Case("an unfinished reply waits", "250-ok\r\n", []),
  ]

  @Test(arguments: cases)
  func `replies are the same however the octets are cut`(_ example: Case) {
    for first in 0...example.bytes.count {
      #expect(events([example.bytes[..<first], example.bytes[first...]]) == example.expected)
    }
    #expect(events(example.bytes.map { [$0][...] }) == example.expected)
  }

  @Test(arguments: [2047, 2048, 2049, 6144, 20480])
  func `a line that is too long is cut`(_ count: Int) {
    let text = "250 " + String(repeating: "x", count: count - 4)
    var parser = SMTPReplyParser()
    parser.append((text + "\r\n250 next\r\n").utf8)
    guard case .reply(let reply) = parser.next() else { return #expect(Bool(false)) }
    #expect(reply.text.utf8.count <= 2044)
    #expect(parser.next() == .reply(SMTPReply(code: 250, lines: ["next"])))
  }

  @Test func `a reply without end stays small`() {
    var parser = SMTPReplyParser()
    for _ in 0..<10_000 { parser.append("250-again\r\n".utf8) }
    #expect(parser.next() == nil)
    parser.append("250 done\r\n".utf8)
    guard case .reply(let reply) = parser.next() else { return #expect(Bool(false)) }
    #expect(reply.lines.count == SMTPReplyParser.linesLimit)
  }

  private func events(_ pieces: [ArraySlice<UInt8>]) -> [String] {
    var parser = SMTPReplyParser()
    var events: [String] = []
    for piece in pieces {
      parser.append(piece)
      while let event = parser.next() {
        switch event {
        case .reply(let reply): events.append(reply.description)
        case .garbage(let text): events.append("? \(text)")
        }
      }
    }
    return events
  }
}
