#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Includes files of one folder and the folders in it, and no others.
///
/// A path is relative to the file that includes it. Percent escapes are decoded
/// first, so that they hide nothing; then a path that is absolute, names a
/// drive or a host, contains a NUL, or leads out of the folder, by `..` or by a
/// symbolic link, is refused.
public struct FolderIncludes: IncludeLoader {
  /// Files larger than this are refused: 16 MB.
  public static let byteLimit = 16 << 20

  private let folder: String

  /// Includes files below a folder.
  public init(folder: String) {
    self.folder = Self.resolved(folder.isEmpty ? "." : folder)
  }

  /// Reads an included file; its name is the path below the folder.
  public func load(_ path: String, from file: String) throws(IncludeRefusal) -> IncludedFile {
    let decoded = try Self.decoded(path)
    let parts = try Self.normalized(decoded, below: parents(of: file))
    let name = parts.joined(separator: "/")
    let full = Self.resolved(folder + "/" + name)
    guard full.hasPrefix(folder == "/" ? "/" : folder + "/") else {
      throw IncludeRefusal("it leads out of the template's folder")
    }
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: full) else {
      throw IncludeRefusal("there is no file \(name)")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw IncludeRefusal("\(name) is not a file")
    }
    guard let size = attributes[.size] as? Int, size <= Self.byteLimit else {
      throw IncludeRefusal("\(name) is larger than 16 MB")
    }
    guard let data = FileManager.default.contents(atPath: full) else {
      throw IncludeRefusal("\(name) cannot be read")
    }
    return IncludedFile(name: name, bytes: Array(data))
  }

  /// The folders of the including file, below the folder; none for the main file.
  private func parents(of file: String) -> [String] {
    guard FileManager.default.fileExists(atPath: folder + "/" + file), !file.hasPrefix("/") else { return [] }
    return file.split(separator: "/").dropLast().map(String.init).filter { $0 != "." }
  }

  private static func resolved(_ path: String) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
    let resolved = url.path
    return resolved.count > 1 && resolved.hasSuffix("/") ? String(resolved.dropLast()) : resolved
  }

  /// Decodes percent escapes until there are none.
  static func decoded(_ path: String) throws(IncludeRefusal) -> String {
    var bytes = Array(path.utf8)
    for _ in 0..<5 where bytes.contains(ASCII.percent) { bytes = try decodedOnce(bytes) }
    let path = String(decoding: bytes, as: UTF8.self)
    if path.isEmpty { throw IncludeRefusal("the path is empty") }
    if path.utf8.contains(0) { throw IncludeRefusal("the path contains a NUL") }
    if path.utf8.contains(UInt8(ascii: "%")) { throw IncludeRefusal("the path contains a percent sign") }
    return path
  }

  private static func decodedOnce(_ bytes: [UInt8]) throws(IncludeRefusal) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == ASCII.percent {
        guard position + 2 < bytes.count,
          let byte = UInt8(String(decoding: bytes[(position + 1)...(position + 2)], as: UTF8.self), radix: 16)
        else { throw IncludeRefusal("its percent escapes are broken") }
        result.append(byte)
        position += 3
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return result
  }

  /// The parts of a relative path, without `.` and `..`.
  static func normalized(_ path: String, below parents: [String]) throws(IncludeRefusal) -> [String] {
    let bytes = Array(path.utf8)
    if bytes.first == UInt8(ascii: "/") || bytes.first == UInt8(ascii: "\\") {
      throw IncludeRefusal("the path is absolute")
    }
    if bytes.count >= 2, bytes[0].isLetter, bytes[1] == UInt8(ascii: ":") {
      throw IncludeRefusal("the path names a drive")
    }
    if path.utf8.contains(UInt8(ascii: "\\")) { throw IncludeRefusal("the path contains a backslash") }
    if path.contains("://") || bytes.starts(with: "file:".utf8) {
      throw IncludeRefusal("the path is an address")
    }
    var parts = parents
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard parts.popLast() != nil else { throw IncludeRefusal("it leads out of the template's folder") }
      default: parts.append(String(part))
      }
    }
    guard !parts.isEmpty else { throw IncludeRefusal("the path names no file") }
    return parts
  }
}
