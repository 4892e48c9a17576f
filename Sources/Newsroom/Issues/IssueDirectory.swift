public import Diagnostics
public import Foundation

/// The issues of a project, by number.
public struct IssueDirectory: Sendable {
  private let project: Project

  /// Looks at a project's issues.
  public init(_ project: Project) { self.project = project }

  /// Number, slug and folder of each, in ascending order.
  public var all: [(number: Int, slug: String, folder: IssueFolder)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: project.issues.path)) ?? []
    return names.compactMap { name in
      let parts = name.split(separator: "-", maxSplits: 1)
      guard parts.count == 2, let number = Int(parts[0]), number > 0 else { return nil }
      let folder = IssueFolder(project.issues.appending(path: name, directoryHint: .isDirectory))
      return folder.exists ? (number, String(parts[1]), folder) : nil
    }
    .sorted { $0.number < $1.number }
  }

  /// What to type to name an issue: its folder's name in `issues/`, or its path.
  public func shortName(of issue: IssueFolder) -> String {
    let parent = issue.folder.standardizedFileURL.deletingLastPathComponent().path
    return parent == project.issues.standardizedFileURL.path
      ? issue.folder.lastPathComponent : project.shown(issue.folder)
  }

  /// The issue that a person means: a folder, its name, a number, or the newest for nil.
  ///
  /// - Throws: `NoSuchIssue`.
  public func find(_ name: String?, from start: URL) throws(NoSuchIssue) -> IssueFolder {
    let issues = all
    guard let name else {
      guard let newest = issues.last else { throw NoSuchIssue(name: nil, known: []) }
      return newest.folder
    }
    let direct = IssueFolder(URL(filePath: name, directoryHint: .isDirectory, relativeTo: start))
    if direct.exists { return direct }
    if let number = Int(name), let issue = issues.first(where: { $0.number == number }) {
      return issue.folder
    }
    if let issue = issues.first(where: { $0.folder.folder.lastPathComponent == name || $0.slug == name }) {
      return issue.folder
    }
    throw NoSuchIssue(name: name, known: issues.map(\.folder.folder.lastPathComponent))
  }
}

/// There is no such issue.
public struct NoSuchIssue: ExplainedError, Hashable {
  /// What was asked for; nil for the newest.
  public let name: String?
  /// The issues that there are.
  public let known: [String]

  /// What is said about it.
  public var problem: Problem {
    guard let name else {
      return Problem(
        .notFound, "there is no issue yet", try: ["broadsheet compose articles/NAME.md   to make one"])
    }
    let near = didYouMean(name, in: known)
    return Problem(
      .notFound, "there is no issue '\(name.printable)'", evidence: near.map { [$0] } ?? [],
      try: ["broadsheet compose ARTICLE   to make an issue"])
  }
}
