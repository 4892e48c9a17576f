import Foundation
import InternetMessage
import Testing

@testable import SMTP

@Suite struct SendBufferTests {
  @Test(arguments: [
    ("", "\r\n.\r\n"),
    (".", "..\r\n.\r\n"),
    (".\r\n", "..\r\n.\r\n"),
    ("..\r\n", "...\r\n.\r\n"),
    (".x\r\n", "..x\r\n.\r\n"),
    ("a.\r\n", "a.\r\n.\r\n"),
    ("a\r\n.", "a\r\n..\r\n.\r\n"),
    ("a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n.\r\n"),
    (".\r\n.\r\n.\r\n", "..\r\n..\r\n..\r\n.\r\n"),
    ("a\r\n\r\n.b\r\n", "a\r\n\r\n..b\r\n.\r\n"),
    ("no end", "no end\r\n.\r\n"),
    ("half an end\r", "half an end\r\r\n.\r\n"),
    ("bare\n.x\r\n", "bare\n.x\r\n.\r\n"),
    ("\n.\r\n", "\n.\r\n.\r\n"),
  ])
  func `dots at line starts are doubled`(_ message: String, _ expected: String) {
    let buffer = SendBuffer()
    buffer.append(Array(message.utf8), .stuffed)
    #expect(String(decoding: buffer.pending, as: UTF8.self) == expected)
  }

  @Test(arguments: ["A: b\r\n\r\nc.\r\nd\r\n", "A: b\r\n\r\n.\r\n", "A: b\r\n\r\nc\r\n..d\r\n"])
  func `a message for DATA has its dots doubled and one behind it`(_ message: String) throws {
    let buffer = SendBuffer()
    buffer.append(data: try EncodedMessage(Array(message.utf8)))
    buffer.append { $0 += "QUIT\r\n".utf8 }
    let doubled = message.replacingOccurrences(of: "\r\n.", with: "\r\n..")
    let expected = doubled + ".\r\n"
    #expect(String(decoding: buffer.pending, as: UTF8.self) == expected)
    #expect(buffer.consume(expected.utf8.count - 1) == 0)
    #expect(buffer.consume(1) == 1)
    #expect(String(decoding: buffer.pending, as: UTF8.self) == "QUIT\r\n")
  }

  @Test func `what is pending keeps its place while more is added`() {
    let buffer = SendBuffer()
    buffer.append { $0 += "MAIL FROM:<>\r\n".utf8 }
    let before = buffer.pending
    for _ in 0..<5_000 { buffer.append { $0 += "RCPT TO:<ann@example.org>\r\n".utf8 } }
    let again = buffer.pending
    #expect(before.baseAddress == again.baseAddress && before.count == again.count)
    #expect(String(decoding: again, as: UTF8.self) == "MAIL FROM:<>\r\n")

    buffer.consume(4)
    #expect(buffer.pending.count == 10)
    buffer.consume(10)
    #expect(!buffer.isEmpty)
    #expect(buffer.pending.count == 5_000 * 27)
    buffer.consume(5_000 * 27)
    #expect(buffer.isEmpty && buffer.pending.isEmpty)
  }

  @Test(arguments: [4095, 4096, 4097, 12288, 40960])
  func `any number of dots fits`(_ count: Int) {
    let message = Array(String(repeating: ".\r\n", count: count).utf8)
    let buffer = SendBuffer()
    buffer.append(message, .stuffed)
    #expect(buffer.pending.count == count * 4 + 3)
  }
}
