import Delivery
import Testing

@testable import SMTP

/// `[body . MAIL RCPT DATA]` in one write, with a server that offers PIPELINING.
@Suite struct PipelinedDialogueTests {
  private let talk: Talk

  init() throws {
    talk = try Talk(offering: "pipelining")
  }

  private static func envelope(_ number: Int) -> String {
    "send MAIL FROM:<bounces+\(number)@example.com>, send RCPT TO:<reader\(number)@example.org>, send DATA"
  }

  @Test func `an envelope goes in one group, and the next one behind the body`() {
    #expect(talk.dialogue.rung == .pipelined)
    #expect(talk.begin(1) == Self.envelope(1))
    #expect(!talk.dialogue.hasRoom)
    #expect(talk.replies(250, 250, 354) == ["", "", "claim 1, send message 1"])
    #expect(talk.dialogue.hasRoom && !talk.dialogue.isIdle)
    #expect(talk.begin(2) == Self.envelope(2))
    #expect(!talk.dialogue.hasRoom)
    talk.dialogue.messageLeft()
    #expect(talk.replies(250, 250, 250, 354) == ["1 accepted: 250", "", "", "claim 2, send message 2"])
    talk.dialogue.messageLeft()
    #expect(talk.reply(250) == "2 accepted: 250")
    #expect(talk.dialogue.isIdle)
  }

  @Test func `goodbye stands behind the body, and not before it`() {
    _ = talk.begin(1)
    #expect(!talk.dialogue.canQuit)
    #expect(talk.replies(250, 250, 354) == ["", "", "claim 1, send message 1"])
    #expect(talk.quit() == "send QUIT")
    talk.dialogue.messageLeft()
    #expect(talk.replies(250, 221) == ["1 accepted: 250", ""])
    #expect(talk.dialogue.isOver && !talk.dialogue.wasInterrupted)
  }

  @Test(arguments: [550, 450])
  func `behind a refused recipient stands RSET, in the group of the next envelope`(_ code: Int) {
    _ = talk.begin(1)
    let word = code == 550 ? "rejected" : "deferred"
    #expect(talk.replies(250, code, 554) == ["", "", "1 \(word) at rcptTo: \(code)"])
    #expect(talk.dialogue.isIdle)
    #expect(talk.begin(2) == "send RSET, " + Self.envelope(2))
    #expect(talk.replies(250, 250, 250, 354) == ["", "", "", "claim 2, send message 2"])
  }

  @Test func `a go-ahead without a recipient is answered with a lone dot`() {
    _ = talk.begin(1)
    #expect(talk.replies(250, 550, 354) == ["", "", "send ."])
    #expect(!talk.dialogue.hasRoom)
    #expect(talk.reply(554) == "1 rejected at rcptTo: 550")
    #expect(talk.begin(2) == Self.envelope(2))
  }

  @Test func `a go-ahead for somebody else's envelope ends the connection`() {
    _ = talk.begin(1)
    #expect(talk.replies(503, 250, 354) == ["", "", "1 rejected at mailFrom: 503"])
    #expect(talk.dialogue.isOver)
  }

  @Test func `where only MAIL is refused no transaction is open`() {
    _ = talk.begin(1)
    #expect(talk.replies(450, 503, 503) == ["", "", "1 deferred at mailFrom: 450"])
    #expect(talk.begin(2) == Self.envelope(2))
  }

  @Test func `a refused message is no obstacle for the envelope behind it`() {
    _ = talk.begin(1)
    _ = talk.replies(250, 250, 354)
    _ = talk.begin(2)
    talk.dialogue.messageLeft()
    #expect(
      talk.replies(552, 250, 250, 354) == ["1 rejected at body: 552", "", "", "claim 2, send message 2"])
  }

  @Test func `an answer before the end of the message ends the connection, and the next envelope comes back`()
  {
    _ = talk.begin(1)
    _ = talk.replies(250, 250, 354)
    _ = talk.begin(2)
    #expect(
      talk.reply(452)
        == "1 deferred at body: 452, 2 back from mailFrom: the server's answer is not SMTP: 452 (not first)")
  }

  @Test func `421 to a message says that it was not taken, and nothing about the envelope behind it`() {
    _ = talk.begin(1)
    _ = talk.replies(250, 250, 354)
    _ = talk.begin(2)
    talk.dialogue.messageLeft()
    #expect(talk.reply(421) == "1 deferred at body: 421, 2 back from mailFrom: 421 (not first)")
    #expect(talk.dialogue.isOver)
  }

  @Test func `garbage among several answers may stand for one of them`() {
    _ = talk.begin(1)
    #expect(
      talk.garbage("what?")
        == "1 back from mailFrom: the server's answer is not SMTP: what?")
    #expect(talk.dialogue.isOver)
  }

  @Test func `garbage before the only answer is skipped`() {
    _ = talk.begin(1)
    _ = talk.replies(250, 250)
    #expect(talk.garbage("what?").isEmpty)
    #expect(talk.reply(354) == "claim 1, send message 1")
  }

  @Test(arguments: [
    (0, "1 back from mailFrom: no answer in time"), (1, "1 back from rcptTo: no answer in time"),
    (2, "1 back from data: no answer in time"),
    (3, "1 deferred at body: no answer in time, 2 back from mailFrom: no answer in time (not first)"),
    (4, "1 unknown at body: no answer in time, 2 back from mailFrom: no answer in time (not first)"),
    (5, "2 back from mailFrom: no answer in time"), (6, "2 back from rcptTo: no answer in time"),
    (7, "2 back from data: no answer in time"),
  ])
  func `only what has left is unknown`(_ steps: Int, _ expected: String) {
    _ = talk.begin(1)
    for step in 1...7 where step <= steps {
      _ = step == 4 ? "" : talk.reply(step == 3 ? 354 : 250)
      if step == 3 { _ = talk.begin(2) }
      if step == 4 { talk.dialogue.messageLeft() }
    }
    #expect(talk.ended() == expected)
  }

  @Test func `the limit is that of the oldest answer`() {
    var timeouts = SMTPTimeouts()
    timeouts.mailFrom = .seconds(1)
    timeouts.rcptTo = .seconds(2)
    timeouts.data = .seconds(3)
    timeouts.block = .seconds(4)
    timeouts.endOfMessage = .seconds(5)
    var limits: [Duration?] = []
    func note() { limits.append(talk.dialogue.limit(in: timeouts)) }
    _ = talk.begin(1)
    note()
    for code in [250, 250, 354] {
      _ = talk.reply(code)
      note()
    }
    _ = talk.begin(2)
    talk.dialogue.messageLeft()
    note()
    _ = talk.reply(250)
    note()
    #expect(limits == [.seconds(1), .seconds(2), .seconds(3), .seconds(4), .seconds(5), .seconds(1)])
  }
}
