import Foundation
import NIOCore
import Testing

@testable import MailSandbox

/// The server's side without a socket.
@Suite struct SandboxSessionTests {
  private static let pipelined = """
    EHLO client.example
    MAIL FROM:<a@example.com> SIZE=10 BODY=8BITMIME
    RCPT TO:<b@example.org>
    RCPT TO:<"c>d"@example.org>
    DATA
    Subject: x

    ..
    ...x
    end.
    .
    MAIL FROM:<> SMTPUTF8
    RCPT TO:<dörte@example.org>
    BDAT 7
    .
    .\u{0}
    BDAT 3 LAST
    y
    NOOP
    QUIT

    """.replacing("\n", with: "\r\n")

  @Test func `pipelined input is answered the same at every split`() {
    let bytes = Array(Self.pipelined.utf8)
    let whole = run([bytes])
    #expect(
      whole.replies == [
        "220", "250-localhost", "250", "250", "250", "354", "250", "250", "250", "250", "250", "250", "221",
      ])
    #expect(whole.messages == ["Subject: x\r\n\r\n.\r\n..x\r\nend.\r\n", ".\r\n.\u{0}\r\ny\r\n"])
    for split in 0...bytes.count {
      let cut = run([Array(bytes[..<split]), Array(bytes[split...])])
      #expect(cut.replies == whole.replies && cut.messages == whole.messages, "split at \(split)")
    }
    let single = run(bytes.map { [$0] })
    #expect(single.replies == whole.replies && single.messages == whole.messages)
  }

  @Test(arguments: [
    ("MAIL FROM:<a@b.example>", "503 5.5.1 EHLO first"),
    ("EHLO", "501 5.5.4 who are you?"),
    ("FOO", "500 5.5.1 no such command"),
    ("", "500 5.5.1 no such command"),
    ("EHLO x/RCPT TO:<a@b.example>", "503 5.5.1 MAIL first"),
    ("EHLO x/MAIL FROM: <a@b.example>", "501 5.5.4 no blank behind the colon"),
    ("EHLO x/MAIL FROM:a@b.example", "501 5.5.4 the address stands in angle brackets"),
    ("EHLO x/MAIL TO:<a@b.example>", "501 5.5.4 MAIL FROM:<address> or RCPT TO:<address>"),
    ("EHLO x/MAIL FROM:<a@b.example> SIZE=x", "501 5.5.4 SIZE=x is no size"),
    ("EHLO x/MAIL FROM:<a@b.example> SIZE=99999999999", "552 5.3.4 at most 52428800 octets"),
    ("EHLO x/MAIL FROM:<a@b.example> FOO=1", "555 5.5.4 no parameter FOO=1 here"),
    ("EHLO x/MAIL FROM:<a@b.example> BODY=9BIT", "501 5.5.4 BODY is 7BIT or 8BITMIME"),
    ("EHLO x/MAIL FROM:<ä@b.example>", "553 5.6.7 not ASCII, and SMTPUTF8 was not asked for"),
    (
      "EHLO x/MAIL FROM:<a@b.example>/MAIL FROM:<a@b.example>",
      "503 5.5.1 one message at a time; RSET drops it"
    ),
    ("EHLO x/MAIL FROM:<a@b.example>/RSET/MAIL FROM:<a@b.example>", "250 2.1.0 ok"),
    ("EHLO x/MAIL FROM:<a@b.example>/DATA", "554 5.5.1 no recipient"),
    ("EHLO x/MAIL FROM:<a@b.example>/RCPT TO:<>", "501 5.1.3 nobody"),
    (
      "EHLO x/MAIL FROM:<a@b.example>/RCPT TO:<ä@b.example>",
      "553 5.6.7 not ASCII, and SMTPUTF8 was not asked for"
    ),
    (
      "EHLO x/MAIL FROM:<a@b.example>/RCPT TO:<c@b.example> NOTIFY=NEVER",
      "555 5.5.4 no parameter NOTIFY=NEVER here"
    ),
    ("EHLO x/STARTTLS", "502 5.5.1 STARTTLS is not offered"),
    ("EHLO x/AUTH PLAIN", "502 5.5.1 AUTH is not offered"),
    ("EHLO x/BDAT", "501 5.5.4 BDAT count [LAST]"),
    ("HELO x", "250 localhost"),
    ("helo x/mail from:<a@b.example>/rcpt to:<c@b.example>", "250 2.1.5 ok"),
  ])
  func `each command has its answer`(_ dialogue: String, _ expected: String) {
    let text = dialogue.split(separator: "/", omittingEmptySubsequences: false).map { $0 + "\r\n" }.joined()
    #expect(run([Array(text.utf8)], whole: true).replies.last == expected)
  }

  @Test(arguments: [4095, 4096, 4097, 12288, 40960])
  func `command lines are bounded`(_ count: Int) {
    let line = "EHLO " + String(repeating: "x", count: count - 5)
    let reply = run([Array((line + "\r\n").utf8)], whole: true).replies.dropFirst().first
    #expect(reply?.hasPrefix(count <= 4096 ? "250" : "500 5.5.2 line too long") == true)
  }

  @Test(arguments: [99, 100, 101, 300, 1000])
  func `messages are bounded`(_ count: Int) {
    let dialogue = "EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n"
    let message = String(repeating: "x", count: count - 2) + "\r\n.\r\n"
    let result = run([Array((dialogue + message).utf8)], whole: true) { $0.sizeLimit = 100 }
    #expect(result.replies.last?.hasPrefix(count <= 100 ? "250" : "552 5.3.4") == true)
    #expect(result.messages.count == (count <= 100 ? 1 : 0))
  }

  @Test(arguments: [997, 998, 999, 3000, 9980])
  func `lines of messages are bounded`(_ count: Int) {
    let dialogue = "EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n"
    let message = String(repeating: "x", count: count) + "\r\n.\r\n"
    for pieces in [[dialogue + message], [dialogue] + message.map(String.init)] {
      let result = run(pieces.map { Array($0.utf8) }, whole: true) { $0.textLineLimit = 998 }
      #expect(result.replies.last?.hasPrefix(count <= 998 ? "250" : "554 5.6.0") == true)
    }
  }

  @Test func `only CRLF dot CRLF ends a message`() {
    let dialogue = "EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n"
    let message = "a\n.\nb\r.\rc\n.\r\nd\r\n.\ne\r\n"
    let result = run([Array((dialogue + message + ".\r\n").utf8)])
    // A dot behind CRLF is stuffing, whatever ends its line.
    #expect(result.messages == ["a\n.\nb\r.\rc\n.\r\nd\r\n\ne\r\n"])
  }

  @Test func `what was not understood cannot be mistaken for commands`() {
    let result = run([Array("EHLO x\r\nBDAT 12 LAST\r\nMAIL FROM:<>NOOP\r\n".utf8)], whole: true)
    #expect(result.replies.suffix(2) == ["503 5.5.1 MAIL first", "250 2.0.0 here"])
  }

  @Test func `after too many mistakes it is enough`() {
    let result = run([Array(String(repeating: "WHAT\r\n", count: 30).utf8)], whole: true)
    #expect(result.replies.last == "421 4.7.0 too many mistakes")
    #expect(result.replies.count == 22)
  }

  @Test func `extensions that are off are not offered and not taken`() {
    let dialogue =
      "EHLO x\r\nMAIL FROM:<> SMTPUTF8\r\nMAIL FROM:<> SIZE=1\r\nMAIL FROM:<>\r\nBDAT 2 LAST\r\nxy"
    let result = run([Array(dialogue.utf8)], whole: true) { $0.extensions = [.pipelining] }
    #expect(
      result.replies.dropFirst() == [
        "250-localhost\r\n250 PIPELINING", "555 no parameter SMTPUTF8 here", "555 no parameter SIZE=1 here",
        "250 ok", "502 BDAT is not offered",
      ])
  }

  @Test func `nothing said before STARTTLS counts behind it`() {
    let dialogue = "EHLO x\r\nMAIL FROM:<>\r\nSTARTTLS\r\nRCPT TO:<a@b.example>\r\n"
    let result = run([Array(dialogue.utf8)], whole: true) { $0.security = .startTLS }
    #expect(result.replies.last == "220 2.0.0 go ahead")
  }

  @Test(arguments: 0..<20)
  func `noise is answered or ignored, and nothing breaks`(_ seed: UInt64) {
    var random = Noise(state: seed &* 7919 + 1)
    let words = [
      "EHLO x\r\n", "MAIL FROM:<>\r\n", "RCPT TO:<a@b>\r\n", "DATA\r\n", "BDAT 5\r\n", "\r\n.\r\n",
      "AUTH PLAIN\r\n",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<300 {
      if random.next() % 3 == 0 {
        bytes += Array(words[Int(random.next() % UInt64(words.count))].utf8)
      } else {
        bytes += (0..<(random.next() % 20)).map { _ in UInt8(truncatingIfNeeded: random.next() >> 11) }
      }
    }
    let result = run([bytes], whole: true) { $0.authentication = .anyone }
    #expect(result.replies.allSatisfy { $0.utf8.count < 512 && $0.utf8.allSatisfy { $0 < 0x80 } })
  }

  private func run(
    _ pieces: [[UInt8]], whole: Bool = false, _ adjust: (inout SandboxConfiguration) -> Void = { _ in }
  ) -> (replies: [String], messages: [String]) {
    var configuration = SandboxConfiguration(folder: URL(filePath: "/nowhere"))
    adjust(&configuration)
    var session = SandboxSession(configuration, rules: RuleBook(configuration.rules), hasTLS: false)
    var effects = session.greet()
    var buffer = ByteBuffer()
    pieces: for piece in pieces {
      buffer.writeBytes(piece)
      while let more = session.step(&buffer) {
        effects += more
        if more.contains(.close) { break pieces }
        if more.contains(.startTLS) { buffer.clear() }
      }
    }
    var replies: [String] = []
    var messages: [String] = []
    for effect in effects {
      switch effect {
      case .reply(let text): replies.append(text)
      case .file(let octets, _, let reply):
        messages.append(String(decoding: octets, as: UTF8.self))
        if let reply { replies.append(reply) }
      default: break
      }
    }
    return (whole ? replies : replies.map { String($0.prefix { $0 != " " && $0 != "\r\n" }) }, messages)
  }
}

private struct Noise {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 17
  }
}
