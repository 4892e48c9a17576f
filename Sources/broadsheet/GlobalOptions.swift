import ArgumentParser
import Diagnostics
import Foundation
import Newsroom

/// What every command understands.
struct GlobalOptions: ParsableArguments {
  @Option(name: [.customShort("C"), .customLong("directory")], help: "Work in the project that DIR lies in.")
  var directory: String?

  /// Where the search for a project begins.
  var start: URL {
    let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    return directory.map { URL(filePath: $0, directoryHint: .isDirectory, relativeTo: here) } ?? here
  }

  /// The project and its configuration.
  func workspace(account: String? = nil) throws -> Workspace {
    try Workspace.open(
      from: start, account: account, environment: ProcessInfo.processInfo.environment,
      wasSent: { try Edges.wasSent($0, issue: $1) })
  }
}
