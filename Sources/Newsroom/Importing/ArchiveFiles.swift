import Archives
import ArticleSources
import Diagnostics

/// Reads the files of a ZIP archive that could be posts or an export.
enum ArchiveFiles {
  static func read(_ document: ImportDocument) throws -> [FolderFile] {
    let archive = try ZIPArchive(document.bytes, name: document.file) { path in
      let parts = path.split(separator: "/")
      // What macOS adds, and what sites build, is no post.
      let isPassedOver = parts.contains { $0.hasPrefix(".") || $0 == "__MACOSX" || $0 == "node_modules" }
      let ending = parts.last?.split(separator: ".").last?.lowercased() ?? ""
      return !isPassedOver && SiteFolder.extensions.contains(ending)
    }
    return archive.files.map { FolderFile(path: $0.path, bytes: $0.bytes) }
  }
}
