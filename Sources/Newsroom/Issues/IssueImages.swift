import ArticleSources
import Diagnostics
import Editorial
public import Foundation
import Pictures

/// The images that an issue's articles have beside them: files here, addresses in the letter.
///
/// `links.images` says where the files will lie on the web. They are copied into the issue's folder, from where
/// whoever runs the web site puts them there.
public struct IssueImages: Sendable {
  /// The folder in an issue's folder that they are copied to.
  static let folderName = "images"

  /// An image: its name in the letter, where it lies now, and its octets.
  struct File: Hashable, Sendable {
    let name: String
    let url: URL
    let octets: [UInt8]
  }

  /// Where the files will lie, with a slash at the end; nil where the configuration does not say.
  public let address: String?
  private(set) var files: [File] = []
  private(set) var findings: [Finding] = []
  private let project: URL

  init(of issue: String, in workspace: Workspace) {
    project = workspace.project.folder
    address = workspace.configuration.links.imagesAddress(issue: issue)
  }

  /// How many there are.
  public var count: Int { files.count }

  /// The files by the addresses that the letter has for them.
  public var places: [String: URL] {
    Dictionary(uniqueKeysWithValues: files.map { ((address ?? "") + $0.name, $0.url) })
  }

  /// The article with addresses for the images that lie beside it; `file` is where the article lies.
  mutating func published(_ article: Article, beside file: String) -> Article {
    guard let address else { return article }
    let folder = URL(filePath: file == "-" ? "." : file).deletingLastPathComponent()
    var changed: [String: Editorial.Picture] = [:]
    for picture in article.pictures where !picture.src.isRemote && changed[picture.src.text] == nil {
      guard let (file, header) = image(picture.src.text, in: folder),
        let source = Editorial.Picture.Source(address + file.name)
      else { continue }
      var published = picture
      (published.src, published.width, published.height) = (source, header.width, header.height)
      changed[picture.src.text] = published
    }
    return article.withPictures { picture in
      guard let published = changed[picture.src.text] else { return picture }
      var picture = picture
      picture.src = published.src
      if picture.width == nil, picture.height == nil {
        (picture.width, picture.height) = (published.width, published.height)
      }
      return picture
    }
  }

  private mutating func image(_ path: String, in folder: URL) -> (File, PictureFile)? {
    let written = path.removingPercentEncoding ?? path
    let url = folder.appending(path: written).resolvingSymlinksInPath().standardizedFileURL
    do {
      guard url.isInside(folder) || url.isInside(project) else { throw Unusable.elsewhere }
      guard let header = PictureFile(try Files.read(url, limit: ImageDownload.octetLimit)) else {
        throw Unusable.noPicture
      }
      if let known = files.first(where: { $0.url == url }) { return (known, header) }
      let file = File(name: name(for: url, header), url: url, octets: header.octets)
      files.append(file)
      return (file, header)
    } catch {
      let why =
        (error as? any ExplainedError)?.problem.summary ?? (error as? Unusable)?.rawValue ?? "\(error)"
      findings.append(
        Finding("image-file", .warning, "the picture \(path.printable) cannot be used: \(why)"))
      return nil
    }
  }

  private enum Unusable: String, Error {
    case elsewhere = "it lies neither in the project nor beside its article"
    case noPicture = "it is no PNG, JPEG, GIF or WebP"
  }

  /// Letters, digits and hyphens; a number where two files are called alike.
  private func name(for url: URL, _ header: PictureFile) -> String {
    let stem = Slug(url.deletingPathExtension().lastPathComponent).text
    let taken = Set(files.map(\.name))
    let candidates = (1...).lazy.map {
      $0 == 1 ? "\(stem).\(header.ending)" : "\(stem)-\($0).\(header.ending)"
    }
    return candidates.first { !taken.contains($0) } ?? stem
  }

  /// Writes the files into an issue's folder, in place of those that were there.
  func write(into folder: URL) throws(FileProblem) {
    let images = folder.appending(path: Self.folderName, directoryHint: .isDirectory)
    try? FileManager.default.removeItem(at: images)
    guard !files.isEmpty else { return }
    try Files.makeFolder(images)
    for file in files { try Files.write(file.octets, to: images.appending(path: file.name)) }
  }
}

extension URL {
  /// Whether it lies below a folder, links resolved.
  fileprivate func isInside(_ folder: URL) -> Bool {
    let root = folder.resolvingSymlinksInPath().standardizedFileURL.path
    return path.hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }
}
