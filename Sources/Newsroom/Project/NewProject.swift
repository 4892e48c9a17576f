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
    for path in StarterFile.paths {
      let file = folder.appending(path: path)
      try Files.makeFolder(file.deletingLastPathComponent())
      try Files.write(Array(StarterFile.text(path).utf8), to: file)
      written.append(path)
    }
    let project = Project(folder: folder)
    try Files.write(
      Array("# What broadsheet remembers, and secrets.\n.broadsheet/\n".utf8),
      to: folder.appending(path: ".gitignore"))
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

/// The files of the sample project, which are built into the program.
enum StarterFile {
  /// Their paths in a project.
  static let paths = starterFiles.map(\.path)

  /// The content of one of them.
  static func text(_ path: String) -> String {
    guard let file = starterFiles.first(where: { $0.path == path }),
      let data = Data(base64Encoded: file.base64)
    else {
      preconditionFailure("the program was built without \(path)")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
