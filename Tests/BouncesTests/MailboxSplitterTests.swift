import Bounces
import Testing

@Suite struct MailboxSplitterTests {
  private static let file = """
    From MAILER-DAEMON Sat Nov 28 10:02:11 2026
    Subject: one

    From here on it is text.
    >From was quoted, >>From twice:
    >>From far away

    From MAILER-DAEMON Sat Nov 28 10:03:11 2026
    Subject: two

    body
    From inside a paragraph

    From MAILER-DAEMON Sat Nov 28 10:04:11 2026
    """
  private static let messages = [
    "Subject: one\n\nFrom here on it is text.\nFrom was quoted, >>From twice:\n>From far away\n\n",
    "Subject: two\n\nbody\nFrom inside a paragraph\n\n", "",
  ]

  private func messages(_ pieces: [ArraySlice<UInt8>]) -> [String] {
    var splitter = MailboxSplitter()
    var found: [String] = []
    for piece in pieces { splitter.append(piece) { found.append(String(decoding: $0, as: UTF8.self)) } }
    splitter.finish { found.append(String(decoding: $0, as: UTF8.self)) }
    return found
  }

  @Test func `a mailbox file is cut into its messages, wherever its octets are split`() {
    let octets = Array(Self.file.utf8)
    for cut in 0...octets.count {
      #expect(messages([octets[..<cut], octets[cut...]]) == Self.messages, "\(cut)")
    }
    #expect(messages(octets.indices.map { octets[$0...$0] }) == Self.messages)
  }

  @Test func `lines may end with CRLF`() {
    let octets = Array(Self.file.replacing("\n", with: "\r\n").utf8)
    #expect(messages([octets[...]]) == Self.messages.map { $0.replacing("\n", with: "\r\n") })
  }

  @Test func `a message is no mailbox file, and an empty one has no messages`() {
    #expect(!MailboxSplitter.recognises("From: Ada".utf8))
    #expect(MailboxSplitter.recognises("From Ada".utf8))
    #expect(messages([]) == [])
    #expect(messages(["no mailbox\n"].map { Array($0.utf8)[...] }) == [])
  }

  @Test(arguments: [-1, 0, 1])
  func `what is too long is cut between lines`(difference: Int) throws {
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: MailboxSplitter.messageLimit - 1 + difference)
    var splitter = MailboxSplitter()
    var sizes: [Int] = []
    splitter.append(Array("From a 1:2\n".utf8) + line + [0x0A] + Array("From b 1:2\n".utf8)) {
      sizes.append($0.count)
    }
    splitter.finish { sizes.append($0.count) }
    #expect(sizes == [difference > 0 ? "From b 1:2\n".utf8.count : line.count + 1])
  }
}
