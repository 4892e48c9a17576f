import ArgumentParser
import Composition
import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Ledger
import MailingLists
import Newsroom

/// `broadsheet report`
struct Report: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Says what became of each recipient, also while a send is running.")

  @Argument(help: "The issue: a folder, a name or a number; the newest mailing is the standard.")
  var issue: String?

  @Option(help: "Only the mailing to this list.")
  var list: String?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "What became of every mailing to one ADDRESS, attempt by attempt.", valueName: "address"))
  var address: String?

  @Flag(exclusivity: .exclusive, help: "Name the people.")
  var people: PeopleFlag?

  @Flag(help: "One JSON object with a row for each person.")
  var json = false

  @Flag(help: "Comma-separated values, a row for each person.")
  var csv = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv exclude each other") }
    if address != nil, issue != nil || list != nil || people != nil || csv {
      throw ValidationError("--to looks at every mailing; it goes with --json alone")
    }
  }

  func run() throws {
    let workspace = try options.workspace()
    let ledger = try Edges.ledger(of: workspace, forSending: false)
    if let address { return try history(of: address, in: ledger) }
    let mailing = try mailing(in: ledger, workspace)
    if csv { return try writeCSV(mailing, in: ledger) }
    let report = try DeliveryReport(of: mailing, in: ledger)
    let isSending = SenderLock.isHeld(ledger: workspace.project.ledgerFile.path)
    if json { return try writeJSON(report, isSending: isSending, in: ledger) }
    StandardOutput.write(
      "Issue \(mailing.plan.issue) to \(mailing.plan.list), \(report.stateName(isSending: isSending))\n")
    let text = ReportText(report, isSending: isSending)
    StandardOutput.write(text.table)
    let refused =
      people?.states.contains(.rejected) == false
      ? [] : try ledger.firstDeliveries(of: mailing.id, in: [.rejected], limit: ReportText.named)
    let parts = [
      text.groups, text.due, text.halt, text.suppressed(refused.filter(\.isBounced)),
      text.next(behind: people),
    ]
    for case let part? in parts where !part.isEmpty { StandardOutput.write("\n" + part) }
    guard people != nil else { return }
    StandardOutput.write("")
    var named = 0
    try forEachPerson(of: mailing, in: ledger) { delivery, bounce in
      named += 1
      let words = delivery.lastOutcome?.words ?? delivery.state.words
      let next =
        delivery.state == .deferred ? delivery.nextAttempt.map { "; due at \($0.ISO8601Format())" } : nil
      let shown = bounce?.reportWords ?? words + (next ?? "")
      StandardOutput.write("  \(delivery.address.description.printable)  \(shown)")
    }
    if named == 0 { StandardOutput.write("  nobody") }
  }

  /// The people that were asked for, with what came back.
  private func forEachPerson(
    of mailing: Mailing, in ledger: any DeliveryLedger, _ body: (Delivery, Bounce?) throws -> Void
  ) throws {
    var bounces: [DeliveryID: Bounce] = [:]
    try ledger.forEachBounce(of: mailing.id) { bounce in
      // A complaint says more than a bounce.
      if bounces[bounce.delivery] == nil || bounce.kind == .complaint { bounces[bounce.delivery] = bounce }
    }
    try ledger.forEachDelivery(of: mailing.id, in: people?.states ?? Set(DeliveryState.allCases)) {
      delivery in
      let bounce = bounces[delivery.id]
      if people != .bounced || bounce != nil { try body(delivery, bounce) }
    }
  }

  private func writeCSV(_ mailing: Mailing, in ledger: any DeliveryLedger) throws {
    StandardOutput.write(unended: ReportRow.header + "\r\n")
    try forEachPerson(of: mailing, in: ledger) { delivery, bounce in
      StandardOutput.write(unended: ReportRow(delivery, bounce).commaSeparated + "\r\n")
    }
  }

  /// One object, written as it is read: a mailing may have a million rows.
  private func writeJSON(_ report: DeliveryReport, isSending: Bool, in ledger: any DeliveryLedger) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let head = String(
      decoding: try encoder.encode(ReportResult(report, isSending: isSending, exit: nil)), as: UTF8.self)
    StandardOutput.write(unended: head.dropLast() + ",\"deliveries\":[")
    var separator = "\n"
    try forEachPerson(of: report.mailing, in: ledger) { delivery, bounce in
      let row = String(decoding: try encoder.encode(ReportRow(delivery, bounce)), as: UTF8.self)
      StandardOutput.write(unended: separator + row)
      separator = ",\n"
    }
    StandardOutput.write("\n]}")
  }

  private func history(of text: String, in ledger: any DeliveryLedger) throws {
    let address: EmailAddress
    do { address = try EmailAddress(text) } catch {
      throw ProblemError(Problem(.usage, "'\(text.printable)' is no address", evidence: [error.reason]))
    }
    let found = try ledger.deliveries(to: address.comparisonKey)
    let bounces = try ledger.bounces(toAddressKey: address.comparisonKey)
    if json {
      let mailings = try found.map { mailing, delivery in
        HistoryResult.Mailing(
          issue: mailing.plan.issue, list: mailing.plan.list, state: delivery.state.rawValue,
          messageID: delivery.messageID.text,
          attempts: try ledger.attempts(of: delivery.id).map(HistoryResult.Try.init),
          bounces: bounces.filter { $0.delivery == delivery.id }.map(HistoryResult.Return.init))
      }
      return try StandardOutput.write(json: HistoryResult(address: address.addrSpec, mailings: mailings))
    }
    if found.isEmpty { StandardOutput.write("no mailing was meant for \(address.description.printable)") }
    for (mailing, delivery) in found {
      StandardOutput.write(
        "\(mailing.plan.issue) to \(mailing.plan.list): \(delivery.state.words)  \(delivery.messageID.text)")
      for attempt in try ledger.attempts(of: delivery.id) {
        StandardOutput.write(
          "  \(attempt.number)  \(attempt.date.ISO8601Format())  \(attempt.outcome.words)")
      }
      for bounce in bounces where bounce.delivery == delivery.id {
        StandardOutput.write("     \(bounce.date.ISO8601Format())  \(bounce.reportWords)")
      }
    }
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
  case failed, unknown, deferred, bounced, everyone

  var states: Set<DeliveryState> {
    switch self {
    case .failed: [.rejected, .expired]
    case .unknown: [.unknown, .submitting]
    case .deferred: [.deferred]
    case .bounced, .everyone: Set(DeliveryState.allCases)
    }
  }
}

extension Bounce {
  /// What came back, as a report names it.
  fileprivate var reportWords: String {
    kind == .complaint ? "complained: \(words)" : "came back, \(kind.rawValue): \(words)"
  }
}
