import ArgumentParser
import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Ledger
import MailingLists
import Newsroom

/// Which lists a command about one person is for.
struct ListScope: ParsableArguments {
  @Option(help: "Only this list.")
  var list: String?

  @Flag(help: "All lists.")
  var everywhere = false

  func validate() throws {
    if (list == nil) != everywhere { throw ValidationError("say --list NAME or --everywhere") }
  }

  var words: String { list.map { "list \($0.printable)" } ?? "all lists" }
}

extension ListCommand {
  /// `broadsheet list suppress`
  struct Suppress: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "suppress", abstract: "Stops mail to addresses.")

    @Argument(help: "The addresses.")
    var addresses: [String]

    @Option(help: "Why: unsubscribed, bounced, complained or manual.")
    var reason = ReasonArgument.manual

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var scope: ListScope
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try options.workspace()
      if let list = scope.list { _ = try workspace.lists.file(ofList: list) }
      let people = try addresses.map { try CommandLineAddress($0, notDone: "nothing was changed").address }
      let ledger = try Edges.ledger(of: workspace, forSending: true)
      var results: [SuppressionOutput.Person] = []
      for person in people {
        let isNew = try ledger.suppress(
          Suppression(
            addressKey: person.comparisonKey, list: scope.list, reason: reason.reason, date: Date(),
            origin: "the command line"))
        results.append(.init(address: person.addrSpec, wasAlready: !isNew))
        let shown = person.description.printable
        guard !json else { continue }
        StandardOutput.write(
          isNew ? "\(shown) is not mailed any more for \(scope.words)" : "\(shown) gets no mail already")
      }
      if json {
        try StandardOutput.write(
          json: SuppressionOutput(list: scope.list, reason: reason.rawValue, people: results))
      }
    }
  }

  /// `broadsheet list unsuppress`
  struct Unsuppress: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "unsuppress",
      abstract: "Allows mail to an address again.",
      discussion: "Who unsubscribed, complained or was erased has to have asked for it: that takes --asked.")

    @Argument(help: "The address.")
    var address: String

    @Flag(help: "The person has asked to get mail again.")
    var asked = false

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var scope: ListScope
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try options.workspace()
      let person = try CommandLineAddress(address, notDone: "nothing was changed").address
      let ledger = try Edges.ledger(of: workspace, forSending: true)
      let found = try ledger.suppressions(ofKey: person.comparisonKey)
      let erasures = try AddressHash.all(of: person, keys: workspace.tokenKeys())
        .flatMap { try ledger.suppressions(ofKey: $0) }
      let meant = (found + erasures).filter { $0.list == scope.list }
      guard !meant.isEmpty else { throw ProblemError(.notSuppressed(person, scope, found + erasures)) }
      if !asked, let erasure = erasures.first { throw ProblemError(.wasErased(person, erasure)) }
      if !asked, let said = meant.first(where: { [.unsubscribed, .complained].contains($0.reason) }) {
        throw ProblemError(.saidNo(person, said))
      }
      for suppression in meant {
        _ = try ledger.unsuppress(addressKey: suppression.addressKey, list: scope.list)
      }
      if json {
        return try StandardOutput.write(
          json: PermissionOutput(
            address: person.addrSpec, list: scope.list, ended: meant.map(\.reason.rawValue)))
      }
      StandardOutput.write("\(person.description.printable) may be mailed again for \(scope.words)")
    }
  }

  /// `broadsheet list erase`
  struct Erase: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "erase",
      abstract: "Takes a person out of all lists and out of the ledger.",
      discussion: """
        A keyed hash of the address stays, so that an old file that is imported again brings \
        nobody back. Backups, composed messages in an outbox and the git history are not touched.
        """)

    @Argument(help: "The address.")
    var address: String

    @Flag(help: "Do not ask: there is no way back.")
    var yes = false

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try options.workspace()
      let person = try CommandLineAddress(address, notDone: "nothing was changed").address
      guard yes || confirmed(person) else {
        throw ProblemError(
          Problem(
            .refused, "an erasure cannot be undone",
            try: ["broadsheet list erase \(address.printable) --yes"],
            notDone: "nothing was changed"))
      }
      let ledger = try Edges.ledger(of: workspace, forSending: true)
      let lock = try lock(workspace)
      defer { withExtendedLifetime(lock) {} }
      let result = try EraseReader(workspace: workspace, ledger: ledger).erase(person, at: Date())
      if json {
        return try StandardOutput.write(
          json: ErasureOutput(lists: result.lists, rejects: result.rejects, deliveries: result.deliveries))
      }
      StandardOutput.write(
        "took \(person.description.printable) out of "
          + (result.lists.isEmpty ? "no list" : (result.lists + result.rejects).joined(separator: ", "))
          + " and \(counted(result.deliveries, "delivery", "deliveries")); a keyed hash stays and suppresses it"
      )
    }

    /// Nobody is erased under a sender, which may have read the address already.
    private func lock(_ workspace: Workspace) throws -> SenderLock {
      do { return try Edges.lock(workspace) } catch let refusal as LedgerInUse {
        var problem = refusal.problem
        problem.notDone = "nobody was erased"
        throw ProblemError(problem)
      }
    }

    private func confirmed(_ person: EmailAddress) -> Bool {
      guard StandardInput.isTerminal else { return false }
      StandardError.write(unended: "Type the address to erase it for good: ")
      return readLine().map { $0.lowercased() == person.addrSpec.lowercased() } ?? false
    }
  }
}

private struct SuppressionOutput: Encodable {
  struct Person: Encodable {
    let address: String
    let wasAlready: Bool
  }

  let v = 1
  let list: String?
  let reason: String
  let people: [Person]
}

private struct PermissionOutput: Encodable {
  let v = 1
  let address: String
  let list: String?
  let ended: [String]
}

/// The address is not repeated: it is to be found nowhere.
private struct ErasureOutput: Encodable {
  let v = 1
  let lists, rejects: [String]
  let deliveries: Int
}

/// Why mail is stopped, as it is typed.
enum ReasonArgument: String, ExpressibleByArgument, CaseIterable {
  case unsubscribed, bounced, complained, manual

  var reason: SuppressionReason {
    switch self {
    case .unsubscribed: .unsubscribed
    case .bounced: .bounced
    case .complained: .complained
    case .manual: .manual
    }
  }
}

extension Problem {
  fileprivate static func notSuppressed(
    _ person: EmailAddress, _ scope: ListScope, _ found: [Suppression]
  ) -> Problem {
    Problem(
      .notFound, "\(person.description.printable) is not suppressed for \(scope.words)",
      evidence: found.map { "suppressed for \($0.list ?? "all lists"): \($0.reason.rawValue)" },
      notDone: "nothing was changed")
  }

  fileprivate static func wasErased(_ person: EmailAddress, _ erasure: Suppression) -> Problem {
    Problem(
      .refused, "\(person.description.printable) was erased on \(erasure.date.ISO8601Format().prefix(10))",
      try: ["--asked --everywhere, if the person has asked to get mail again"], notDone: "nothing was changed"
    )
  }

  fileprivate static func saidNo(_ person: EmailAddress, _ suppression: Suppression) -> Problem {
    Problem(
      .refused,
      "\(person.description.printable) \(suppression.reason.rawValue) on \(suppression.date.ISO8601Format().prefix(10))",
      evidence: ["by \(suppression.origin.printable)"],
      try: ["--asked, if the person has asked to get mail again"], notDone: "nothing was changed")
  }
}
