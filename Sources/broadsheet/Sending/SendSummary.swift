import Composition
import Delivery
import Diagnostics
import InternetMessage
import Newsroom

/// What is shown before the question: who gets what from whom, and how the number came about.
struct SendSummary {
  let text: String

  init(_ preparation: SendIssue.Preparation, workspace: Workspace) {
    let configuration = workspace.configuration
    var rows: [(String, String)] = [
      ("Issue", "\(preparation.issue.number)  \(preparation.issue.shownSubject)"),
      ("From", configuration.publication.from.description),
      ("List", "\(preparation.mailing.plan.list)  \(preparation.listFile)"),
    ]
    if let summary = preparation.summary {
      rows.append(("", "\(preparation.people) people: \(summary.sentence)"))
    } else {
      rows.append(("", "\(preparation.people) people are left of \(preparation.mailing.people)"))
    }
    if preparation.recovery.unknown > 0 {
      rows.append(("", "\(preparation.recovery.unknown) unknown, not sent again by this"))
    }
    if let account = try? configuration.account() { rows.append(("Via", account.summary)) }
    let lines = rows.map { name, value in
      "  " + name + String(repeating: " ", count: 10 - name.count) + value.printable
    }
    let people = preparation.people == 1 ? "1 real person" : "\(preparation.people) real people"
    text = ([""] + lines + ["", "This mails \(people) and cannot be undone."]).joined(separator: "\n")
  }
}
