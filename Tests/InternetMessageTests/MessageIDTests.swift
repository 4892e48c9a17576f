import InternetMessage
import Testing

@Suite struct MessageIDTests {
  @Test func `an identifier is read with and without its brackets`() throws {
    #expect(try MessageID("<42.a-b@News.Example.com>").text == "<42.a-b@news.example.com>")
    #expect(try MessageID("42@faß.de").text == "<42@xn--fa-hia.de>")
    #expect(try MessageID("42@example.com").contents == "42@example.com")
  }

  static let refused: [(text: String, reason: String)] = [
    ("42", "has no @"),
    ("42@localhost", "has a domain that has no dot"),
    ("@example.com", "is not made of letters, digits, dots and -_+= alone"),
    ("a b@example.com", "is not made of letters, digits, dots and -_+= alone"),
    ("a..b@example.com", "is not made of letters, digits, dots and -_+= alone"),
    ("ü@example.com", "is not made of letters, digits, dots and -_+= alone"),
    ("a\r\nBcc: x@example.com", "is not made of letters, digits, dots and -_+= alone"),
    ("a@b@example.com", "is not made of letters, digits, dots and -_+= alone"),
    ("<a@exam\r\nple.com>", "has a domain that has a control character"),
  ]

  @Test(arguments: refused) func `what would break a header is refused`(text: String, reason: String) {
    let error = #expect(throws: InvalidMessageID.self) { try MessageID(text) }
    #expect(error?.reason == reason)
  }
}
