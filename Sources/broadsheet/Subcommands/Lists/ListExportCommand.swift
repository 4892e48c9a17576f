import ArgumentParser
import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Ledger
import MailingLists
import Newsroom

extension ListCommand {
  /// `broadsheet list export`
  struct Export: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Prints a list, the suppressions, or everything known about one person.",
      discussion: """
        broadsheet list export club               the people who are mailed, as CSV
        broadsheet list export club --suppressed  who is not, why, and since when
        broadsheet list export --person ADDRESS   all about one person, as JSON
        """)

    @Argument(help: "The list.")
    var list: String?

    @Option(help: "Everything about one person instead.")
    var person: String?

    @Flag(help: "The suppressions that hold for the list, or all of them without one.")
    var suppressed = false

    @Option(help: "Only the people for whom this holds.")
    var segment: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if (list == nil && !suppressed) == (person == nil) || person != nil && suppressed {
        throw ValidationError("name a list, --suppressed, or --person ADDRESS")
      }
      if segment != nil, list == nil || suppressed { throw ValidationError("--segment goes with a list") }
    }

    func run() throws {
      let workspace = try options.workspace()
      if let person { return try export(person, in: workspace) }
      if suppressed { return try exportSuppressions(in: workspace) }
      guard let list else { return }
      let columns = try TabularFile(workspace.lists.file(ofList: list).path).columns()
      var page = CSVText.line(columns)
      _ = try workspace.census(of: list, segment: segment) { person, columns in
        CSVText.append(columns.map { person.fields[$0] ?? "" }, to: &page)
        Self.write(&page, unlessUnder: 1 << 16)
      }
      Self.write(&page)
    }

    private static func write(_ page: inout [UInt8], unlessUnder size: Int = 0) {
      guard page.count >= size else { return }
      StandardOutput.write(octets: page)
      page.removeAll(keepingCapacity: true)
    }

    private func exportSuppressions(in workspace: Workspace) throws {
      if let list { _ = try workspace.lists.file(ofList: list) }
      let exists = FileManager.default.fileExists(atPath: workspace.project.ledgerFile.path)
      var page = CSVText.line(["address", "list", "reason", "since", "from"])
      if exists {
        try Edges.ledger(of: workspace, forSending: false).forEachSuppression(forList: list) { suppression in
          let cells = [
            suppression.addressKey, suppression.list ?? "*", suppression.reason.rawValue,
            suppression.date.ISO8601Format(), suppression.origin,
          ]
          CSVText.append(cells, to: &page)
          Self.write(&page, unlessUnder: 1 << 16)
        }
      }
      Self.write(&page)
    }

    private func export(_ text: String, in workspace: Workspace) throws {
      let address = try CommandLineAddress(text).address
      let knowledge = try EraseReader(
        workspace: workspace, ledger: try Edges.ledger(of: workspace, forSending: true)
      ).knowledge(of: address)
      try StandardOutput.write(json: KnowledgeOutput(address, knowledge))
    }
  }
}

private struct KnowledgeOutput: Encodable {
  struct Row: Encodable {
    let list: String
    let row: Int
    let fields: [String: String]
  }
  struct Stop: Encodable {
    let list: String?
    let reason: String
    let since: Date
    let from: String
  }
  struct Sent: Encodable {
    let delivery: String
    let state: String
    let messageID: String
    let name: String?
    let fields: [String: String]
    let answer: String?
  }

  let v = 1
  let address: String
  let rows: [Row]
  let suppressions: [Stop]
  let deliveries: [Sent]

  init(_ address: EmailAddress, _ knowledge: EraseReader.Knowledge) {
    self.address = address.addrSpec
    rows = knowledge.rows.map { Row(list: $0.list, row: $0.person.row, fields: $0.person.fields) }
    suppressions = knowledge.suppressions.map {
      Stop(list: $0.list, reason: $0.reason.rawValue, since: $0.date, from: $0.origin)
    }
    deliveries = knowledge.deliveries.map {
      Sent(
        delivery: $0.id.description, state: $0.state.rawValue, messageID: $0.messageID.text,
        name: $0.recipient.name, fields: $0.recipient.fields, answer: $0.lastOutcome?.words)
    }
  }
}
