public import Diagnostics
public import Foundation

/// A newsletter project: the folder with `config/`, `templates/`, `recipients/` and `articles/`.
public struct Project: Sendable {
  /// The project's folder.
  public let folder: URL

  /// Takes a folder as a project.
  public init(folder: URL) { self.folder = folder.standardizedFileURL }

  /// The configuration that the project brings along.
  public var settingsFile: URL { folder.appending(path: "config/broadsheet.yaml") }
  /// The colours and fonts.
  public var themeFile: URL { folder.appending(path: "config/theme.yaml") }
  /// The services that calls to action lead to.
  public var providersFile: URL { folder.appending(path: "config/providers.yaml") }
  /// The words of languages.
  public var languages: URL { folder.appending(path: "config/languages", directoryHint: .isDirectory) }
  /// The feeds, and how digests are made of them.
  public var feedsFile: URL { folder.appending(path: "config/feeds.yaml") }
  /// One folder per template.
  public var templates: URL { folder.appending(path: "templates", directoryHint: .isDirectory) }
  /// One file per list.
  public var recipients: URL { folder.appending(path: "recipients", directoryHint: .isDirectory) }
  /// The articles.
  public var articles: URL { folder.appending(path: "articles", directoryHint: .isDirectory) }
  /// The composed issues, one folder each.
  public var issues: URL { folder.appending(path: "issues", directoryHint: .isDirectory) }
  /// What the program remembers: ledger and keys. For its owner only, and not for git.
  public var state: URL { folder.appending(path: ".broadsheet", directoryHint: .isDirectory) }
  /// What became of every delivery.
  public var ledgerFile: URL { state.appending(path: "ledger.sqlite") }
  /// The secret behind bounce addresses and unsubscribe links.
  public var tokenKeyFile: URL { state.appending(path: "token.key") }

  /// The private key of a selector.
  public func dkimKeyFile(_ selector: String) -> URL { state.appending(path: "dkim/\(selector).pem") }

  /// Finds the project that a folder lies in, upwards.
  ///
  /// - Throws: `NoProject` when there is none.
  public static func find(from start: URL) throws(NoProject) -> Project {
    var folder = start.standardizedFileURL.resolvingSymlinksInPath()
    for _ in 0..<64 {
      let project = Project(folder: folder)
      if FileManager.default.fileExists(atPath: project.settingsFile.path) { return project }
      let parent = folder.deletingLastPathComponent()
      if parent.path == folder.path { break }
      folder = parent
    }
    throw NoProject(start: start.path)
  }

  /// A file's name as people see it: relative to where they stand if it lies below.
  public func shown(_ url: URL) -> String {
    let path = url.standardizedFileURL.path
    let root = folder.path.hasSuffix("/") ? folder.path : folder.path + "/"
    return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  }
}

/// There is no project here.
public struct NoProject: ExplainedError, Hashable {
  /// Where the search began.
  public let start: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .configuration, "there is no newsletter project here",
      evidence: ["config/broadsheet.yaml is neither in \(start.printable) nor in a folder above it"],
      try: ["broadsheet new FOLDER   to make one", "broadsheet -C FOLDER …  to work in another folder"])
  }
}
