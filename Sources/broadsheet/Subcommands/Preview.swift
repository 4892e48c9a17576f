public import ArgumentParser
import Composition
import Diagnostics
import Foundation
import Newsroom
public import TerminalPreview

/// `broadsheet preview`
struct Preview: FolderCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Shows the finished message of one reader: inbox lines, header, the HTML drawn, text part, links.",
    discussion: "Takes an issue (a folder, a name or a number), an article, or any .eml file.")

  @Argument(help: "What to show; the newest issue is the standard, - is a message on standard input.")
  var subject: String?

  @Option(name: .customLong("as"), help: "The reader; the first of the list is the standard.")
  var reader: String?

  @Option(help: "The list to find the reader in; all lists are the standard.")
  var list: String?

  @Option(
    name: .customLong("view"),
    help: "What to show: inbox, headers, html, text, links, images, source; several with commas.")
  var views = Views(views: [.inbox, .headers, .html, .text, .links])

  @Flag(help: "Draw the HTML as on a phone.")
  var mobile = false

  @Option(
    help:
      "Draw the HTML on a dark screen: authored (by the mail's own rules) or inverted (as some clients do).")
  var dark: PreviewOptions.Dark?

  @Option(help: "What stands for images: alt, or off, as clients do that block them.")
  var images = PreviewOptions.Images.alt

  @Option(help: "How the HTML is written: text with colours where there is a terminal, or svg or json alone.")
  var format = PreviewFormat.text

  @Option(help: "Colours: auto, always or never.")
  var color = ColorChoice.auto

  @Option(help: "How many columns wide.")
  var width: Int?

  @Flag(help: "Print everything at once.")
  var noPager = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if let width, !(40...400).contains(width) { throw ValidationError("--width goes from 40 to 400") }
  }

  func run() throws {
    let (octets, heading) = try message()
    let preview = MessagePreview(octets)
    switch format {
    case .svg:
      var options = drawing
      options.paintsBackgrounds = true
      options.theme = dark == nil ? .light : .dark
      return StandardOutput.write(preview.frame(options).svg(isDark: dark != nil))
    case .json: return StandardOutput.write(preview.frame(drawing).json)
    case .text: break
    }
    let depth = color.depth
    let lines = preview.lines(of: views.views, options: drawing) { frame in
      depth == .none ? frame.plainLines() : frame.ansiLines(depth)
    }
    Pager.show([heading, ""] + lines, isAllowed: !noPager)
  }

  private var drawing: PreviewOptions {
    let columns = width ?? (mobile ? 40 : Terminal.size?.columns.clamped(to: 40...100) ?? 80)
    var options = mobile ? PreviewOptions(columns: columns, viewport: 375) : PreviewOptions(columns: columns)
    options.dark = dark
    options.images = images
    return options
  }

  private func message() throws -> (octets: [UInt8], heading: String) {
    if let subject, subject == "-" || subject.hasSuffix(".eml") {
      return (try SourceFile.read(subject), subject.printable)
    }
    let workspace = try options.workspace()
    let (issue, name) = try issue(in: workspace)
    let (octets, reader) = try PreviewIssue(workspace: workspace).message(of: issue, as: reader, list: list)
    return (octets, "\(name.printable)   as \(reader.printable)")
  }

  private func issue(in workspace: Workspace) throws -> (ComposedIssue, String) {
    if let subject, [".md", ".json", ".txt", ".markdown"].contains(where: subject.hasSuffix) {
      let result = try ComposeIssue(workspace: workspace).draft(SourceFile.read(subject), file: subject)
      for finding in result.findings { StandardError.write(finding.text) }
      return (result.issue, subject)
    }
    let folder = try IssueDirectory(workspace.project).find(subject, from: options.start)
    return (try folder.read(), workspace.project.shown(folder.folder))
  }
}

/// How the drawn HTML is written.
enum PreviewFormat: String, ExpressibleByArgument, CaseIterable {
  case text, svg, json
}

extension PreviewOptions.Dark: ExpressibleByArgument {}
extension PreviewOptions.Images: ExpressibleByArgument {}

/// A list of views on the command line.
struct Views: ExpressibleByArgument {
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
