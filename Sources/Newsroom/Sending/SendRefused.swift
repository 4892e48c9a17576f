import MailingLists
public import Delivery
public import Diagnostics

/// A guard of `send` that said no.
public enum SendRefused: ExplainedError {
  case alreadySent(Mailing, DeliveryCounts)
  case changedSince(issue: String, list: String)
  case nothingToResume(issue: String, list: String)
  case nothingLeft(Mailing, DeliveryCounts)
  case nobody(ProposalSummary, list: String, file: String)
  case badRows(ProposalSummary, file: String)
  case notConfirmed(people: Int, list: String)
  case wrongNumber(people: Int, confirmed: String, list: String)
  case declined

  /// What is said about it.
  public var problem: Problem {
    var problem = words
    problem.notDone = "nothing was sent"
    return problem
  }

  private var words: Problem {
    switch self {
    case .alreadySent(let mailing, let counts): alreadySent(mailing, counts)
    case .changedSince(let issue, let list):
      Problem(
        .refused, "issue \(issue) has changed since its mailing to \(list) began",
        evidence: ["what was approved is what is sent; the ledger keeps the hash of what that was"],
        try: ["git checkout issues/\(issue)   to bring back what was approved"])
    case .nothingToResume(let issue, let list):
      Problem(
        .refused, "issue \(issue) was never sent to \(list)", try: ["broadsheet send --list \(list)"])
    case .nothingLeft(let mailing, let counts):
      Problem(
        .refused, "nothing is left of the mailing of \(mailing.plan.issue) to \(mailing.plan.list)",
        evidence: [counts.sentence],
        try: counts[.unknown] > 0
          ? ["broadsheet send --list \(mailing.plan.list) --resend-unknown   those who may have it already"] : [])
    case .nobody(let summary, let list, let file):
      Problem(.badData, "list \(list) has nobody to mail", evidence: ["\(file): \(summary.sentence)"])
    case .badRows(let summary, let file):
      Problem(
        .badData, "\(file) has \(summary.problems) \(summary.problems == 1 ? "row" : "rows") that cannot be mailed",
        findings: summary.firstProblems.map { $0.finding(in: file) },
        try: ["correct the list, or leave them out with --skip-bad-rows"])
    case .notConfirmed(let people, let list):
      Problem(
        .usage, "refusing to send without confirmation: standard input is not a terminal",
        evidence: ["this would mail \(people) people on \(list)"],
        try: [
          "broadsheet send --list \(list) --confirm \(people)   if that is the number you expect",
          "broadsheet send --list \(list) --dry-run     to see what would happen",
        ])
    case .wrongNumber(let people, let confirmed, let list):
      Problem(
        .usage, "this would mail \(people) people on \(list), and \(confirmed.printable) were confirmed",
        try: ["broadsheet send --list \(list) --confirm \(people)   if that is the number you expect"])
    case .declined: Problem(.refused, "not confirmed")
    }
  }

  private func alreadySent(_ mailing: Mailing, _ counts: DeliveryCounts) -> Problem {
    let list = mailing.plan.list
    let left = counts[.pending] + counts[.deferred] + counts[.submitting]
    var suggestions = [
      "broadsheet send --list \(list) --only-new   the people who joined since",
      "broadsheet send --list \(list) --again      everybody a second time (asks first)",
    ]
    if left > 0 {
      suggestions.insert(
        "broadsheet send --list \(list) --resume     the \(left) \(left == 1 ? "person" : "people") left", at: 0)
    }
    return Problem(
      .refused, "issue \(mailing.plan.issue) already went to \(list)", evidence: [counts.sentence],
      try: suggestions)
  }
}

extension DeliveryCounts {
  /// `accepted for 18 of 19 people; 1 is left`
  public var sentence: String {
    var parts = ["accepted for \(self[.accepted]) of \(people) \(people == 1 ? "person" : "people")"]
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
      + (problems > 0 ? ["\(problems) that cannot be mailed"] : [])
    return "\(rows) \(rows == 1 ? "row" : "rows")" + (left.isEmpty ? "" : ", less " + left.joined(separator: ", "))
  }
}
