import ArgumentParser
import Diagnostics
import Foundation
import Newsroom

/// What every command understands.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("directory")],
    help: ArgumentHelp("Work as if started in DIR.", valueName: "dir"))
  var directory: String?

  /// Goes to the folder that was asked for; every relative path is then relative to it.
  func enter() throws {
    guard let directory else { return }
    guard FileManager.default.changeCurrentDirectoryPath(directory) else {
      throw ProblemError(Problem(.notFound, "there is no folder \(directory.printable)"))
    }
  }

  /// Where the search for a project begins.
  var start: URL { WorkingFolder.url }

  /// The project and its configuration.
  func workspace(account: String? = nil) throws -> Workspace { try WorkingFolder.workspace(account: account) }
}

/// The folder that the program works in.
enum WorkingFolder {
  static var url: URL {
    URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
  }

  /// The project and its configuration.
  static func workspace(account: String? = nil) throws -> Workspace {
    try Workspace.open(
      from: url, account: account, environment: ProcessInfo.processInfo.environment,
      wasSent: { try Edges.wasSent($0, issue: $1) })
  }

  /// The settings of the project, or the user's own where there is none; nil where a file is wrong.
  static var settings: Settings? {
    try? Workspace.settings(
      of: try? Project.find(from: url), environment: ProcessInfo.processInfo.environment)
  }
}

/// A command that works in a folder.
protocol FolderCommand: ParsableCommand {
  var options: GlobalOptions { get }
}
