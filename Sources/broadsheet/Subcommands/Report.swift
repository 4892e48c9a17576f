import ArgumentParser
import Composition
import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Ledger
import Newsroom

/// `broadsheet report`
struct Report: FolderCommand {
  static let configuration = CommandConfiguration(abstract: "Says what became of each recipient.")

  @Argument(help: "The issue: a folder, a name or a number; the newest mailing is the standard.")
  var issue: String?

  @Option(help: "Only the mailing to this list.")
  var list: String?

  @Flag(exclusivity: .exclusive, help: "Name the people.")
  var people: PeopleFlag?

  @Flag(help: "One JSON object with a row for each person.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let workspace = try options.workspace()
    let ledger = try Edges.ledger(of: workspace, forSending: false)
    let mailing = try mailing(in: ledger, workspace)
    let report = try DeliveryReport(of: mailing, in: ledger)
    var rows: [Delivery] = []
    let states = people?.states ?? (json ? Set(DeliveryState.allCases) : [])
    if json {
      try ledger.forEachDelivery(of: mailing.id, in: states) { rows.append($0) }
      return try StandardOutput.write(json: ReportResult(report, exit: nil, rows: rows))
    }
    StandardOutput.write("Issue \(mailing.plan.issue) to \(mailing.plan.list), \(mailing.state.rawValue)\n")
    StandardOutput.write(ReportText(report).table)
    guard people != nil else { return }
    StandardOutput.write("")
    var named = 0
    try ledger.forEachDelivery(of: mailing.id, in: states) { delivery in
      named += 1
      let words = delivery.lastOutcome?.words ?? delivery.state.words
      StandardOutput.write("  \(delivery.address.description.printable)  \(words)")
    }
    if named == 0 { StandardOutput.write("  nobody") }
  }

  private func mailing(in ledger: any DeliveryLedger, _ workspace: Workspace) throws -> Mailing {
    let name = try issue.map { try IssueDirectory(workspace.project).find($0, from: options.start).name() }
    let mailings = try ledger.mailings().filter {
      (name == nil || $0.plan.issue == name) && (list == nil || $0.plan.list == list)
    }
    guard let mailing = mailings.first else {
      throw ProblemError(
        Problem(
          .notFound,
          "nothing was sent yet" + (name.map { " of issue \($0)" } ?? "")
            + (list.map { " to \($0.printable)" } ?? ""),
          try: ["broadsheet send --list NAME"]))
    }
    return mailing
  }
}

/// Which people a report names.
enum PeopleFlag: String, EnumerableFlag {
  case failed, unknown, deferred, everyone

  var states: Set<DeliveryState> {
    switch self {
    case .failed: [.rejected, .expired]
    case .unknown: [.unknown, .submitting]
    case .deferred: [.deferred]
    case .everyone: Set(DeliveryState.allCases)
    }
  }
}
