import ArgumentParser
import Authentication
import DNS
import Diagnostics
import Foundation
import Ledger
import MailingLists
import Newsroom
import Preflight

/// `broadsheet check`
struct Check: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says what would go wrong with an issue, before anybody gets it.",
    discussion: """
      Each finding names its place in the article or template. An error makes the exit status 1 \
      and stops 'send'; --explain ID says what a check wants and why. config/checks.yaml changes \
      severities:

        severities:
          subject-length: off
          link-http: error
      """)

  @Argument(help: "The issue, or an article; the newest issue is the standard.")
  var subject: String?

  @Option(help: "The list it is for: recipients/NAME.csv.")
  var list: String?

  @Option(
    help: ArgumentHelp("Only these checks or groups of checks, with commas between them.", valueName: "ids"))
  var only: String?

  @Option(help: ArgumentHelp("Not these checks or groups.", valueName: "ids"))
  var skip: String?

  @Flag(help: "Let warnings fail too.")
  var strict = false

  @Flag(help: "Change the article where that is mechanical.")
  var fix = false

  @Option(help: ArgumentHelp("Say what a check wants and why, with examples.", valueName: "id"))
  var explain: String?

  @Option(help: "How the findings are written: text, json or sarif.")
  var format = CheckFormat.text

  @Flag(help: "The same as --format json.")
  var json = false

  @Flag(help: "Ask the DNS too: the DKIM key, SPF, DMARC, MX and PTR of the sender.")
  var online = false

  @OptionGroup var names: DNSOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if !online, names.dns != nil || !names.address.isEmpty {
      throw ValidationError("--dns and --address go with --online")
    }
  }

  func run() throws {
    if let explain {
      return StandardOutput.write(CheckDocumentation(try CheckNames.check(explain)).text.trimmedEnd)
    }
    let workspace = try options.workspace()
    let selection = CheckRun.Selection(
      only: try CheckNames.ids(only), skipped: try CheckNames.ids(skip),
      severities: try CheckSettings(workspace).severities())
    var (input, name) = try input(in: workspace)
    var run = CheckRun(input, selection: selection)
    var fixed: [String: Int] = [:]
    // A fix may make another one possible; an issue in its folder stays as it was composed.
    for _ in 0..<Self.roundsOfFixes where fix && !run.fixes.isEmpty {
      let done = try ApplyFixes(workspace).apply(run.fixes)
      for (file, count) in done { fixed[file, default: 0] += count }
      guard !done.isEmpty, isArticle else { break }
      (input, name) = try self.input(in: workspace)
      run = CheckRun(input, selection: selection)
    }
    switch json ? .json : format {
    case .json: try StandardOutput.write(json: CheckResult(run, subject: name))
    case .sarif:
      try StandardOutput.write(json: SARIF(run, fallback: input.sources.first?.file ?? name))
    case .text:
      StandardOutput.write(
        CheckText(
          run, subject: name, list: input.list, fixed: fixed.sorted { $0.key < $1.key },
          isStale: !fixed.isEmpty && !isArticle, isStrict: strict
        ).text)
    }
    if run.errors > 0 || strict && run.warnings > 0 { throw ExitCode(Problem.Kind.refused.rawValue) }
  }

  private static let roundsOfFixes = 5

  private var isArticle: Bool {
    [".md", ".json", ".txt", ".markdown"].contains { subject?.hasSuffix($0) == true }
  }

  private func records(of workspace: Workspace) throws -> [Observation] {
    let client = try names.client() ?? DNSClient(.system)
    return try SenderRecords(workspace).observations(addresses: names.addresses(), asking: client)
  }

  private func input(in workspace: Workspace) throws -> (CheckInput, String) {
    let exists = FileManager.default.fileExists(atPath: workspace.project.ledgerFile.path)
    let checking = CheckIssue(
      workspace: workspace, ledger: exists ? try Edges.ledger(of: workspace, forSending: false) : nil,
      date: Date(), observations: try online ? records(of: workspace) : [])
    if isArticle, let subject {
      let octets = try SourceFile.read(subject)
      return (
        try checking.input(forArticle: subject, octets: octets, list: list, counting: try SQLiteMergeTable()),
        subject
      )
    }
    let folder = try workspace.issues.find(subject, from: options.start)
    return (
      try checking.input(for: folder, list: list, counting: try SQLiteMergeTable()),
      workspace.project.shown(folder.folder)
    )
  }
}

/// How findings are written.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif
}

/// Names of checks on the command line.
enum CheckNames {
  static func check(_ id: String) throws -> Preflight.Check {
    if let check = CheckCatalog.all.first(where: { $0.id == id }) { return check }
    throw ProblemError(
      Problem(
        .usage, "there is no check '\(id.printable)'",
        evidence: [
          didYouMean(id, in: CheckCatalog.all.map(\.id) + CheckGroup.allCases.map(\.title))
            ?? "the groups are " + CheckGroup.allCases.map(\.title).joined(separator: ", ")
        ]))
  }

  /// The checks of a name, or of a group as the summary has it: `links`, `call to action`.
  private static func checks(_ name: String) throws -> [String] {
    let group = CheckCatalog.all.filter { [$0.group.title, $0.group.rawValue].contains(name) }
    return try group.isEmpty ? [check(name).id] : group.map(\.id)
  }

  static func ids(_ text: String?) throws -> Set<String> {
    Set(
      try (text ?? "").split(separator: ",").flatMap { try checks($0.trimmingCharacters(in: .whitespaces)) })
  }
}

extension String {
  fileprivate var trimmedEnd: String { String(reversed().drop(while: \.isNewline).reversed()) }
}
