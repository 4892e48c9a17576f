import ArticleSources
import Diagnostics
import Foundation

/// Reads the files of a folder that could be posts; links are not followed, and what sites build is left out.
enum FolderFiles {
  /// More files than any newsroom has posts.
  static let countLimit = 20_000
  private static let sizeLimit = 50_000_000
  private static let skipped: Set<String> = [
    "node_modules", "_site", "public", "vendor", "themes", "layouts", "_layouts", "_includes", "dist",
    "build",
  ]

  static func read(_ folder: URL, extensions: Set<String>) throws -> [FolderFile] {
    let root = folder.standardizedFileURL.path
    let keys: [URLResourceKey] = [.isRegularFileKey, .isSymbolicLinkKey, .isDirectoryKey]
    let files = FileManager.default.enumerator(
      at: folder.standardizedFileURL, includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
    var found: [FolderFile] = []
    var total = 0
    while let file = files?.nextObject() as? URL {
      let values = try file.resourceValues(forKeys: Set(keys))
      if values.isDirectory ?? false, skipped.contains(file.lastPathComponent) { files?.skipDescendants() }
      guard values.isRegularFile ?? false, !(values.isSymbolicLink ?? false),
        extensions.contains(file.pathExtension.lowercased())
      else { continue }
      let bytes = try Files.read(file, limit: sizeLimit)
      total += bytes.count
      guard found.count < countLimit, total <= 20 * sizeLimit else {
        throw FolderTooLarge(path: Files.shownPath(folder))
      }
      let path = file.standardizedFileURL.path
      found.append(
        FolderFile(
          path: path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path, bytes: bytes))
    }
    return found
  }
}

/// A folder with more than anybody meant to import.
struct FolderTooLarge: ExplainedError, Hashable {
  let path: String

  var problem: Problem {
    Problem(
      .badData, "\(path.printable) holds more than \(FolderFiles.countLimit) files or 1 GB of posts",
      try: ["name the folder of the posts alone"], notDone: "nothing was written")
  }
}
