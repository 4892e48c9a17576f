import Composition
import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Newsroom

/// A report as one JSON object.
struct ReportResult: Encodable {
  let v = 1
  let issue: String
  let list: String
  let state: String
  let people: Int
  let counts: [String: Int]
  /// How many came back or were complained about, by kind.
  let bounces: [String: Int]
  let nextAttempt: Date?
  let halt: Halt?
  /// What can be typed next, as a shell takes it.
  let next: [String]
  let exit: Int32?

  /// Why the rest was not sent.
  struct Halt: Encodable {
    let phase: String
    let code: Int
    let enhanced: String?
    let text: String
  }

  init(_ report: DeliveryReport, isSending: Bool, exit: Int32?) {
    issue = report.mailing.plan.issue
    list = report.mailing.plan.list
    state = report.stateName(isSending: isSending)
    halt = report.haltingAnswer.map { phase, reply in
      Halt(
        phase: phase.rawValue, code: reply.code, enhanced: reply.enhancedStatus?.description,
        text: reply.text.printable)
    }
    next = ReportText(report, isSending: isSending).suggestions().map(\.command)
    people = report.counts.people
    counts = Dictionary(
      uniqueKeysWithValues: DeliveryState.allCases.map { ($0.rawValue, report.counts[$0]) })
    bounces = Dictionary(
      uniqueKeysWithValues: Bounce.Kind.allCases.map { ($0.rawValue, report.bounces[$0] ?? 0) })
    nextAttempt = report.nextAttempt
    self.exit = exit
  }
}

/// One person in a report.
struct ReportRow: Encodable {
  let n: Int64
  let to: String
  let state: String
  let attempts: Int
  let phase: String?
  let code: Int?
  let enhanced: String?
  let text: String?
  let answer: String?
  let nextAttempt: Date?
  let messageID: String
  /// What came back: hard, soft, policy or complaint, and the words.
  let bounce, bounceText: String?

  init(_ delivery: Delivery, _ bounce: Bounce?) {
    let parts = delivery.lastOutcome.map(OutcomeParts.init)
    n = delivery.id.number
    to = delivery.address.addrSpec
    state = delivery.state.rawValue
    attempts = delivery.attempts
    (phase, code, enhanced, text) = (parts?.phase?.rawValue, parts?.code, parts?.enhanced, parts?.text)
    answer = delivery.lastOutcome?.words
    nextAttempt = delivery.nextAttempt
    messageID = delivery.messageID.text
    self.bounce = bounce?.kind.rawValue
    bounceText = bounce?.words
  }

  /// The columns of the form with commas.
  static let header =
    "number,address,state,attempts,phase,code,enhanced,text,next_attempt,message_id,bounce,bounce_text"

  /// The row with commas (RFC 4180).
  var commaSeparated: String {
    let values = [
      "\(n)", to, state, "\(attempts)", phase, code.map(String.init), enhanced, text.map(Self.harmless),
      nextAttempt?.ISO8601Format(), messageID, bounce, bounceText.map(Self.harmless),
    ]
    return values.map { Self.quoted($0 ?? "") }.joined(separator: ",")
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// A server's words that a spreadsheet does not take for a formula.
  private static func harmless(_ text: String) -> String {
    guard let first = text.first, "=+-@".contains(first) else { return text }
    return "'" + text
  }
}

/// A delivery with all its attempts.
struct HistoryResult: Encodable {
  let v = 1
  let address: String
  let mailings: [Mailing]

  /// What one mailing meant for the address.
  struct Mailing: Encodable {
    let issue: String
    let list: String
    let state: String
    let messageID: String
    let attempts: [Try]
    let bounces: [Return]
  }

  /// What came back of a delivery.
  struct Return: Encodable {
    let kind: String
    let date: Date
    let status: String?
    let text: String

    init(_ bounce: Bounce) {
      (kind, date, text) = (bounce.kind.rawValue, bounce.date, bounce.text)
      status = bounce.status?.description
    }
  }

  /// One attempt.
  struct Try: Encodable {
    let number: Int
    let date: Date
    let phase: String?
    let code: Int?
    let enhanced: String?
    let text: String
    let outcome: String

    init(_ attempt: Attempt) {
      let parts = OutcomeParts(attempt.outcome)
      (number, date) = (attempt.number, attempt.date)
      (phase, code, enhanced, text) = (parts.phase?.rawValue, parts.code, parts.enhanced, parts.text)
      outcome = attempt.outcome.words
    }
  }
}

/// A rehearsal as one JSON object.
struct RehearsalResult: Encodable {
  let v = 1
  let issue: String
  let list: String
  let people: Int
  let sent = 0
  let outbox: String?

  init(_ preparation: SendIssue.Preparation, people: Int, outbox: String?) {
    issue = preparation.issue.name
    list = preparation.mailing.plan.list
    self.people = people
    self.outbox = outbox
  }
}
