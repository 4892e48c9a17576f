import Delivery
import InternetMessage
import Testing

@testable import SMTP

@Suite struct SMTPDialogueTests {
  private let envelope: Envelope

  init() throws {
    envelope = Envelope(
      returnPath: try EmailAddress("bounces@example.com"), recipient: try EmailAddress("ann@example.org"))
  }

  @Test func `a message takes four answers`() {
    var dialogue = SMTPDialogue(capabilities: SMTPCapabilities())
    #expect(begin(&dialogue) == "send MAIL FROM:<bounces@example.com>")
    #expect(reply(&dialogue, 250) == "send RCPT TO:<ann@example.org>")
    #expect(reply(&dialogue, 250) == "send DATA")
    #expect(reply(&dialogue, 354) == "claim and send")
    dialogue.bodyLeft()
    #expect(reply(&dialogue, 250) == "accepted: 250")
    #expect(dialogue.isIdle && !dialogue.isOver)
  }

  @Test func `parameters are only sent when they are offered`() {
    let offer = SMTPReply(code: 250, lines: ["mx", "size 1000", "SmtpUtf8"])
    var dialogue = SMTPDialogue(capabilities: SMTPCapabilities(offer))
    #expect(begin(&dialogue) == "send MAIL FROM:<bounces@example.com> SIZE=77")
    var utf8 = SMTPDialogue(capabilities: SMTPCapabilities(offer))
    #expect(begin(&utf8, needsUTF8: true) == "send MAIL FROM:<bounces@example.com> SIZE=77 SMTPUTF8")
    var without = SMTPDialogue(capabilities: SMTPCapabilities())
    #expect(begin(&without, needsUTF8: true) == "rejected at mailFrom: the server does not offer SMTPUTF8")
    #expect(without.isIdle)
  }

  /// What each answer does in each phase, and whether the connection lives.
  @Test(arguments: [
    (0, 250, "send RCPT TO:<ann@example.org>", "busy"), (0, 450, "deferred at mailFrom: 450", "idle"),
    (0, 550, "rejected at mailFrom: 550", "idle"), (0, 421, "back from mailFrom: 421", "over"),
    (0, 354, "back from mailFrom: the server's answer is not SMTP: 354", "over"),
    (1, 251, "send DATA", "busy"), (1, 450, "deferred at rcptTo: 450", "idle"),
    (1, 550, "rejected at rcptTo: 550", "idle"), (1, 421, "back from rcptTo: 421", "over"),
    (2, 354, "claim and send", "busy"), (2, 451, "deferred at data: 451", "idle"),
    (2, 554, "rejected at data: 554", "idle"), (2, 421, "back from data: 421", "over"),
    (2, 250, "back from data: the server's answer is not SMTP: 250", "over"),
    (3, 250, "deferred at body: the server's answer is not SMTP: 250", "over"),
    (3, 452, "deferred at body: 452", "over"), (3, 552, "rejected at body: 552", "over"),
    (3, 421, "deferred at body: 421", "over"),
    (4, 250, "accepted: 250", "idle"), (4, 452, "deferred at body: 452", "idle"),
    (4, 554, "rejected at body: 554", "idle"), (4, 421, "deferred at body: 421", "over"),
    (4, 354, "unknown at body: the server's answer is not SMTP: 354", "over"),
  ])
  func `each answer has one meaning`(_ steps: Int, _ code: Int, _ expected: String, _ state: String) {
    var dialogue = dialogue(after: steps)
    #expect(reply(&dialogue, code) == expected)
    #expect((dialogue.isIdle ? "idle" : dialogue.isOver ? "over" : "busy") == state)
  }

  @Test(arguments: [
    (0, "back from mailFrom: no answer in time"), (1, "back from rcptTo: no answer in time"),
    (2, "back from data: no answer in time"), (3, "deferred at body: no answer in time"),
    (4, "unknown at body: no answer in time"),
  ])
  func `only after the last byte the fate is unknown`(_ steps: Int, _ expected: String) {
    var dialogue = dialogue(after: steps)
    #expect(words(dialogue.ended(.timedOut)) == expected)
    #expect(dialogue.isOver)
    #expect(words(dialogue.ended(.timedOut)) == "nothing")
  }

  @Test(arguments: [
    (0, 550, false), (1, 550, true), (1, 450, true), (2, 554, true), (4, 554, false), (4, 250, false),
  ])
  func `RSET stands before the next MAIL where a transaction may be open`(
    _ steps: Int, _ code: Int, _ needsReset: Bool
  ) {
    var dialogue = dialogue(after: steps)
    _ = reply(&dialogue, code)
    let first = begin(&dialogue)
    guard needsReset else { return #expect(first == "send MAIL FROM:<bounces@example.com>") }
    #expect(first == "send RSET")
    #expect(reply(&dialogue, 250) == "send MAIL FROM:<bounces@example.com>")
    _ = reply(&dialogue, 550)
    #expect(begin(&dialogue) == "send MAIL FROM:<bounces@example.com>")
  }

  @Test func `an answer nobody asked for ends the connection`() {
    var dialogue = SMTPDialogue(capabilities: SMTPCapabilities())
    #expect(reply(&dialogue, 250) == "nothing")
    #expect(dialogue.isOver)
  }

  @Test func `each phase has its own limit`() {
    var timeouts = SMTPTimeouts()
    timeouts.mailFrom = .seconds(1)
    timeouts.rcptTo = .seconds(2)
    timeouts.data = .seconds(3)
    timeouts.block = .seconds(4)
    timeouts.endOfMessage = .seconds(5)
    let limits = (0...4).map { dialogue(after: $0).limit(in: timeouts) }
    #expect(limits == [.seconds(1), .seconds(2), .seconds(3), .seconds(4), .seconds(5)])
    #expect(SMTPDialogue(capabilities: SMTPCapabilities()).limit(in: timeouts) == nil)
  }

  /// 0: MAIL is out, 1: RCPT, 2: DATA, 3: the message is leaving, 4: it has left.
  private func dialogue(after steps: Int) -> SMTPDialogue {
    var dialogue = SMTPDialogue(capabilities: SMTPCapabilities())
    _ = begin(&dialogue)
    for code in [250, 250, 354].prefix(steps) { _ = reply(&dialogue, code) }
    if steps == 4 { dialogue.bodyLeft() }
    return dialogue
  }

  private func begin(_ dialogue: inout SMTPDialogue, needsUTF8: Bool = false) -> String {
    words(dialogue.begin(envelope, size: 77, needsSMTPUTF8: needsUTF8))
  }

  private func reply(_ dialogue: inout SMTPDialogue, _ code: Int) -> String {
    words(dialogue.received(SMTPReply(code: code, lines: [])))
  }

  private func words(_ action: SMTPDialogue.Action) -> String {
    switch action {
    case .send(let command): "send \(command.line)"
    case .claimAndSendBody: "claim and send"
    case .conclude(let outcome): outcome.words
    case .giveBack(let phase, let reason): "back from \(phase.rawValue): \(reason)"
    case .nothing: "nothing"
    }
  }
}
