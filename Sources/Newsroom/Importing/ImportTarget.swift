public import Diagnostics
import Editorial
public import Foundation

/// Where an import writes: a folder with a file for each article, or the file of one article.
public enum ImportTarget: Hashable, Sendable {
  /// Each article is `SLUG.md` in it, its images lie in `SLUG/`.
  case folder(URL)
  /// The article; its images lie beside it in a folder that is called like it.
  case file(URL)

  /// Reads a name: one that ends in `.md` is a file, unless a folder is called so.
  public init(_ written: String) {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: written, isDirectory: &isFolder)
    let isArticle = [".md", ".markdown"].contains { written.lowercased().hasSuffix($0) }
    self =
      isArticle && !(exists && isFolder.boolValue)
      ? .file(URL(filePath: written, directoryHint: .notDirectory))
      : .folder(URL(filePath: written, directoryHint: .isDirectory))
  }

  /// Writes articles, with their images if somebody fetches them; either all are written or none is.
  ///
  /// - Throws: `FileExists` for files that are not to be replaced; `TooManyArticles`; `FileProblem`.
  public func write(
    _ articles: [Imported], replace: Bool, images fetch: Fetch?
  ) throws -> [(article: Imported, file: String)] {
    let places = try articles.map { (article: $0, file: try file(for: $0, among: articles.count)) }
    for (_, file) in places where !replace && FileManager.default.fileExists(atPath: file.path) {
      throw FileExists(path: file.relativePath)
    }
    return try places.map { article, file in
      var article = article
      let folder = file.deletingLastPathComponent()
      if let fetch {
        article.slug = Slug(file.deletingPathExtension().lastPathComponent).text
        article = try ImageDownload(folder: folder, fetch: fetch).download(article)
      }
      try Files.makeFolder(folder)
      try Files.write(Array(article.markdown.utf8), to: file)
      return (article, file.relativePath)
    }
  }

  private func file(for article: Imported, among count: Int) throws -> URL {
    switch self {
    case .folder(let folder): return folder.appending(path: article.slug + ".md")
    case .file(let file):
      guard count == 1 else { throw TooManyArticles(count: count, file: file.relativePath) }
      return file
    }
  }
}

/// Several articles for one file.
public struct TooManyArticles: ExplainedError, Hashable {
  /// How many there are.
  public let count: Int
  /// The file; nil for standard output.
  public let file: String?

  /// Says how many articles are meant for one place.
  public init(count: Int, file: String?) { (self.count, self.file) = (count, file) }

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .usage, "there are \(count) articles, and \(file?.printable ?? "standard output") takes one",
      try: [
        "-o DIR writes a file for each", "--limit 1 takes the newest",
        "--json prints all of them as one object",
      ],
      notDone: "nothing was written")
  }
}
