import Delivery
import Testing

@testable import SMTP

/// `BDAT n LAST` with several messages unanswered, with a server that offers CHUNKING and PIPELINING.
@Suite struct ChunkedDialogueTests {
  private func talk(window: Int = 4) throws -> Talk {
    try Talk(offering: "Chunking", "PIPELINING", window: window)
  }

  private func whole(_ number: Int) -> String {
    "claim \(number), " + (number > 1 ? "send RSET, " : "")
      + "send MAIL FROM:<bounces+\(number)@example.com>, send RCPT TO:<reader\(number)@example.org>, "
      + "send BDAT 77 LAST, send octets \(number)"
  }

  @Test func `a message goes whole, and others behind it while the window has room`() throws {
    let talk = try talk(window: 2)
    #expect(talk.begin(1) == whole(1))
    #expect(talk.dialogue.hasRoom)
    #expect(talk.begin(2) == whole(2))
    #expect(!talk.dialogue.hasRoom)
    talk.dialogue.messageLeft()
    talk.dialogue.messageLeft()
    #expect(talk.replies(250, 250, 250) == ["", "", "1 accepted: 250"])
    #expect(talk.dialogue.hasRoom)
    #expect(talk.begin(3) == whole(3))
    talk.dialogue.messageLeft()
    #expect(talk.replies(250, 250, 250, 250) == ["", "", "", "2 accepted: 250"])
    #expect(talk.replies(250, 250, 250, 250) == ["", "", "", "3 accepted: 250"])
    #expect(talk.dialogue.isIdle)
    #expect(talk.begin(4) == whole(4).replacing("send RSET, ", with: ""))
  }

  @Test(arguments: [0, 1, 2, 5])
  func `the window is at least one and holds as many as it says`(_ window: Int) throws {
    let talk = try talk(window: window)
    for number in 1...Int64(max(1, window)) {
      #expect(talk.dialogue.hasRoom)
      _ = talk.begin(number)
    }
    #expect(!talk.dialogue.hasRoom)
  }

  @Test func `a refused recipient costs itself and nobody behind it`() throws {
    let talk = try talk()
    for number: Int64 in 1...3 { _ = talk.begin(number) }
    for _ in 1...3 { talk.dialogue.messageLeft() }
    #expect(talk.replies(250, 550, 554) == ["", "", "1 rejected at rcptTo: 550"])
    #expect(talk.replies(250, 250, 250, 250) == ["", "", "", "2 accepted: 250"])
    #expect(talk.replies(250, 451, 503, 503) == ["", "", "", "3 deferred at mailFrom: 451"])
    #expect(talk.begin(4) == whole(4))
  }

  @Test func `a message that is taken without its MAIL is unknown`() throws {
    let talk = try talk()
    _ = talk.begin(1)
    _ = talk.begin(2)
    talk.dialogue.messageLeft()
    #expect(
      talk.replies(503, 250, 250) == [
        "", "",
        "1 unknown at body: the server's answer is not SMTP: 250, "
          + "2 deferred at body: the server's answer is not SMTP: 250",
      ])
    #expect(talk.dialogue.isOver)
  }

  @Test func `a refused BDAT may be answered before it has left`() throws {
    let talk = try talk()
    _ = talk.begin(1)
    _ = talk.begin(2)
    #expect(talk.replies(250, 550, 503) == ["", "", "1 rejected at rcptTo: 550"])
    // This is the end of the first one: the second is still leaving.
    talk.dialogue.messageLeft()
    #expect(talk.ended() == "2 deferred at body: no answer in time")
  }

  @Test func `a message that is taken before it has left was not taken`() throws {
    let talk = try talk()
    _ = talk.begin(1)
    #expect(talk.replies(250, 250, 250).last == "1 deferred at body: the server's answer is not SMTP: 250")
    #expect(talk.dialogue.isOver)
  }

  @Test func `an RSET that is refused ends the connection`() throws {
    let talk = try talk()
    _ = talk.begin(1)
    _ = talk.begin(2)
    talk.dialogue.messageLeft()
    talk.dialogue.messageLeft()
    #expect(talk.replies(250, 250, 250, 500) == ["", "", "1 accepted: 250", "2 unknown at body: 500"])
  }

  /// What 421 is said to was not taken; what had left behind it is unknown, the rest was not taken either.
  @Test(arguments: [
    (1, "1 deferred at mailFrom: 421"), (2, "1 deferred at rcptTo: 421"), (3, "1 deferred at body: 421"),
  ])
  func `421 in mid-window`(_ answer: Int, _ expected: String) throws {
    let talk = try talk()
    for number: Int64 in 1...3 { _ = talk.begin(number) }
    talk.dialogue.messageLeft()
    talk.dialogue.messageLeft()
    for _ in 1..<answer { _ = talk.reply(250) }
    #expect(talk.reply(421) == expected + ", 2 unknown at body: 421, 3 deferred at body: 421")
  }

  @Test func `a refusal is known even when the connection ends before the last answer`() throws {
    let talk = try talk()
    _ = talk.begin(1)
    _ = talk.begin(2)
    talk.dialogue.messageLeft()
    talk.dialogue.messageLeft()
    _ = talk.replies(250, 550)
    #expect(
      talk.ended(.connectionLost(""))
        == "1 rejected at rcptTo: 550, 2 unknown at body: the connection was lost")
  }

  @Test func `goodbye stands behind the last message, and its answer behind all others`() throws {
    let talk = try talk()
    _ = talk.begin(1)
    _ = talk.begin(2)
    #expect(talk.quit() == "send QUIT")
    #expect(!talk.dialogue.hasRoom && !talk.dialogue.canQuit)
    talk.dialogue.messageLeft()
    talk.dialogue.messageLeft()
    #expect(talk.replies(250, 250, 250, 250, 250, 550, 554).last == "2 rejected at rcptTo: 550")
    #expect(!talk.dialogue.isOver)
    #expect(talk.reply(221) == "")
    #expect(talk.dialogue.isOver && !talk.dialogue.wasInterrupted)
  }

  @Test func `a connection that ends before the answers is interrupted, whatever was said last`() throws {
    let talk = try talk()
    _ = talk.begin(1)
    _ = talk.quit()
    talk.dialogue.messageLeft()
    #expect(talk.ended(.connectionLost("")) == "1 unknown at body: the connection was lost")
    #expect(talk.dialogue.wasInterrupted)
  }

  @Test(arguments: [3, 4, 5, 8])
  func `a window widens and never narrows`(_ window: Int) throws {
    let talk = try talk()
    talk.dialogue.widen(to: window)
    for number in 1...Int64(max(4, window)) {
      #expect(talk.dialogue.hasRoom)
      _ = talk.begin(number)
    }
    #expect(!talk.dialogue.hasRoom)
  }

  @Test(arguments: ["PIPELINING", "CHUNKING"])
  func `one offer alone does not open a window`(_ keyword: String) throws {
    let talk = try Talk(offering: keyword)
    #expect(talk.dialogue.rung == (keyword == "PIPELINING" ? .pipelined : .sequential))
  }
}
