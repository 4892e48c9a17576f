import ArgumentParser
import Composition
import Diagnostics
import Foundation
import Newsroom
import TerminalPreview

/// `broadsheet preview`
struct Preview: FolderCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the finished message of one reader: inbox lines, header, text part, links.",
    discussion: "Takes an issue (a folder, a name or a number), an article, or any .eml file.")

  @Argument(help: "What to show; the newest issue is the standard, - is a message on standard input.")
  var subject: String?

  @Option(name: .customLong("as"), help: "The reader; the first of the list is the standard.")
  var reader: String?

  @Option(help: "The list to find the reader in; all lists are the standard.")
  var list: String?

  @Option(name: .customLong("view"), help: "What to show: inbox, headers, text, html, links; several with commas.")
  var views = Views(views: [.inbox, .headers, .text, .links])

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
    let columns = width ?? Terminal.size?.columns.clamped(to: 40...120) ?? 80
    let lines = [heading, ""] + MessagePreview(octets).lines(of: views.views, width: columns)
    Pager.show(lines, isAllowed: !noPager)
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
