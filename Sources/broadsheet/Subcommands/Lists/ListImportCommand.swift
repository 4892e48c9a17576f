import ArgumentParser
import Diagnostics
import Foundation
import Ledger
import MailingLists
import Newsroom

extension ListCommand {
  /// `broadsheet list import`
  struct ImportPeople: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Brings people from a file into a list; rows of one person become one.",
      discussion: """
        The file is CSV with a header row (commas, semicolons or tabs; UTF-8 or Windows-1252) \
        or JSON, an object a line.

        An address counts once whatever its capitals; ada+news@ and ada@ are two. Values that \
        are not empty replace older ones, but nobody who wanted no mail gets any, and what was \
        agreed to first (columns that begin with 'consent') is kept. People who were erased are \
        left out. Rows that are no people go into NAME.rejects.
        """)

    @Argument(help: "The file; - is standard input.")
    var file: String

    @Option(help: "The list; recipients/NAME.csv is made if there is none.")
    var list: String

    @Option(
      name: .customLong("rename"), parsing: .singleValue,
      help: "What the list calls a column of the file: 'E-Mail-Adresse=email'.")
    var renames: [String] = []

    @Option(help: "Where rows go that are no people, instead of recipients/NAME.rejects.")
    var rejects: String?

    @Flag(name: [.customShort("n"), .long], help: "Say what would happen, and change nothing.")
    var dryRun = false

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if pairs.count < renames.count { throw ValidationError("--rename takes FROM=TO") }
    }

    private var pairs: [(from: String, to: String)] {
      renames.compactMap { text in
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (from: parts[0], to: parts[1]) : nil
      }
    }

    func run() throws {
      let workspace = try options.workspace()
      let importing = ImportList(
        workspace: workspace, suppressions: try workspace.suppressedPeople(), makeTable: SQLiteMergeTable.init
      )
      let source = try file == "-" ? SpooledInput() : nil
      let table = try TabularFile(source?.path ?? file, shownAs: source == nil ? file : "standard input")
      let result = try withExtendedLifetime(source) {
        try importing.run(
          table, list: list, renames: pairs, rejects: rejects.map { URL(filePath: $0) }, isRehearsal: dryRun)
      }
      try result.show(source: table.path, isRehearsal: dryRun, asJSON: json)
    }
  }

  /// `broadsheet list dedupe`
  struct Dedupe: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "dedupe",
      abstract: "Puts a list in order: one row for each person, UTF-8, commas.",
      discussion: "The first row of a person stays and takes from later ones what it lacks.")

    @Argument(help: "The list.")
    var list: String

    @Flag(name: [.customShort("n"), .long], help: "Say what would happen, and change nothing.")
    var dryRun = false

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try options.workspace()
      let result = try ImportList(
        workspace: workspace, suppressions: try workspace.suppressedPeople(), makeTable: SQLiteMergeTable.init
      ).run(nil, list: list, isRehearsal: dryRun)
      try result.show(source: nil, isRehearsal: dryRun, asJSON: json)
    }
  }
}

extension ImportList.Result {
  fileprivate func show(source: String?, isRehearsal: Bool, asJSON: Bool) throws {
    if asJSON { return try StandardOutput.write(json: ImportOutput(self, isRehearsal: isRehearsal)) }
    for line in lines(source: source, isRehearsal: isRehearsal) { StandardOutput.write(line) }
  }

  private func lines(source: String?, isRehearsal: Bool) -> [String] {
    var lines: [String] = []
    if summary.facts.isUTF16 {
      lines.append("\((source ?? file).printable): UTF-16, which spreadsheets call Unicode text")
    }
    if let line = summary.facts.firstLineNotUTF8 {
      lines.append("\((source ?? file).printable):\(line): not UTF-8, read as Windows-1252 (Latin-1)")
    }
    if summary.facts.separator != "," {
      let name = summary.facts.separator == "\t" ? "tabs" : "'\(summary.facts.separator)'"
      lines.append("\((source ?? file).printable): the fields are separated by \(name)")
    }
    for merge in merges { lines.append("merged " + merge.sentence) }
    if summary.merged > merges.count { lines.append("merged \(summary.merged - merges.count) more rows") }
    for problem in rejects { lines.append(problem.finding(in: source ?? file).text) }
    if summary.rejected > rejects.count { lines.append("and \(summary.rejected - rejects.count) more rows") }
    let verb = isRehearsal ? "would have" : "has"
    lines.append(
      "\(list.printable) \(verb) \(counted(summary.people, "person", "people"))"
        + (source == nil
          ? "" : ": \(summary.added) added, \(summary.updated) updated, \(summary.unchanged) unchanged")
        + (summary.merged > 0 ? ", \(summary.merged) merged" : "")
        + (summary.rejected > 0 ? ", \(summary.rejected) rejected" : "")
        + (summary.erased > 0 ? ", \(summary.erased) left out" : ""))
    if summary.erased > 0 {
      lines.append(
        "\(counted(summary.erased, "row is of somebody who was", "rows are of people who were")) erased; who asks to come"
          + " back: broadsheet list unsuppress ADDRESS --asked --everywhere")
    }
    if suppressed > 0 {
      lines.append(
        "\(suppressed) of them \(suppressed == 1 ? "is" : "are") not mailed: they said so, or their servers did"
      )
    }
    if let rejectsFile { lines.append("the rejected rows are in \(rejectsFile.printable)") }
    if isRehearsal { lines.append("nothing was changed") }
    return lines
  }
}

private struct ImportOutput: Encodable {
  struct Row: Encodable {
    let row: Int
    let text: String
    let reason: String
  }
  struct Merge: Encodable {
    let row: Int
    let address: String
    let keptAddress: String
    let changedColumns, leftOutColumns: [String]
  }

  let v = 1
  let list: String
  let people, existing, added, updated, unchanged, merged, rejected, erased, suppressed: Int
  let separator: String
  let firstLineNotUTF8: Int?
  let isUTF16: Bool
  let rejects: [Row]
  let merges: [Merge]
  let rejectsFile: String?
  let dryRun: Bool

  init(_ result: ImportList.Result, isRehearsal: Bool) {
    let summary = result.summary
    list = result.list
    people = summary.people
    existing = summary.existing
    added = summary.added
    updated = summary.updated
    unchanged = summary.unchanged
    merged = summary.merged
    rejected = summary.rejected
    erased = summary.erased
    suppressed = result.suppressed
    separator = String(summary.facts.separator)
    firstLineNotUTF8 = summary.facts.firstLineNotUTF8
    isUTF16 = summary.facts.isUTF16
    rejects = result.rejects.map { Row(row: $0.row, text: $0.text, reason: $0.reason) }
    merges = result.merges.map {
      Merge(
        row: $0.row, address: $0.address, keptAddress: $0.keptAddress, changedColumns: $0.changedColumns,
        leftOutColumns: $0.leftOutColumns)
    }
    rejectsFile = result.rejectsFile
    dryRun = isRehearsal
  }
}
