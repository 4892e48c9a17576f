import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Newsroom

/// A report in words.
struct ReportText {
  /// How many people of a kind are named at the end of a send.
  static let named = 10
  private static let margin = String(repeating: " ", count: 12)
  /// What is good first, then what is left to do.
  private static let order: [DeliveryState] = [
    .accepted, .deferred, .rejected, .expired, .unknown, .submitting, .pending, .suppressed,
  ]

  let report: DeliveryReport
  /// Whether a process sends from the ledger; where none does, what was in flight will become unknown.
  private let isSending: Bool

  init(_ report: DeliveryReport, isSending: Bool = true) {
    self.report = report
    self.isSending = isSending
  }

  /// The states with their numbers and shares, and the answers behind them.
  var table: String {
    let counts = report.counts
    var rows: [(name: String, count: String, share: String, answers: String)] = []
    for state in Self.order where counts[state] > 0 || state == .accepted {
      let share = state == .suppressed ? "" : percent(counts[state], of: counts.people)
      let name = state == .submitting && !isSending ? "in flight at the end" : state.words
      rows.append((name, counts[state].grouped, share, answers(in: state)))
    }
    rows += returned
    let width = rows.map(\.name.columns).max() ?? 0
    let numbers = rows.map(\.count.columns).max() ?? 0
    return rows.map { row in
      var line =
        "  " + row.name.leftAligned(in: width + 3) + row.count.rightAligned(in: numbers)
        + row.share.rightAligned(in: 10)
      if !row.answers.isEmpty { line += "   " + row.answers }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  /// What came back of the accepted ones, where something did.
  private var returned: [(name: String, count: String, share: String, answers: String)] {
    let kinds = [Bounce.Kind.hard, .soft, .policy].filter { report.bounces[$0] ?? 0 > 0 }
    let total = kinds.reduce(0) { $0 + (report.bounces[$1] ?? 0) }
    let complaints = report.bounces[.complaint] ?? 0
    var rows: [(name: String, count: String, share: String, answers: String)] = []
    if total > 0 {
      let answers = kinds.map { "\((report.bounces[$0] ?? 0).grouped) \($0.rawValue)" }.joined(
        separator: ", ")
      rows.append(("came back", total.grouped, percent(total, of: report.counts.people), answers))
    }
    if complaints > 0 {
      rows.append(("complained about", complaints.grouped, percent(complaints, of: report.counts.people), ""))
    }
    return rows
  }

  /// `421 4.7.0 (5), 451 4.7.1 (1)`; with its words when there is one alone.
  private func answers(in state: DeliveryState) -> String {
    var totals: [(answer: String, text: String, count: Int)] = []
    for group in report.groups(in: state) where state != .pending && state != .suppressed {
      let parts = OutcomeParts(group.outcome)
      let answer = parts.code.map { "\($0)" + (parts.enhanced.map { " \($0)" } ?? "") } ?? parts.text
      let text = parts.code == nil ? "" : parts.text
      if let index = totals.firstIndex(where: { $0.answer == answer }) {
        totals[index].count += group.count
      } else {
        totals.append((answer, text, group.count))
      }
    }
    totals.sort { $0.count > $1.count }
    if totals.count == 1 { return (totals[0].answer + " " + totals[0].text).cut(to: 60) }
    let shown = totals.prefix(4).map { "\($0.answer) (\($0.count.grouped))" }.joined(separator: ", ")
    return shown + (totals.count > 4 ? " and \(totals.count - 4) more" : "")
  }

  /// Equal answers together, the most frequent first.
  var groups: String {
    report.groups.filter { ![.accepted, .pending, .suppressed].contains($0.state) }.prefix(20).map { group in
      "  \(group.count.grouped.rightAligned(in: 6)) × \(group.outcome.words)"
    }.joined(separator: "\n")
  }

  /// Why the rest was not sent, and what helps.
  var halt: String? {
    guard let ending = report.halt, let words = words(for: ending) else { return nil }
    let advice =
      if case .tooLarge = ending {
        "Every message is as large. A smaller issue is another one: compose it again, and send that."
      } else {
        "It is about the sender, not the readers. Put right what the server says, then go on."
      }
    return "  \(words)\n  \(advice)"
  }

  /// What can be typed next, but not what was typed just now.
  func next(behind shown: PeopleFlag? = nil) -> String? {
    let rows = suggestions().filter { row in shown.map { !row.command.hasSuffix("--\($0.rawValue)") } ?? true
    }
    return rows.isEmpty ? nil : Self.shown(rows)
  }

  /// Who will not be mailed any more, by name where they are few.
  func suppressed(_ people: [Delivery]) -> String? {
    guard let one = people.first?.address.addrSpec else { return nil }
    return """
        addresses that do not exist are marked “bounced” in the ledger; they are skipped from now on
        (broadsheet list unsuppress \(one.shellQuoted) --everywhere   undoes it)
      """
  }

  /// When something is due again.
  var due: String? {
    guard let next = report.nextAttempt, report.counts[.deferred] > 0 else { return nil }
    return "  The next attempt is due at \(next.ISO8601Format())."
  }

  /// What is said when a send has ended.
  func afterSending(
    _ refused: [Delivery], seconds: TimeInterval, ending: SendEnding, exit: ExitStatus, resume: String
  ) -> String {
    let plan = report.mailing.plan
    let time = Duration.seconds(seconds.rounded()).words
    var parts = ["Sent \(plan.issue) to \(plan.list) in \(time)", table]
    parts.append("  Accepted means that the mail server took it, not that it reached an inbox.")
    if let words = halt ?? words(for: ending).map({ "  " + $0 }) { parts.append(words) }
    if !refused.isEmpty { parts.append(names(of: refused)) }
    let next = suggestions(resume: resume)
    if !next.isEmpty { parts.append(Self.shown(next)) }
    if let words = exit.words { parts.append("exit \(exit.code) (\(words))") }
    return parts.joined(separator: "\n\n")
  }

  private func words(for ending: SendEnding) -> String? {
    switch ending {
    case .paused(let phase, let reply): "Paused. \(phase.words): \(reply.description.printable)"
    case .tooLarge(let phase, let reply): "Stopped. \(phase.words): \(reply.description.printable)"
    case .limited(let limit): "Stopped after \(limit.grouped) people, as told."
    case .tooLate(let date): "Stopped: nothing of it was to go out after \(date.ISO8601Format())."
    case .usedUp(let until):
      "The account's warm-up allows no more today; the next day begins at \(until.ISO8601Format())."
    case .finished, .stopped: nil
    }
  }

  private func names(of refused: [Delivery]) -> String {
    let width = refused.prefix(Self.named).map(\.address.description.printable.columns).max() ?? 0
    var lines = refused.prefix(Self.named).enumerated().map { index, delivery in
      let answer = delivery.lastOutcome.map { OutcomeParts($0).answer } ?? ""
      return (index == 0 ? "  Refused" : "").leftAligned(in: 12)
        + delivery.address.description.printable.leftAligned(in: width + 3) + answer
    }
    let more = report.counts[.rejected] - Self.named
    if more > 0 { lines.append(Self.margin + "and \(more.grouped) more: broadsheet report --failed") }
    if let bounced = refused.first(where: \.isBounced)?.address.addrSpec {
      lines.append(Self.margin + "addresses that do not exist are marked “bounced” in the ledger;")
      lines.append(Self.margin + "they are skipped from now on")
      lines.append(
        Self.margin + "(broadsheet list unsuppress \(bounced.shellQuoted) --everywhere   undoes it)")
    }
    return lines.joined(separator: "\n")
  }

  /// What can be typed next, and why.
  func suggestions(resume: String? = nil) -> [(command: String, why: String)] {
    let counts = report.counts
    let plan = report.mailing.plan
    let resume = resume ?? "broadsheet send \(plan.issue) --list \(plan.list) --resume"
    let left = counts[.pending] + counts[.deferred] + (isSending ? 0 : counts[.submitting])
    var rows: [(command: String, why: String)] = []
    if case .tooLarge? = report.halt {
      rows.append(("broadsheet send \(plan.issue) --list \(plan.list) --again", "once the issue is smaller"))
    } else if left > 0 {
      let due = counts[.pending] == 0 ? report.nextAttempt.map { " (due from \($0.ISO8601Format()))" } : nil
      rows.append((resume, "the \(counted(left, "person", "people")) left" + (due ?? "")))
    }
    let mailing = "\(plan.issue) --list \(plan.list)"
    if counts[.unknown] > 0 {
      rows.append(("broadsheet report \(mailing) --unknown", "who may have it, or may not"))
    }
    if counts[.rejected] + counts[.expired] > 0 {
      rows.append(("broadsheet report \(mailing) --failed", "who did not get it, and why"))
    }
    if !report.bounces.isEmpty {
      rows.append(("broadsheet report \(mailing) --bounced", "whose came back, and who complained"))
    }
    return rows
  }

  private static func shown(_ rows: [(command: String, why: String)]) -> String {
    let width = rows.map(\.command.columns).max() ?? 0
    return rows.enumerated().map { index, row in
      (index == 0 ? "  Next" : "").leftAligned(in: 12) + row.command.leftAligned(in: width + 3) + row.why
    }.joined(separator: "\n")
  }
}

extension DeliveryReport {
  /// How far the mailing is, in a word; `isSending` says whether a process is at work on it.
  func stateName(isSending: Bool) -> String {
    switch halt {
    case .paused: "paused"
    case .tooLarge: "stopped"
    default: mailing.state == .running && !isSending ? "unfinished" : mailing.state.rawValue
    }
  }

  /// The answer that halted the mailing.
  var haltingAnswer: (SMTPPhase, SMTPReply)? {
    switch halt {
    case .paused(let phase, let reply), .tooLarge(let phase, let reply): (phase, reply)
    default: nil
    }
  }
}

extension Delivery {
  /// Whether its address is not mailed any more because of the last answer.
  var isBounced: Bool { lastOutcome.flatMap(SuppressionRule.reason) != nil }
}

extension DeliveryState {
  /// The state in a report.
  var words: String {
    switch self {
    case .pending: "not sent yet"
    case .submitting: "being sent"
    case .accepted: "accepted by the server"
    case .deferred: "to retry"
    case .rejected: "refused for good"
    case .unknown: "unknown"
    case .expired: "given up"
    case .suppressed: "suppressed"
    }
  }
}

private func percent(_ count: Int, of total: Int) -> String {
  guard total > 0 else { return "" }
  let tenths = (count * 1000 + total / 2) / total
  return "\(tenths / 10).\(tenths % 10) %"
}
