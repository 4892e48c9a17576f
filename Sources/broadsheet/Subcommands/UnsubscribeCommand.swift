import ArgumentParser
import Diagnostics
import Foundation
import InternetMessage
import Newsroom

/// `broadsheet unsubscribe`
struct UnsubscribeCommand: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "unsubscribe",
    abstract: "Ends a subscription: by the token of a message, by an address, or by a mail that asks for it.",
    discussion: """
      A token is what stands behind t= in the unsubscribe link; it names reader and list. A mail \
      counts by the token in its subject or the address it was sent to, whoever it is from; \
      vacation notes and other automatic answers do not count:

        broadsheet unsubscribe --from-mail - < mail.eml
        broadsheet unsubscribe --from-mail ~/Maildir/.unsubscribe

      The list's file stays as it is: who is unsubscribed is not mailed, also after the list is \
      imported again.
      """)

  @Argument(help: "The token, the link that it stands in, or the address.")
  var subject: String?

  @Option(help: "The list: recipients/NAME.csv; needed with an address.")
  var list: String?

  @Flag(help: "All lists, with an address.")
  var everywhere = false

  @Option(
    help: ArgumentHelp(
      "Take tokens from mail to the unsubscribe address: a message, a mailbox file, a Maildir; - is standard input.",
      valueName: "mail"))
  var fromMail: String?

  @Flag(name: [.customShort("n"), .long], help: "Say whom it means, and change nothing.")
  var dryRun = false

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (subject == nil) != (fromMail == nil) else {
      throw ValidationError("name a token, an address, or a mail with --from-mail")
    }
    if isAddress, (list == nil) != everywhere {
      throw ValidationError("with an address: --list NAME or --everywhere")
    }
    if !isAddress, everywhere { throw ValidationError("--everywhere goes with an address") }
  }

  /// A link may have an @ in it as well.
  private var isAddress: Bool { subject?.contains("@") == true && subject?.contains(":") == false }

  func run() throws {
    let workspace = try options.workspace()
    let ending = Unsubscribe(
      workspace: workspace, ledger: try Edges.ledger(of: workspace, forSending: true), date: Date(),
      isRehearsal: dryRun)
    if let fromMail {
      try workOff(fromMail, ending)
    } else if let subject, isAddress {
      try show(ending.unsubscribe(address: try CommandLineAddress(subject).address, list: list))
    } else {
      try show(ending.unsubscribe(token: subject ?? "", list: list))
    }
  }

  private func show(_ result: Unsubscribe.Result) throws {
    if json { return try StandardOutput.write(json: UnsubscribeOutput(result, isRehearsal: dryRun)) }
    StandardOutput.write(result.sentence(isRehearsal: dryRun).printable)
  }

  /// One mail is answered as a token is; of several each has a line.
  private func workOff(_ source: String, _ ending: Unsubscribe) throws {
    var tally = UnsubscribeTally(isRehearsal: dryRun)
    try SourceFile.forEachMail(in: source) { mail, name in
      try tally.add(name) { try ending.unsubscribe(mail: mail, list: list) }
    }
    if let only = tally.only { return try show(only.get()) }
    if json { try StandardOutput.write(json: tally) } else { StandardOutput.write(tally.text) }
    if tally.isPuzzling { throw ExitCode(Problem.Kind.badData.rawValue) }
  }
}

/// An address that was typed, or pasted with the name before it.
struct CommandLineAddress {
  let address: EmailAddress

  init(_ text: String, notDone: String? = nil) throws {
    do throws(InvalidEmailAddress) { address = try Mailbox(text).address } catch {
      throw ProblemError(
        Problem(.usage, "'\(text.printable)' is no address", evidence: [error.reason], notDone: notDone))
    }
  }
}

extension Unsubscribe.Result {
  /// What was done, as a line.
  func sentence(isRehearsal: Bool) -> String {
    let scope = list.map { "list \($0)" } ?? "all lists"
    if wasErased { return "who had that message was erased and gets no mail; nothing was changed" }
    if wasAlready { return "\(address) gets no mail for \(scope) already" }
    return isRehearsal
      ? "would unsubscribe \(address) from \(scope); nothing was changed"
      : "unsubscribed \(address) from \(scope)"
  }
}
