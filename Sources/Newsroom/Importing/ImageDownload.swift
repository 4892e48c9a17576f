import ArticleSources
import Diagnostics
import Editorial
public import Foundation
import Pictures

/// Brings the images of an article into a folder beside it, checked by what is in them.
public struct ImageDownload {
  /// The largest file that is kept: far more than mail should carry.
  static let octetLimit = 10_000_000
  /// The largest side; a picture of these pixels unpacks to more memory than its file shows.
  static let pixelLimit = 12_000
  /// How many images an article may bring.
  static let countLimit = 60
  /// The widest picture that mail has a use for: 600 pixels on a screen with twice the density, and room.
  static let widest = 2_400

  private let folder: URL
  private let fetch: Fetch

  /// Writes below a folder with what an edge fetches.
  public init(folder: URL, fetch: @escaping Fetch) {
    self.folder = folder
    self.fetch = fetch
  }

  /// The article with its images in `SLUG/`; one that cannot be had keeps its address, and it is said.
  public func download(_ imported: Imported) throws -> Imported {
    var result = imported
    var names: Set<String> = []
    var done: [String: Editorial.Picture] = [:]
    for picture in imported.article.pictures.prefix(Self.countLimit)
    where picture.src.isRemote && done[picture.src.text] == nil {
      do {
        done[picture.src.text] = try file(
          for: picture, slug: imported.slug, names: &names, findings: &result.findings)
      } catch let error as any ExplainedError {
        result.findings.append(
          Finding(
            "image-download", .warning, .notKept(picture.src.text), at: nil,
            help: [error.problem.summary] + error.problem.evidence))
      }
    }
    result.article = imported.article.withPictures { picture in
      guard let kept = done[picture.src.text] else { return picture }
      var picture = picture
      (picture.src, picture.width, picture.height) = (kept.src, kept.width, kept.height)
      return picture
    }
    return result
  }

  private func file(
    for picture: Editorial.Picture, slug: String, names: inout Set<String>, findings: inout [Finding]
  ) throws -> Editorial.Picture {
    let address = picture.src.text
    let bytes = try fetch(address).bytes
    guard bytes.count <= Self.octetLimit else { throw BadImage(address: address, reason: .tooLarge) }
    guard let header = PictureFile(bytes) else { throw BadImage(address: address, reason: .noImage) }
    guard header.width <= Self.pixelLimit, header.height <= Self.pixelLimit else {
      throw BadImage(address: address, reason: .tooManyPixels(header.width, header.height))
    }
    let stem = Slug(
      URL(filePath: String(address.prefix { $0 != "?" && $0 != "#" })).deletingPathExtension()
        .lastPathComponent
    ).text
    var name = "\(stem).\(header.ending)"
    var number = 2
    while !names.insert(name).inserted {
      name = "\(stem)-\(number).\(header.ending)"
      number += 1
    }
    try Files.makeFolder(folder.appending(path: slug, directoryHint: .isDirectory))
    try Files.write(bytes, to: folder.appending(path: "\(slug)/\(name)"))
    if header.width > Self.widest || header.format == .webp || bytes.count > 1_000_000 {
      findings.append(
        Finding("image-size", .note, .heavy(name, header, bytes.count), at: nil, help: [.heavyHelp]))
    }
    guard let source = Editorial.Picture.Source("\(slug)/\(name)") else {
      throw BadImage(address: address, reason: .noImage)
    }
    var kept = picture
    (kept.src, kept.width, kept.height) = (source, header.width, header.height)
    return kept
  }
}

/// A file that is no image to keep.
struct BadImage: ExplainedError, Hashable {
  enum Reason: Hashable {
    case noImage, tooLarge
    case tooManyPixels(Int, Int)
  }

  let address: String
  let reason: Reason

  var problem: Problem {
    let words =
      switch reason {
      case .noImage: "it is not PNG, JPEG, GIF or WebP"
      case .tooLarge: "it is larger than \(ImageDownload.octetLimit / 1_000_000) MB"
      case .tooManyPixels(let width, let height): "it has \(width) by \(height) pixels"
      }
    return Problem(.badData, "can't keep \(address.printable)", evidence: [words])
  }
}

extension String {
  fileprivate static func notKept(_ address: String) -> String {
    "the image \(String(reflecting: String(address.prefix(200)))) stays where it is"
  }
  fileprivate static func heavy(_ name: String, _ header: PictureFile, _ octets: Int) -> String {
    "the image \(name) is \(header.width) by \(header.height) pixels, \(octets / 1000) KB of \(header.format.rawValue.uppercased())"
  }
  fileprivate static let heavyHelp =
    "mail shows 600 pixels, 1200 on dense screens; PNG, JPEG and GIF are shown everywhere"
}

extension PictureFile {
  /// The ending of a file's name.
  var ending: String { format == .jpeg ? "jpg" : format.rawValue }
}
