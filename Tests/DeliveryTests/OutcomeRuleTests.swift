import Foundation
import InternetMessage
import MailingLists
import Testing

@testable import Delivery

@Suite struct OutcomeRuleTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    var phase: SMTPPhase
    var code: Int
    var enhanced: String?
    var suppresses = false
    var ending: String?
    var testDescription: String { "\(code) \(enhanced ?? "") at \(phase.words)" }

    var reply: SMTPReply {
      SMTPReply(code: code, enhancedStatus: enhanced.flatMap { EnhancedStatusCode($0) }, lines: ["no"])
    }
    var outcome: SubmissionOutcome { .rejected(phase, .reply(reply)) }
  }

  static let refusals: [Refusal] =
    ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"].map {
      Refusal(phase: .rcptTo, code: 550, enhanced: $0, suppresses: true)
    } + [
      Refusal(phase: .rcptTo, code: 550, enhanced: "5.1.4"),
      Refusal(phase: .rcptTo, code: 552, enhanced: "5.2.2"),
      Refusal(phase: .rcptTo, code: 550), Refusal(phase: .body, code: 550, enhanced: "5.1.1"),
      Refusal(phase: .body, code: 554, enhanced: "5.6.0"),
      Refusal(phase: .rcptTo, code: 550, enhanced: "5.7.1", ending: "paused"),
      Refusal(phase: .body, code: 550, enhanced: "5.7.26", ending: "paused"),
      Refusal(phase: .mailFrom, code: 553, enhanced: "5.1.8", ending: "paused"),
      Refusal(phase: .mailFrom, code: 550, ending: "paused"),
      Refusal(phase: .mailFrom, code: 552, enhanced: "5.3.4", ending: "too large"),
      Refusal(phase: .body, code: 552, enhanced: "5.3.4", ending: "too large"),
      Refusal(phase: .body, code: 552, ending: "too large"),
    ]

  @Test(arguments: refusals) func `a refusal means what the table says`(refusal: Refusal) {
    #expect(SuppressionRule.reason(for: refusal.outcome) == (refusal.suppresses ? .bounced : nil))
    let ending: SendEnding? =
      switch refusal.ending {
      case "paused": .paused(refusal.phase, refusal.reply)
      case "too large": .tooLarge(refusal.phase, refusal.reply)
      default: nil
      }
    #expect(SendEnding(because: refusal.outcome) == ending)
  }

  @Test(arguments: refusals) func `what is not final neither suppresses nor ends anything`(refusal: Refusal) {
    for outcome in [
      SubmissionOutcome.deferred(refusal.phase, .reply(refusal.reply)),
      .unknown(refusal.phase, .reply(refusal.reply)),
      .accepted(refusal.reply), .rejected(refusal.phase, .timedOut),
    ] {
      #expect(SuppressionRule.reason(for: outcome) == nil)
      #expect(SendEnding(because: outcome) == nil)
    }
  }

  @Test func `an outcome becomes a state`() throws {
    let now = Date(timeIntervalSince1970: 1_795_000_000)
    let delivery = Delivery(
      id: DeliveryID(mailing: 1, number: 2),
      recipient: Recipient(address: try EmailAddress("ada@example.org"), row: 2),
      messageID: try MessageID("<1.2.x@news.example.org>"))
    func verdict(_ outcome: SubmissionOutcome, attempts: Int = 0, first: Date? = nil) -> Verdict {
      var delivery = delivery
      (delivery.attempts, delivery.firstAttempt) = (attempts, first)
      return Verdict(on: outcome, of: delivery, schedule: RetrySchedule(), at: now)
    }
    let reply = SMTPReply(code: 250, lines: [])
    #expect(verdict(.accepted(reply)) == Verdict(delivery.id, outcome: .accepted(reply), state: .accepted))
    #expect(verdict(.unknown(.body, .timedOut)).state == .unknown)
    #expect(
      verdict(.rejected(.data, .timedOut))
        == Verdict(delivery.id, outcome: .rejected(.data, .timedOut), state: .rejected))
    let lost = SubmissionOutcome.deferred(.connect, .connectionLost("reset"))
    #expect(verdict(lost) == Verdict(delivery.id, outcome: lost, state: .deferred, nextAttempt: now + 900))
    #expect(verdict(lost, attempts: 1, first: now - 900).nextAttempt == now + 1800)
    #expect(
      verdict(lost, attempts: 9, first: now - 47 * 3600)
        == Verdict(delivery.id, outcome: lost, state: .expired))
  }

  @Test func `counts are equal when every state has as many`() {
    var counts = DeliveryCounts([.accepted: 2, .pending: 1, .suppressed: 4, .deferred: 3])
    #expect(counts.people == 6)
    #expect(counts.open == 4)
    #expect(counts == DeliveryCounts([.accepted: 2, .pending: 1, .suppressed: 4, .deferred: 3, .unknown: 0]))
    counts[.unknown] += 1
    #expect(counts.people == 7)
    #expect(counts.open == 4)
    #expect(counts[.expired] == 0)
  }
}
