import ArgumentParser
import Diagnostics
import Foundation
import InternetMessage
import Ledger
import MailingLists
import Newsroom

/// `broadsheet list`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Mailing lists: who is on them, who is not mailed, and bringing people in.",
    discussion: """
      A list is a file, recipients/NAME.csv. recipients/NAME.yaml may say what its columns \
      hold:

        fields:
          joined: date
          score: number

      A segment is a part of a list:

        --segment 'country = "DE" and joined > 2025-01-01'

      Columns are compared by = != < <= > >=, contains, in (…), is empty and is not empty, and \
      conditions are joined by and, or, not and parentheses. Texts stand in quotation marks, and \
      their capitals do not matter; a column whose name has blanks stands in [square brackets].
      """,
    subcommands: [
      Show.self, Check.self, ImportPeople.self, Dedupe.self, Suppress.self, Unsuppress.self, Export.self,
      Erase.self,
    ])
}

extension Workspace {
  /// Who must not be mailed, if anything was ever written down.
  func suppressedPeople() throws -> SuppressedPeople {
    let exists = FileManager.default.fileExists(atPath: project.ledgerFile.path)
    return try SuppressedPeople(
      exists ? Edges.ledger(of: self, forSending: false) : nil, keys: tokenKeys(), isSnapshot: true)
  }

  func census(
    of list: String, segment: String?, sampleSize: Int = 0,
    visiting visit: (Recipient, [String]) throws -> Void = { _, _ in }
  ) throws -> ListCensus {
    try ListCensus(
      of: list, in: self, suppressions: suppressedPeople(), segment: segment, table: SQLiteMergeTable(),
      sampleSize: sampleSize, visiting: visit)
  }
}

extension ListCensus {
  /// `3 people in the segment (1 unsubscribed left out), of 20 rows`
  var segmentSentence: String {
    let left = suppressed.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      "\($0.value) \($0.key.rawValue)"
    }
    return "\(counted(people, "person", "people")) in the segment"
      + (left.isEmpty ? "" : " (\(left.joined(separator: ", ")) left out)")
      + ", of \(counted(facts.rows, "row", "rows"))"
      + (problems > 0 ? ", \(problems) that cannot be mailed or compared" : "")
  }

  /// `18 people: 20 rows, less 1 unsubscribed, 1 repeat`
  var sentence: String {
    let less =
      suppressed.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
      + (repeats > 0 ? [counted(repeats, "repeat", "repeats")] : [])
      + (problems > 0 ? ["\(problems) that cannot be mailed"] : [])
    return counted(people, "person", "people") + ": " + counted(facts.rows, "row", "rows")
      + (less.isEmpty ? "" : ", less " + less.joined(separator: ", "))
  }
}

extension ListCommand {
  /// `broadsheet list show`
  struct Show: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Says how many people are on a list, or on each.")

    @Argument(help: "The list; all of them without one.")
    var list: String?

    @Option(help: "Only the people for whom this holds.")
    var segment: String?

    @Option(help: "Name so many of the people who are mailed.")
    var people = 0

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if segment != nil, list == nil { throw ValidationError("--segment goes with a list") }
      if !(0...1_000_000).contains(people) { throw ValidationError("--people goes from 0 to 1000000") }
    }

    func run() throws {
      let workspace = try options.workspace()
      let names = list.map { [$0] } ?? workspace.lists.listNames
      let censuses = try names.map { try workspace.census(of: $0, segment: segment, sampleSize: people) }
      if json {
        return try StandardOutput.write(json: CensusResult.List(lists: censuses.map(CensusResult.init)))
      }
      if names.isEmpty { StandardOutput.write("there are no lists in recipients/") }
      for census in censuses { show(census) }
    }

    private func show(_ census: ListCensus) {
      StandardOutput.write(
        "\(census.list.printable)   \(segment == nil ? census.sentence : census.segmentSentence)")
      for hint in census.hints { StandardOutput.write("  \(hint)") }
      guard list != nil else { return }
      let columns = census.facts.columns.map(\.printable).joined(separator: ", ")
      StandardOutput.write("  columns    \(columns)")
      for person in census.sample {
        let words = [String(person.row), person.address.description, person.name].compactMap(\.self)
        StandardOutput.write("  " + words.map(\.printable).joined(separator: "  "))
      }
    }
  }

  /// `broadsheet list check`
  struct Check: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Says what is wrong with a list: rows, values, repeats, encoding, missing consent.")

    @Argument(help: "The list.")
    var list: String

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try options.workspace()
      let census = try workspace.census(of: list, segment: nil)
      let file = workspace.project.shown(workspace.project.recipients.appending(path: "\(list).csv"))
      let findings = census.findings(in: file)
      if json {
        try StandardOutput.write(json: CensusResult(census))
      } else {
        for finding in findings { StandardOutput.write(finding.text) }
        StandardOutput.write((findings.isEmpty ? "" : "\n") + "\(list.printable)   \(census.sentence)")
      }
      if findings.contains(where: { $0.severity == .error }) { throw ExitCode(Problem.Kind.refused.rawValue) }
    }
  }
}

