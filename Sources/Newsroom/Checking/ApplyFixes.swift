import Foundation
public import Preflight

/// Changes articles where a check's finding is mechanical.
public struct ApplyFixes {
  private let workspace: Workspace

  /// Works in a workspace.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Makes the changes and says in which files, each with their number.
  ///
  /// - Throws: `FileProblem`.
  public func apply(_ fixes: [CheckRun.Fix]) throws -> [(file: String, count: Int)] {
    var done: [(file: String, count: Int)] = []
    for file in Set(fixes.map(\.file)).sorted() {
      let url = URL(filePath: file)
      var text = try Files.readText(url)
      var count = 0
      for fix in fixes where fix.file == file {
        guard let changed = fix.applied(to: text) else { continue }
        text = changed
        count += 1
      }
      if count > 0 {
        try Files.write(Array(text.utf8), to: url)
        done.append((file, count))
      }
    }
    return done
  }
}
