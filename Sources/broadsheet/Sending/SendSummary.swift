import Composition
import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Newsroom
import Preflight

/// What is shown before the question: who gets what from whom, and how the number came about.
struct SendSummary {
  /// What is known beside the preparation.
  struct Circumstances {
    /// The pace that was ordered.
    var pace: Rate?
    /// When it begins, if not at once.
    var start: Date?
    /// How many messages the warm-up allows today, and how many it has taken.
    var warmUp: (allowed: Int, used: Int)?
    /// What the checks found; nil when an earlier run was approved with them.
    var checks: CheckRun?
    /// The last mailing of another issue to the same list.
    var last: Mailing?
    /// How long ago the list's file was changed.
    var listAge: Duration?
  }

  let text: String

  init(_ preparation: SendIssue.Preparation, workspace: Workspace, _ known: Circumstances) {
    let configuration = workspace.configuration
    let age = known.listAge.map { " (changed \($0.words) ago)" } ?? ""
    var rows: [(String, String)] = [
      ("Issue", "\(preparation.issue.number)  \(preparation.issue.shownSubject)"),
      ("From", configuration.publication.from.description),
      ("List", "\(preparation.mailing.plan.list)  \(preparation.listFile)\(age)"),
    ]
    if let summary = preparation.summary {
      rows.append(("", "\(preparation.people) people: \(summary.sentence)"))
    } else {
      rows.append(("", "\(preparation.people) people are left of \(preparation.mailing.people)"))
    }
    if preparation.recovery.unknown > 0 {
      rows.append(("", "\(preparation.recovery.unknown) unknown, not sent again by this"))
    }
    if let size = preparation.size {
      rows.append(("Size", "\(kilobytes(size.octets)) of HTML at most (Gmail clips at 102 400 octets)"))
    }
    if let account = try? configuration.account() { rows.append(("Via", account.summary)) }
    if let pace = Self.pace(preparation.people, known.pace, configuration.pace, known.warmUp) {
      rows.append(("Pace", pace))
    }
    if let checks = known.checks { rows.append(("Checks", checks.summary)) }
    if let last = known.last { rows.append(("Last", last.summary)) }
    if let start = known.start { rows.append(("Starts", start.ISO8601Format())) }
    if let latest = preparation.notAfter, known.start != nil || preparation.summary == nil {
      rows.append(("Until", "\(latest.ISO8601Format()), and not after that"))
    }
    let lines = rows.map { name, value in
      "  " + name.leftAligned(in: 10) + value.printable
    }
    let people = preparation.people == 1 ? "1 real person" : "\(preparation.people) real people"
    text = ([""] + lines + ["", "This mails \(people) and cannot be undone."]).joined(separator: "\n")
  }

  /// `120/min: about 10 min; gmail.com 20/s; warm-up: 340 of 500 today`
  private static func pace(
    _ people: Int, _ ordered: Rate?, _ limits: PaceLimits, _ warmUp: (allowed: Int, used: Int)?
  ) -> String? {
    var parts: [String] = []
    if let rate = ordered ?? limits.account {
      parts.append("\(rate): about \(Duration.seconds(Double(people) / rate.perSecond).words)")
    }
    parts += limits.domains.sorted { $0.key < $1.key }.prefix(5).map { "\($0.key) \($0.value)" }
    if let others = limits.otherDomains { parts.append("every other domain \(others)") }
    if let warmUp { parts.append("warm-up: \(warmUp.used.grouped) of \(warmUp.allowed.grouped) today") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension CheckRun {
  /// `0 errors, 2 warnings: broadsheet check`
  var summary: String {
    let (errors, warnings) = (
      findings.count { $0.severity == .error }, findings.count { $0.severity == .warning }
    )
    let numbers = counted(errors, "error", "errors") + ", " + counted(warnings, "warning", "warnings")
    return errors + warnings == 0 ? numbers : numbers + ": broadsheet check"
  }
}

extension Mailing {
  /// `issue 011-lamp to 1 198 people on 2026-11-14`
  var summary: String {
    let day = (startedAt ?? plan.createdAt).ISO8601Format().prefix(10)
    return "issue \(plan.issue) to \(people == 1 ? "1 person" : "\(people.grouped) people") on \(day)"
  }
}
