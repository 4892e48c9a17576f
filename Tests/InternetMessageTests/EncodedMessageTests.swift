import InternetMessage
import Testing

@Suite struct EncodedMessageTests {
  static let refused: [(text: String, reason: String, line: Int)] = [
    ("", "does not end with CRLF", 1),
    ("A: b\r\n\r\nx", "does not end with CRLF", 3),
    ("A: b\n", "has an LF without CR", 1),
    ("A: b\r\nC: d\r", "has a CR without LF", 2),
    ("A: b\r\n\u{0}\r\n", "has a NUL", 2),
  ]

  @Test(arguments: refused) func `octets that break a wire rule are refused`(
    text: String, reason: String, line: Int
  ) {
    let error = #expect(throws: InvalidEncodedMessage.self) { try EncodedMessage(Array(text.utf8)) }
    #expect(error?.reason == reason)
    #expect(error?.line == line)
  }

  @Test(arguments: [997, 998, 999, 2994, 9980]) func `a line has at most 998 octets`(count: Int) {
    let text = "A: b\r\n\r\n" + String(repeating: "x", count: count) + "\r\n"
    #expect(((try? EncodedMessage(Array(text.utf8))) != nil) == (count <= 998))
  }

  @Test func `header and body are told apart by the first empty line`() throws {
    let message = try EncodedMessage(Array("A: b\r\nC: d\r\n\r\nx\r\n\r\ny\r\n".utf8))
    #expect(Array(message.header) == Array("A: b\r\nC: d\r\n".utf8))
    #expect(Array(message.body) == Array("x\r\n\r\ny\r\n".utf8))
  }

  @Test func `what is not ASCII asks for an extension`() throws {
    #expect(try EncodedMessage(Array("A: ü\r\n\r\nx\r\n".utf8)).needsSMTPUTF8)
    #expect(try EncodedMessage(Array("A: b\r\n\r\nü\r\n".utf8)).needs8BitMIME)
    #expect(try !EncodedMessage(Array("A: b\r\n\r\nü\r\n".utf8)).needsSMTPUTF8)
  }
}