extension ListCensus {
  /// What an editor should know about a list.
  func findings(in file: String) -> [Finding] {
    var findings = firstProblems.map { $0.finding(in: file) }
    func warn(_ id: String, _ message: String, line: Int? = nil, help: String) {
      findings.append(Finding(id, .warning, message, at: Place(file: file, line: line), help: [help]))
    }
    if problems > firstProblems.count {
      findings.append(
        Finding("list-row", .error, "and \(problems - firstProblems.count) more rows", at: Place(file: file)))
    }
    let asUTF8 = "broadsheet list dedupe \(list) writes it as UTF-8"
    if facts.isUTF16 { warn("list-encoding", "the file is UTF-16", help: asUTF8) }
    if let line = facts.firstLineNotUTF8 {
      warn(
        "list-encoding", "this line is not UTF-8 and is read as Windows-1252 (Latin-1)", line: line,
        help: asUTF8)
    }
    if repeats > 0 {
      warn(
        "list-repeats", "\(counted(repeats, "row repeats", "rows repeat")) a person of an earlier row",
        help: "broadsheet list dedupe \(list) makes one row of them")
    }
    if needingSMTPUTF8 > 0 {
      warn(
        "list-smtputf8",
        "\(counted(needingSMTPUTF8, "address has", "addresses have")) letters outside ASCII before the @: only servers with SMTPUTF8 take them",
        help: "'broadsheet doctor' says whether yours is one")
    }
    if forServers > 0 {
      warn(
        "list-servers",
        "\(counted(forServers, "address is", "addresses are")) for a server and not for a reader: postmaster@, noreply@ and the like",
        help: "they complain or send answers back; nobody signs up with them")
    }
    if withoutConsent > 0 {
      warn(
        "list-consent",
        "\(counted(withoutConsent, "person has", "people have")) no value in \(consentColumns.joined(separator: ", "))",
        help: "how and when somebody agreed has to be known (GDPR article 7, CASL)")
    }
    if people == 0 {
      findings.append(
        Finding("list-empty", .error, "nobody on the list can be mailed", at: Place(file: file)))
    }
    return findings
  }
}

/// A census as JSON.
struct CensusResult: Encodable {
  struct List: Encodable {
    let v = 1
    let lists: [CensusResult]
  }
  struct Row: Encodable {
    let row: Int
    let column: String?
    let text: String
    let reason: String
  }
  struct Person: Encodable {
    let row: Int
    let address: String
    let name: String?
  }

  let v = 1
  let list: String
  let people: Int
  let rows: Int
  let suppressed: [String: Int]
  let repeats: Int
  let problems: [Row]
  let problemCount: Int
  let columns: [String]
  let separator: String
  let firstLineNotUTF8: Int?
  let isUTF16: Bool
  let withoutConsent, needingSMTPUTF8, forServers: Int
  let sample: [Person]

  init(_ census: ListCensus) {
    list = census.list
    people = census.people
    rows = census.facts.rows
    suppressed = Dictionary(uniqueKeysWithValues: census.suppressed.map { ($0.key.rawValue, $0.value) })
    repeats = census.repeats
    problems = census.firstProblems.map {
      Row(row: $0.row, column: $0.column, text: $0.text, reason: $0.reason)
    }
    problemCount = census.problems
    columns = census.facts.columns
    separator = String(census.facts.separator)
    firstLineNotUTF8 = census.facts.firstLineNotUTF8
    isUTF16 = census.facts.isUTF16
    withoutConsent = census.withoutConsent
    needingSMTPUTF8 = census.needingSMTPUTF8
    forServers = census.forServers
    sample = census.sample.map { Person(row: $0.row, address: $0.address.addrSpec, name: $0.name) }
  }
}
