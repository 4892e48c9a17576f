public import ArgumentParser
import Composition
import Diagnostics
import Foundation
public import Newsroom

/// What a preview is of: an issue, an article, or a message that is finished already.
struct PreviewSource {
  private enum Kind {
    case message([UInt8])
    case issue(ComposedIssue, Workspace)
  }

  private let kind: Kind
  /// What it is called.
  let name: String

  /// Finds what was asked for; the newest issue where nothing was.
  init(_ subject: String?, options: GlobalOptions) throws {
    if let subject, subject == "-" || subject.hasSuffix(".eml") {
      kind = .message(try SourceFile.read(subject))
      name = subject.printable
      return
    }
    let workspace = try options.workspace()
    if let subject, [".md", ".json", ".txt", ".markdown"].contains(where: subject.hasSuffix) {
      let result = try ComposeIssue(workspace: workspace).draft(SourceFile.read(subject), file: subject)
      for finding in result.findings { StandardError.write(finding.text) }
      kind = .issue(result.issue, workspace)
      name = subject.printable
      return
    }
    let folder = try IssueDirectory(workspace.project).find(subject, from: options.start)
    kind = .issue(try folder.read(), workspace)
    name = workspace.project.shown(folder.folder).printable
  }

  /// The finished message of one reader, and a line that says of what and for whom.
  func message(
    as choice: ReaderChoice, list: String?, marks: Bool
  ) throws -> (octets: [UInt8], heading: String) {
    switch kind {
    case .message(let octets): return (octets, name)
    case .issue(let issue, let workspace):
      let message = try PreviewIssue(issue, workspace: workspace, marksValues: marks)
        .message(as: choice, list: list)
      return (message.octets, "\(name)   as \(message.heading)")
    }
  }
}

extension ReaderChoice: ExpressibleByArgument {
  /// Reads what stands behind `--as`; `random` alone is anybody.
  public init?(argument: String) {
    self.init(argument, seed: UInt64.random(in: 0...999_999))
  }
}
