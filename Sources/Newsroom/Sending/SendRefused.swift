public import Delivery
public import Diagnostics
public import Foundation
public import InternetMessage
import MailingLists

/// A guard of `send` that said no.
public enum SendRefused: ExplainedError {
  case alreadySent(Mailing, DeliveryCounts, first: Date?, command: String)
  case changedSince(issue: String, list: String)
  case nothingToResume(issue: String, list: String, command: String)
  case nothingLeft(Mailing, DeliveryCounts, command: String)
  case nothingDue(left: Int, next: Date, command: String)
  case tooLate(Mailing, latest: Date, command: String)
  case notAllowed(EmailAddress, AllowList)
  case nobody(ProposalSummary, list: String, file: String, hints: [String])
  case badRows(ProposalSummary, file: String)
  case notConfirmed(people: Int, list: String, command: String)
  case wrongNumber(people: Int, confirmed: String, list: String, command: String)
  case declined(people: Int, typed: String?)

  /// What is said about it.
  public var problem: Problem {
    var problem = words
    problem.notDone = "nothing was sent"
    return problem
  }

  private var words: Problem {
    switch self {
    case .alreadySent(let mailing, let counts, let first, let command):
      alreadySent(mailing, counts, first, command)
    case .changedSince(let issue, let list):
      Problem(
        .refused, "issue \(issue) has changed since its mailing to \(list) began",
        evidence: ["what was approved is what is sent; the ledger keeps the hash of what that was"],
        try: ["git checkout issues/\(issue)   to bring back what was approved"])
    case .nothingToResume(let issue, let list, let command):
      Problem(.refused, "issue \(issue) was never sent to \(list)", try: [command])
    case .nothingDue(let left, let next, let command):
      Problem(
        .temporary, "nothing is due before \(next.ISO8601Format())",
        evidence: ["the server asked \(counted(left, "person", "people")) to be tried again later"],
        try: ["\(command) --resume --wait   to stay and try again then"])
    case .tooLate(let mailing, let latest, let command):
      Problem(
        .refused,
        "the mailing of \(mailing.plan.issue) to \(mailing.plan.list) was not to go out after \(latest.ISO8601Format())",
        evidence: [
          "it was planned on \(mailing.plan.createdAt.ISO8601Format()); a ledger that comes from a backup may not know who got it since"
        ], try: ["\(command) --not-after +2d   if it is to go out all the same"])
    case .notAllowed(let address, let allowList):
      Problem(
        .refused, "account \(allowList.account.printable) may not mail \(address.description.printable)",
        evidence: ["only-to in \(allowList.origin.printable) names everybody it may mail"],
        try: ["another --account"])
    case .nothingLeft(let mailing, let counts, let command):
      Problem(
        .refused, "nothing is left of the mailing of \(mailing.plan.issue) to \(mailing.plan.list)",
        evidence: [counts.sentence],
        try: counts[.unknown] > 0
          ? ["\(command) --resend-unknown   those who may have it already"] : [])
    case .nobody(let summary, let list, let file, let hints):
      Problem(
        .badData, "list \(list) has nobody to mail", evidence: ["\(file): \(summary.sentence)"] + hints)
    case .badRows(let summary, let file):
      Problem(
        .badData,
        "\(file) has \(summary.problems) \(summary.problems == 1 ? "row" : "rows") that cannot be mailed",
        findings: summary.firstProblems.map { $0.finding(in: file) },
        try: ["correct the list, or leave them out with --skip-bad-rows"])
    case .notConfirmed(let people, let list, let command):
      Problem(
        .usage, "refusing to send without confirmation: standard input is not a terminal",
        evidence: ["this would mail \(counted(people, "person", "people")) on \(list)"],
        try: [
          "\(command) --confirm \(people)   if that is the number you expect",
          "\(command) --dry-run     to see what would happen",
        ])
    case .wrongNumber(let people, let confirmed, let list, let command):
      Problem(
        .usage,
        "this would mail \(counted(people, "person", "people")) on \(list), and \(confirmed.printable) were confirmed",
        try: ["\(command) --confirm \(people)   if that is the number you expect"])
    case .declined(let people, let typed):
      Problem(
        .refused, "not confirmed",
        evidence: typed.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0.printable }
          .map { ["'\($0)' was typed, and it is \(counted(people, "person", "people"))"] } ?? [])
    }
  }

  private func alreadySent(
    _ mailing: Mailing, _ counts: DeliveryCounts, _ first: Date?, _ command: String
  ) -> Problem {
    let left = counts[.pending] + counts[.deferred] + counts[.submitting]
    var suggestions = [
      "\(command) --only-new   the people who joined since",
      "\(command) --again      everybody a second time (asks first)",
    ]
    if left > 0 {
      suggestions.insert(
        "\(command) --resume     the \(counted(left, "person", "people")) left", at: 0)
    }
    let when = first.map { " on \($0.ISO8601Format())" } ?? ""
    let summary =
      counts.wasBegun
      ? "issue \(mailing.plan.issue) already went to \(mailing.plan.list)\(when)"
      : "a mailing of issue \(mailing.plan.issue) to \(mailing.plan.list) was started\(when), and nobody has it yet"
    let again = mailing.startedAt.flatMap {
      $0 == first ? nil : "the last mailing began on \($0.ISO8601Format())"
    }
    return Problem(
      .refused, summary, evidence: [again, counts.sentence].compactMap(\.self), try: suggestions)
  }
}

/// `1 person`, `2 people`
public func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(count) \(count == 1 ? one : many)"
}

extension DeliveryCounts {
  /// Whether any message has been handed over, or may have been.
  public var wasBegun: Bool { people > self[.pending] + self[.deferred] }

  /// `accepted for 18 of 19 people; 1 is left`
  public var sentence: String {
    var parts = ["accepted for \(self[.accepted]) of \(counted(people, "person", "people"))"]
    let left = self[.pending] + self[.deferred] + self[.submitting]
    if left > 0 { parts.append("\(left) left") }
    if self[.rejected] > 0 { parts.append("\(self[.rejected]) refused") }
    if self[.unknown] > 0 { parts.append("\(self[.unknown]) unknown") }
    if self[.expired] > 0 { parts.append("\(self[.expired]) given up") }
    return parts.joined(separator: ", ")
  }
}

extension ProposalSummary {
  /// `1219 rows, less 11 unsubscribed, 3 bounced, 1 repeat`
  public var sentence: String {
    let left =
      suppressed.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
      + (duplicates > 0 ? ["\(duplicates) \(duplicates == 1 ? "repeat" : "repeats")"] : [])
      + (alreadyMailed > 0 ? ["\(alreadyMailed) who have it"] : [])
      + (notAllowed > 0 ? ["\(notAllowed) whom the account may not mail"] : [])
      + (problems > 0 ? ["\(problems) that cannot be mailed"] : [])
    return "\(rows) \(rows == 1 ? "row" : "rows")"
      + (left.isEmpty ? "" : ", less " + left.joined(separator: ", "))
  }
}
