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
  let nextAttempt: Date?
  let exit: Int32?
  let deliveries: [Row]?

  /// One person.
  struct Row: Encodable {
    let n: Int64
    let to: String
    let state: String
    let attempts: Int
    let messageID: String
    let answer: String?
  }

  init(_ report: DeliveryReport, exit: Int32?, rows: [Delivery]? = nil) {
    issue = report.mailing.plan.issue
    list = report.mailing.plan.list
    state = report.mailing.state.rawValue
    people = report.counts.people
    counts = Dictionary(
      uniqueKeysWithValues: DeliveryState.allCases.map { ($0.rawValue, report.counts[$0]) })
    nextAttempt = report.nextAttempt
    self.exit = exit
    deliveries = rows?.map { delivery in
      Row(
        n: delivery.id.number, to: delivery.address.addrSpec, state: delivery.state.rawValue,
        attempts: delivery.attempts, messageID: delivery.messageID.text,
        answer: delivery.lastOutcome?.words)
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

  init(_ preparation: SendIssue.Preparation, outbox: String?) {
    issue = preparation.issue.name
    list = preparation.mailing.plan.list
    people = preparation.people
    self.outbox = outbox
  }
}
