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
  /// The files that a person edits to change it.
  let sources: [String]
  /// The files and folders that it depends on.
  let watched: [String]

  /// Finds what was asked for; the newest issue where nothing was.
  init(_ subject: String?, options: GlobalOptions) throws {
    if let subject, subject == "-" || subject.hasSuffix(".eml") {
      kind = .message(try SourceFile.read(subject))
      name = subject.printable
      sources = subject == "-" ? [] : [subject]
      watched = sources
      return
    }
    let workspace = try options.workspace()
    let project = workspace.project
    let shared = [project.recipients, project.folder.appending(path: "config")]
    if let subject, [".md", ".json", ".txt", ".markdown"].contains(where: subject.hasSuffix) {
      let result = try ComposeIssue(workspace: workspace).draft(SourceFile.read(subject), file: subject)
      for finding in result.findings { StandardError.write(finding.text) }
      kind = .issue(result.issue, workspace)
      name = subject.printable
      sources = [subject]
      watched = [subject] + (shared + [project.templates]).map(\.path)
      return
    }
    let folder = try IssueDirectory(project).find(subject, from: options.start)
    kind = .issue(try folder.read(), workspace)
    name = project.shown(folder.folder).printable
    sources = try folder.sources().articles.map { project.folder.appending(path: $0).path }
    watched = (shared + [folder.folder]).map(\.path)
  }

  /// The finished message of one reader, and a line that says of what and for whom.
  func message(
    as choice: ReaderChoice, list: String?, marks: Bool
  ) throws -> (octets: [UInt8], heading: String, reader: ChosenReader?) {
    switch kind {
    case .message(let octets): return (octets, name, nil)
    case .issue(let issue, let workspace):
      let message = try PreviewIssue(issue, workspace: workspace, marksValues: marks)
        .message(as: choice, list: list)
      return (message.octets, "\(name)   as \(message.heading)", message.chosen)
    }
  }

  /// The finished message of the reader behind another one; the first where that was the last.
  func message(
    behind reader: ChosenReader, marks: Bool
  ) throws -> (octets: [UInt8], heading: String, reader: ChosenReader)? {
    guard case .issue(let issue, let workspace) = kind else { return nil }
    let preview = PreviewIssue(issue, workspace: workspace, marksValues: marks)
    let message =
      try preview.readers(after: reader, limit: 1).first.map { try preview.message(for: $0) }
      ?? preview.message(as: .first, list: reader.list)
    return (message.octets, "\(name)   as \(message.heading)", message.chosen)
  }
}

extension ReaderChoice: ExpressibleByArgument {
  /// Reads what stands behind `--as`; `random` alone is anybody.
  public init?(argument: String) {
    self.init(argument, seed: UInt64.random(in: 0...999_999))
  }
}
