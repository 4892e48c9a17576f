import Delivery
import Testing

@Suite struct SubmissionOutcomeReplyTests {
  @Test(arguments: SMTPPhase.allCases, [250, 354, 421, 450, 550, 554])
  func `only an answer to the message can accept it, and only 5yz is for good`(
    _ phase: SMTPPhase, _ code: Int
  ) {
    let reply = SMTPReply(code: code, lines: ["text"])
    let expected: SubmissionOutcome =
      switch (code, phase) {
      case (250, .body): .accepted(reply)
      case (354, .body): .unknown(.body, .unintelligible("354 text"))
      case (250, _), (354, _): .deferred(phase, .unintelligible("\(code) text"))
      case (421, _), (450, _): .deferred(phase, .reply(reply))
      default: .rejected(phase, .reply(reply))
      }
    #expect(SubmissionOutcome(reply, at: phase) == expected)
  }
}
