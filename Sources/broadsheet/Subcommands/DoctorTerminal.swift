import ArgumentParser
import Foundation
import TerminalControl
import TerminalPreview

/// `broadsheet doctor terminal`
struct DoctorTerminal: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminal",
    abstract: "Asks the terminal what it can do, and prints every answer.",
    discussion: "This is what 'broadsheet preview' goes by: colours, background, pictures, links.")

  @Flag(help: "Write one JSON object.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let terminal = PreviewTerminal(isAsked: true, configured: WorkingFolder.settings?.previewTheme)
    defer { terminal.leave() }
    let report = TerminalReport(
      terminal.environment, terminal.answers, terminal.capabilities,
      size: terminal.size.map { [$0.columns, $0.rows] })
    if json { return try StandardOutput.write(json: report) }
    StandardOutput.write(report.lines.joined(separator: "\n"))
  }
}
