import Delivery
import Diagnostics
import Foundation
import Newsroom

/// A report in words.
struct ReportText {
  let report: DeliveryReport

  init(_ report: DeliveryReport) { self.report = report }

  /// The table of states, then groups of equal answers.
  var table: String {
    let counts = report.counts
    var lines: [String] = []
    for state in DeliveryState.allCases where counts[state] > 0 || state == .accepted {
      let share = state == .suppressed ? "" : percent(counts[state], of: counts.people)
      lines.append(
        "  " + padded(state.words, 24) + padded("\(counts[state])", -9)
          + (share.isEmpty ? "" : padded(share, -10)))
    }
    let groups = report.groups.filter { $0.state != .accepted }
    if !groups.isEmpty {
      lines.append("")
      for group in groups.prefix(20) {
        lines.append("  \(padded("\(group.count)", -6)) × \(group.outcome.words)")
      }
    }
    if let next = report.nextAttempt, counts[.deferred] > 0 {
      lines.append("")
      lines.append("  The next attempt is due at \(next.ISO8601Format()).")
    }
    return lines.joined(separator: "\n")
  }

  /// What is said when a send has ended.
  func afterSending(
    seconds: TimeInterval, ending: SendEnding, exit: ExitStatus, resume: String
  ) -> String {
    let plan = report.mailing.plan
    var parts = ["Sent \(plan.issue) to \(plan.list) in \(duration(seconds))", table]
    parts.append("  Accepted means that the mail server took it, not that it reached an inbox.")
    switch ending {
    case .paused(let phase, let reply), .tooLarge(let phase, let reply):
      parts.append("  \(phase.words): \(reply.description.printable)")
    case .finished, .stopped, .limited, .tooLate, .usedUp: break
    }
    if report.counts[.pending] + report.counts[.deferred] > 0 {
      parts.append("  Next    \(resume)")
    }
    if report.counts[.unknown] > 0 {
      parts.append(
        "  Unknown broadsheet report \(plan.issue) --list \(plan.list) --unknown   shows who may or may not have it"
      )
    }
    if let words = exit.words { parts.append("exit \(exit.code) (\(words))") }
    return parts.joined(separator: "\n\n")
  }
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

/// A positive width fills up behind the text, a negative one in front.
private func padded(_ text: String, _ width: Int) -> String {
  let blanks = String(repeating: " ", count: max(0, abs(width) - text.columns))
  return width < 0 ? blanks + text : text + blanks
}

private func duration(_ seconds: TimeInterval) -> String {
  let whole = Int(seconds.rounded())
  return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
}
