import ArgumentParser
import Diagnostics
import Foundation
import Newsroom
import Pictures
import TerminalControl
import TerminalPreview

/// `broadsheet preview`
struct Preview: FolderCommand {
  // As the command of another program its arguments are not looked through for completion scripts first,
  // which the root does; it takes a third of the parser's time.
  static let configuration = CommandConfiguration(
    commandName: "preview",
    _superCommandName: "broadsheet",
    abstract:
      "Shows the finished message of one reader: inbox lines, header, the HTML drawn, text part, links.",
    discussion: "Takes an issue (a folder, a name or a number), an article, or any .eml file.")

  @Argument(help: "What to show; the newest issue is the standard, - is a message on standard input.")
  var subject: String?

  @Option(
    name: .customLong("as"), parsing: .singleValue,
    help: ArgumentHelp(
      "The reader: an address, row:N, longest (subject), emptiest (without values), random or random:SEED. (default: the first)",
      valueName: "who"),
    transform: ReaderChoice.typed)
  var readers: [ReaderChoice] = []

  @Option(help: "The list to find the reader in; all lists are the standard.")
  var list: String?

  @Option(
    name: .customLong("view"),
    help:
      "What to show; several with commas. (default: inbox,html,links)"
  )
  var views: Views?

  @Flag(help: "Mark what comes from the reader's row: «Ada».")
  var marks = false

  @Option(
    defaultAsFlag: "",
    help: ArgumentHelp(
      "Show what is different: from another issue, or, with --as twice, between two readers.",
      valueName: "issue"))
  var diff: String?

  @Flag(name: .shortAndLong, help: "Look around in a full-screen viewer; ? shows its keys.")
  var interactive = false

  @Flag(help: "Keep the viewer open and show every change of the files it is made of.")
  var watch = false

  @Flag(help: "Open the HTML in a browser (BROWSER), without scripts.")
  var open = false

  @Flag(help: "Draw the HTML by an installed Chromium: in the terminal, or as PNG to -o FILE.")
  var pixels = false

  @Flag(help: "Fetch images from elsewhere, and fonts for --open and --pixels; their senders may notice.")
  var remote = false

  @OptionGroup(title: "Drawing") var drawing: DrawingOptions

  @OptionGroup(title: "Output") var output: OutputOptions

  @OptionGroup(title: "Fetching") var web: WebOptions

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if open, pixels { throw ValidationError("--open and --pixels") }
    if readers.count > 2 { throw ValidationError("--as goes at most twice") }
    if diff == nil, readers.count > 1 { throw ValidationError("--as twice compares readers: add --diff") }
    if diff == "", readers.count < 2 {
      throw ValidationError("--diff needs another issue, or two readers: --diff --as A --as B")
    }
    if diff != nil, let format = output.format, [.html, .eml].contains(format) || output.json {
      throw ValidationError("--diff compares pictures: ansi, plain, json or svg")
    }
  }

  func run() throws { try values.run() }

  /// What was asked for, without the parser.
  var values: PreviewRun {
    PreviewRun(
      subject: subject, readers: readers, list: list, views: views, marks: marks, diff: diff,
      isInteractive: interactive || watch, watches: watch, opens: open, drawsPixels: pixels,
      remote: remote ? web.images : nil, drawing: drawing.values, output: output.values)
  }
}

/// A list of views on the command line.
struct Views: ExpressibleByArgument {
  static let allValueStrings = MessagePreview.View.allCases.map(\.rawValue)

  let views: [MessagePreview.View]

  init(views: [MessagePreview.View]) { self.views = views }

  init?(argument: String) {
    let names = argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    views = names.compactMap(MessagePreview.View.init(rawValue:))
    if views.count != names.count || views.isEmpty { return nil }
  }

  var defaultValueDescription: String { views.map(\.rawValue).joined(separator: ",") }
}

extension Comparable {
  /// The value, or the nearer end of the range.
  func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}
