import Foundation
import Newsroom
import Pictures

/// Finds images that a letter names by a path beside the files it is made of.
enum LocalPictures {
  /// The images of relative addresses that lie in one of some folders, or below it.
  ///
  /// A letter may be a stranger's: a path that leads out of the folders, also through a link, is not followed.
  static func find(_ addresses: [String], in folders: [URL]) -> [String: PictureFile] {
    var found: [String: PictureFile] = [:]
    for address in addresses {
      guard let path = relativePath(address) else { continue }
      found[address] = folders.lazy.compactMap { picture(path, in: $0) }.first
    }
    return found
  }

  /// Where the images of relative addresses would lie in a folder.
  static func files(_ addresses: [String], in folder: URL) -> [String] {
    addresses.compactMap(relativePath).map { folder.appending(path: $0).path }
  }

  /// The path of an address that has no scheme and no host; nil for other ones.
  private static func relativePath(_ address: String) -> String? {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    guard !path.isEmpty, !path.hasPrefix("/"), !path.contains("\\"),
      !path.prefix(while: { $0 != "/" }).contains(":")
    else { return nil }
    return path.removingPercentEncoding ?? String(path)
  }

  private static func picture(_ path: String, in folder: URL) -> PictureFile? {
    let root = folder.resolvingSymlinksInPath().path
    let file = folder.appending(path: path).resolvingSymlinksInPath()
    guard file.path.hasPrefix(root.hasSuffix("/") ? root : root + "/"),
      let octets = try? Files.read(file, limit: PictureFile.octetLimit)
    else { return nil }
    return PictureFile(octets)
  }
}
