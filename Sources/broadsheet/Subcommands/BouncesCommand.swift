import ArgumentParser
import Diagnostics
import Foundation
import Newsroom

/// `broadsheet bounces`
struct BouncesCommand: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "bounces",
    abstract: "Reads mail that came back: bounces, and complaints that receivers report.",
    discussion: """
      Give it the mailbox that gets what is sent to bounces+TOKEN@your.domain, and the one that receivers send
      complaints to: a Maildir, a mailbox file, a folder of messages, single messages, or - for standard input.
      With Postfix, a line in its aliases file does it for each mail as it arrives:

        bounces: "|broadsheet -C /srv/letters bounces -"

      Addresses that take no mail, and people who complained, are not mailed any more; a full mailbox is counted,
      and stops mail after bounces.in-a-row issues. A refusal because of the sender stops mail to nobody. Mail
      counts by its token or by the message it encloses, so nobody can report bounces of others. Nothing is moved
      or deleted, and what was read before is not counted again.
      """)

  @Argument(help: "Where the mail is.")
  var sources: [String]

  @Flag(name: [.customShort("n"), .long], help: "Say what would be recorded, and change nothing.")
  var dryRun = false

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let workspace = try options.workspace()
    let reading = try ReadBounces(
      workspace: workspace, ledger: try Edges.ledger(of: workspace, forSending: true), isRehearsal: dryRun)
    var tally = BounceTally(isRehearsal: dryRun)
    let date = Date()
    var unreadable: [NoMail] = []
    for source in sources {
      let before = (mails: tally.mails, others: tally.noMail)
      try SourceFile.forEachMail(in: source) { mail, name in
        tally.add(try reading.read(mail, at: date), from: name)
        showProgress(tally.mails)
      }
      let others = tally.noMail - before.others
      guard tally.mails == before.mails else { continue }
      let isFolder = SourceFile.isFolder(source)
      if others > 0 {
        unreadable.append(NoMail(path: SourceFile.shownName(source), count: isFolder ? others : nil))
      } else if !isFolder {
        StandardError.write("\(SourceFile.shownName(source).printable) is empty")
      }
    }
    if tally.mails > 0 || unreadable.isEmpty {
      if json { try StandardOutput.write(json: tally) } else { StandardOutput.write(tally.text) }
    }
    guard var problem = unreadable.first?.problem else { return }
    if tally.mails > 0 { problem.notDone = nil }
    throw ProblemError(problem)
  }

  private func showProgress(_ mails: Int) {
    guard mails % 1000 == 0, StandardError.isTerminal else { return }
    StandardError.write(unended: "\r\u{1B}[K\(mails.grouped) mails …\r")
  }
}
