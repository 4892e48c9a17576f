import Delivery
import InternetMessage
import Testing

@testable import SMTP

/// One command at a time, as with a server that offers nothing.
@Suite struct SMTPDialogueTests {
  @Test func `a message takes four answers`() throws {
    let talk = try Talk()
    #expect(talk.begin(1) == "send MAIL FROM:<bounces+1@example.com>")
    #expect(talk.reply(250) == "send RCPT TO:<reader1@example.org>")
    #expect(talk.reply(250) == "send DATA")
    #expect(talk.reply(354) == "claim 1, send message 1")
    talk.dialogue.messageLeft()
    #expect(talk.reply(250) == "1 accepted: 250")
    #expect(talk.dialogue.isIdle && !talk.dialogue.isOver)
  }

  @Test func `parameters are only sent when they are offered`() throws {
    let talk = try Talk(offering: "size 1000", "SmtpUtf8")
    #expect(talk.begin(1) == "send MAIL FROM:<bounces+1@example.com> SIZE=77")
    let international = try Talk(offering: "size 1000", "SmtpUtf8")
    #expect(
      international.begin(1, needsUTF8: true) == "send MAIL FROM:<bounces+1@example.com> SIZE=77 SMTPUTF8")
    let without = try Talk()
    #expect(
      without.begin(1, needsUTF8: true) == "1 rejected at mailFrom: the server does not offer SMTPUTF8")
    #expect(without.dialogue.isIdle)
  }

  /// What each answer does in each phase, and whether the connection lives.
  @Test(arguments: [
    (0, 250, "send RCPT TO:<reader1@example.org>", "busy"), (0, 450, "1 deferred at mailFrom: 450", "idle"),
    (0, 550, "1 rejected at mailFrom: 550", "idle"), (0, 421, "1 back from mailFrom: 421", "over"),
    (0, 354, "1 back from mailFrom: the server's answer is not SMTP: 354", "over"),
    (1, 251, "send DATA", "busy"), (1, 450, "1 deferred at rcptTo: 450", "idle"),
    (1, 550, "1 rejected at rcptTo: 550", "idle"), (1, 421, "1 back from rcptTo: 421", "over"),
    (2, 354, "claim 1, send message 1", "busy"), (2, 451, "1 deferred at data: 451", "idle"),
    (2, 554, "1 rejected at data: 554", "idle"), (2, 421, "1 back from data: 421", "over"),
    (2, 250, "1 back from data: the server's answer is not SMTP: 250", "over"),
    (3, 250, "1 deferred at body: the server's answer is not SMTP: 250", "over"),
    (3, 452, "1 deferred at body: 452", "over"), (3, 552, "1 rejected at body: 552", "over"),
    (3, 421, "1 deferred at body: 421", "over"),
    (4, 250, "1 accepted: 250", "idle"), (4, 452, "1 deferred at body: 452", "idle"),
    (4, 554, "1 rejected at body: 554", "idle"), (4, 421, "1 deferred at body: 421", "over"),
    (4, 354, "1 unknown at body: the server's answer is not SMTP: 354", "over"),
  ])
  func `each answer has one meaning`(
    _ steps: Int, _ code: Int, _ expected: String, _ state: String
  ) throws {
    let talk = try Talk(after: steps)
    #expect(talk.reply(code) == expected)
    #expect((talk.dialogue.isIdle ? "idle" : talk.dialogue.isOver ? "over" : "busy") == state)
  }

  @Test(arguments: [
    (0, "1 back from mailFrom: no answer in time"), (1, "1 back from rcptTo: no answer in time"),
    (2, "1 back from data: no answer in time"), (3, "1 deferred at body: no answer in time"),
    (4, "1 unknown at body: no answer in time"),
  ])
  func `only after the last byte the fate is unknown`(_ steps: Int, _ expected: String) throws {
    let talk = try Talk(after: steps)
    #expect(talk.ended() == expected)
    #expect(talk.dialogue.isOver)
    #expect(talk.ended() == "")
  }

  @Test(arguments: [
    (0, 550, false), (1, 550, true), (1, 450, true), (2, 554, true), (4, 554, false), (4, 250, false),
  ])
  func `RSET stands before the next MAIL where a transaction may be open`(
    _ steps: Int, _ code: Int, _ needsReset: Bool
  ) throws {
    let talk = try Talk(after: steps)
    _ = talk.reply(code)
    let first = talk.begin(2)
    guard needsReset else { return #expect(first == "send MAIL FROM:<bounces+2@example.com>") }
    #expect(first == "send RSET")
    #expect(talk.reply(250) == "send MAIL FROM:<bounces+2@example.com>")
    _ = talk.reply(550)
    #expect(talk.begin(3) == "send MAIL FROM:<bounces+3@example.com>")
  }

  @Test func `an answer nobody asked for ends the connection`() throws {
    let talk = try Talk()
    #expect(talk.reply(250) == "")
    #expect(talk.dialogue.isOver)
  }

  @Test func `each phase has its own limit`() throws {
    var timeouts = SMTPTimeouts()
    timeouts.mailFrom = .seconds(1)
    timeouts.rcptTo = .seconds(2)
    timeouts.data = .seconds(3)
    timeouts.block = .seconds(4)
    timeouts.endOfMessage = .seconds(5)
    let limits = try (0...4).map { try Talk(after: $0).dialogue.limit(in: timeouts) }
    #expect(limits == [.seconds(1), .seconds(2), .seconds(3), .seconds(4), .seconds(5)])
    #expect(try Talk().dialogue.limit(in: timeouts) == nil)
  }
}
