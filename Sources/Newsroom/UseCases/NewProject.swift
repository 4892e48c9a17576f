public import Diagnostics
public import Foundation

/// Makes a project folder from the sample project that is built into the program.
public struct NewProject {
  private let folder: URL

  /// Takes the folder to make.
  public init(folder: URL) { self.folder = folder }

  /// Writes the files and says which, relative to the folder.
  ///
  /// - Throws: `FolderNotEmpty`; `FileProblem`.
  public func make() throws -> [String] {
    let existing = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard existing.isEmpty else { throw FolderNotEmpty(path: folder.path) }
    try Files.makeFolder(folder)
    var written: [String] = []
    for (path, base64) in starterFiles {
      guard let content = Data(base64Encoded: base64) else {
        preconditionFailure("the program holds \(path) as something other than base64")
      }
      let file = folder.appending(path: path)
      try Files.makeFolder(file.deletingLastPathComponent())
      try Files.write(content, to: file)
      written.append(path)
    }
    let project = Project(folder: folder)
    try Files.write(Array("# What broadsheet remembers, and secrets.\n.broadsheet/\n".utf8), to: folder.appending(path: ".gitignore"))
    _ = try TokenKeyFile(project.tokenKeyFile).read()
    return written + [".gitignore", ".broadsheet/token.key"]
  }
}

/// A folder that has something in it already.
public struct FolderNotEmpty: ExplainedError, Hashable {
  /// The folder.
  public let path: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .cannotCreate, "\(path.printable) is not empty", try: ["broadsheet new with another folder"],
      notDone: "nothing was written")
  }
}
