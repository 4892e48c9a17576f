import ArgumentParser
import Composition
import Diagnostics
import Foundation
import Newsroom
import TerminalPreview

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
    help:
      "What to show: inbox, headers, html, text, links, images, source; several with commas. (default: inbox,html,links)"
  )
  var views: Views?

  @OptionGroup(title: "Drawing") var drawing: DrawingOptions

  @OptionGroup(title: "Output") var output: PreviewOutput

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let (octets, heading) = try message()
    if output.format == .eml { return try output.write(octets: octets) }
    let preview = MessagePreview(octets)
    switch output.format {
    case .html: try output.write(octets: Array((preview.htmlText ?? "").utf8))
    case .json where output.isReport: try output.write(report: preview.report)
    case .json, .svg: try output.write(picture(of: preview, output.format), isDark: drawing.dark != nil)
    default: try output.write(lines(of: preview, heading))
    }
  }

  private func picture(of preview: MessagePreview, _ format: PreviewFormat?) -> Frame {
    var options = drawing.options(isPicture: format == .svg)
    if let pair = drawing.sideBySide { return preview.sideBySide(pair, options) }
    if format == .svg { options.paintsBackgrounds = true }
    return preview.page(of: views?.views ?? [.html], options)
  }

  private func lines(of preview: MessagePreview, _ heading: String) -> [String] {
    let options = drawing.options(isPicture: false)
    if let pair = drawing.sideBySide {
      return [heading, ""] + output.lines(preview.sideBySide(pair, options))
    }
    let shown = views?.views ?? [.inbox, .html, .links]
    let lines = [heading, ""] + preview.lines(of: shown, options: options, write: output.lines)
    if views != nil { return lines }
    return lines + [""] + preview.rest(after: shown, options)
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
