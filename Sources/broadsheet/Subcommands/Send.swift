import ArgumentParser
import Composition
import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Ledger
import Newsroom
import SMTP

/// `broadsheet send`
struct Send: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Delivers an issue to a mailing list, to everybody once.",
    discussion: """
      On a terminal it shows what would happen and asks for the number of people;
      elsewhere --confirm has to name that number. Ctrl-C finishes the messages in
      flight and stops; --resume goes on from there.

      Exit status: 0 all accepted, 1 a guard refused, 64 usage, 65 bad data, 69 some
      refused for good, 73 and 74 the ledger cannot be written, 75 people are left and
      --resume goes on, 76 TLS or protocol, 77 login, 78 configuration, 130 and 143
      stopped by Ctrl-C or SIGTERM.
      """)

  @Argument(help: "The issue: a folder, a name or a number; the newest is the standard.")
  var issue: String?

  @Option(help: "The list: recipients/NAME.csv.")
  var list: String?

  @Option(help: "Only the people of the list for whom this holds: 'country = \"DE\"'.")
  var segment: String?

  @Option(
    name: .customLong("to"), parsing: .upToNextOption, help: "Send a test to one to five addresses instead.")
  var testAddresses: [String] = []

  @Flag(name: [.customShort("n"), .long], help: "Make every message and send none.")
  var dryRun = false

  @Option(help: "Write every message into DIR as .eml and send none.")
  var outbox: String?

  @Option(help: "The number of people you expect, N or N..M; needed where nobody can be asked.")
  var confirm: String?

  @Option(
    name: .customLong("force"), parsing: .singleValue,
    help: ArgumentHelp("Send although this check found an error.", valueName: "id"))
  var forced: [String] = []

  @Flag(exclusivity: .exclusive, help: "Which part of the list.")
  var course: CourseFlag?

  @Flag(help: "Leave out rows of the list that cannot be mailed.")
  var skipBadRows = false

  @Option(help: "Which account of the configuration sends.")
  var account: String?

  @Flag(help: "Never ask.")
  var noInput = false

  @OptionGroup(title: "When, how fast, how many") var scheduling: SchedulingOptions
  @OptionGroup(title: "The server") var talking: TransportOptions
  @OptionGroup(title: "Output") var output: SendOutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if testAddresses.count > SendTest.limit { throw ValidationError("--to takes at most five addresses") }
    if testAddresses.isEmpty, list == nil {
      throw ValidationError("name a list with --list, or addresses with --to")
    }
    if !testAddresses.isEmpty, dryRun || outbox != nil || confirm != nil || course != nil || scheduling.isUsed
    {
      throw ValidationError(
        "--to sends a test at once; it goes with none of --dry-run, --outbox, --confirm, --resume, --only-new, --again, --resend-unknown, --at, --not-after, --hold, --canary, --limit, --pace, --wait"
      )
    }
    if segment != nil, list == nil || [.resume, .resendUnknown].contains(course) {
      throw ValidationError("--segment goes with --list, and not with a mailing that has its people already")
    }
    if let confirm, ExpectedNumber(confirm) == nil {
      throw ValidationError("--confirm takes a number or two, N or N..M")
    }
  }

  func run() throws {
    do { try send() } catch let error as ProblemError {
      throw error
    } catch let error as any ExplainedError {
      // Whatever stops it before the delivery, nobody has got anything by this run.
      var problem = error.problem
      problem.notDone = "nothing was sent"
      throw ProblemError(problem)
    }
  }

  private func send() throws {
    let workspace = try options.workspace(account: account)
    let folder = try IssueDirectory(workspace.project).find(issue, from: options.start)
    if !testAddresses.isEmpty { return try sendTest(folder, in: workspace) }
    guard let list else { return }
    let gate = CheckGate(workspace: workspace, forced: try CheckNames.ids(forced.joined(separator: ",")))
    let times = try scheduling.times(now: Date())
    let ledger = try Edges.ledger(of: workspace, forSending: true)
    let lock = try Edges.lock(workspace)
    defer { withExtendedLifetime(lock) {} }
    let sending = SendIssue(workspace: workspace, ledger: ledger, time: Edges.time)
    let preparation = try sending.prepare(
      folder, list: list, segment: segment, course: course?.course ?? .first, skipBadRows: skipBadRows,
      startingAt: times.start, notAfter: times.notAfter, waits: scheduling.wait)
    if let finding = preparation.sizeFinding { StandardError.write(finding.text) }
    var known = SendSummary.Circumstances(pace: scheduling.orders.pace, start: times.start)
    if preparation.mailing.state == .proposed {
      do { known.checks = try gate.pass(folder, list: list) } catch {
        try sending.discard(preparation)
        throw error
      }
    }
    if dryRun || outbox != nil { return try rehearse(preparation, sending, in: workspace) }
    let transport: SMTPTransport
    let trace = TraceOutput()
    do {
      known.warmUp = try sending.warmUpToday()
      known.last = try ledger.mailings().first {
        $0.plan.list == list && $0.plan.issue != preparation.issue.name
      }
      try approve(preparation, in: workspace, list: list, known)
      transport = try Edges.transport(for: workspace, talking, trace: trace)
    } catch {
      try sending.discard(preparation)
      throw error
    }
    try SendRun(
      workspace: workspace, ledger: ledger, sending: sending, preparation: preparation,
      scheduling: scheduling, output: output, start: times.start, isAttended: confirm == nil
    ).deliver(through: transport, trace: trace)
  }

  private func sendTest(_ folder: IssueFolder, in workspace: Workspace) throws {
    let addresses = try testAddresses.map { try CommandLineAddress($0, notDone: "nothing was sent").address }
    if let allowList = workspace.configuration.allowList,
      let stranger = addresses.first(where: { !allowList.allows($0) })
    {
      throw SendRefused.notAllowed(stranger, allowList)
    }
    let results = try SendTest(workspace: workspace, date: Date()).send(
      folder, to: addresses, list: list, through: try Edges.transport(for: workspace, talking))
    for (address, outcome) in results {
      StandardOutput.write("\(address.description.printable)  \(outcome.words)")
    }
    if results.contains(where: { $0.outcome.mayBeRetried }) {
      throw ExitCode(Problem.Kind.temporary.rawValue)
    }
    if results.contains(where: { !$0.outcome.isAccepted }) {
      throw ExitCode(Problem.Kind.someRejected.rawValue)
    }
  }

  private func rehearse(
    _ preparation: SendIssue.Preparation, _ sending: SendIssue, in workspace: Workspace
  ) throws {
    defer { try? sending.discard(preparation) }
    if outbox == nil { _ = try workspace.configuration.account() }
    let folder = outbox.map { URL(filePath: $0, directoryHint: .isDirectory) }
    let limit = scheduling.orders.limit
    try sending.rehearse(preparation, limit: limit, through: folder.map(OutboxFolder.init))
    let people = min(preparation.people, limit ?? .max)
    if output.json {
      return try StandardOutput.write(json: RehearsalResult(preparation, people: people, outbox: outbox))
    }
    let all = people < preparation.people ? " of \(preparation.people.grouped)" : ""
    StandardOutput.write(
      outbox.map { "wrote \(counted(people, "message", "messages"))\(all) into \($0); nothing was sent" }
        ?? "would send issue \(preparation.issue.name) to \(counted(people, "person", "people"))\(all) on \(preparation.mailing.plan.list); nothing was sent"
    )
  }

  private func approve(
    _ preparation: SendIssue.Preparation, in workspace: Workspace, list: String,
    _ known: SendSummary.Circumstances
  ) throws {
    let people = preparation.people
    if let confirm {
      guard let expected = ExpectedNumber(confirm), expected.range.contains(people) else {
        throw SendRefused.wrongNumber(
          people: people, confirmed: confirm, list: list, command: preparation.command)
      }
      return
    }
    guard StandardInput.isTerminal, !noInput else {
      throw SendRefused.notConfirmed(people: people, list: list, command: preparation.command)
    }
    var known = known
    let facts = try? FileManager.default.attributesOfItem(atPath: preparation.listFile)
    known.listAge = (facts?[.modificationDate] as? Date).map { .seconds(max(0, -$0.timeIntervalSinceNow)) }
    StandardError.write(SendSummary(preparation, workspace: workspace, known).text)
    StandardError.write(unended: "Type the number of people to send, or press Enter to stop: ")
    let answer = readLine()
    guard let answer, Int(answer.filter { !$0.isWhitespace }) == people else {
      throw SendRefused.declined(people: people, typed: answer)
    }
  }
}

/// Which part of a list a send is for.
enum CourseFlag: String, EnumerableFlag {
  case resume, onlyNew, again, resendUnknown

  static func name(for value: CourseFlag) -> NameSpecification { .long }

  static func help(for value: CourseFlag) -> ArgumentHelp? {
    switch value {
    case .resume: "Go on with what the last mailing has left."
    case .onlyNew: "The people who joined the list since."
    case .again: "Everybody a second time."
    case .resendUnknown: "Those of whom it is not known whether they have it."
    }
  }

  var course: SendIssue.Course {
    switch self {
    case .resume: .resume
    case .onlyNew: .newcomers
    case .again: .again
    case .resendUnknown: .unknown
    }
  }
}

/// `1204` or `1200..1210`
struct ExpectedNumber {
  let range: ClosedRange<Int>

  init?(_ text: String) {
    let parts = text.components(separatedBy: "..").map { Int($0) }
    switch parts.count {
    case 1:
      guard let number = parts[0], number > 0 else { return nil }
      range = number...number
    case 2:
      guard let low = parts[0], let high = parts[1], low > 0, low <= high else { return nil }
      range = low...high
    default: return nil
    }
  }
}
