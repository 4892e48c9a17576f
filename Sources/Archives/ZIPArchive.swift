import CArchive
public import Diagnostics

/// The files in a ZIP archive, read into memory within limits; nothing is ever written to a disk.
public struct ZIPArchive: Sendable {
  /// A file with its path in the archive.
  public struct File: Hashable, Sendable {
    /// The path, with slashes.
    public let path: String
    /// The octets.
    public let bytes: [UInt8]
  }

  /// How much is unpacked: an archive of a few kilobytes can hold gigabytes.
  public struct Limits: Sendable {
    /// The entries of an archive, read or not.
    public var entries: Int
    /// The octets of one file.
    public var fileOctets: Int
    /// The octets of all files that are read.
    public var octets: Int

    /// Sets limits.
    public init(entries: Int = 50_000, fileOctets: Int = 50_000_000, octets: Int = 300_000_000) {
      (self.entries, self.fileOctets, self.octets) = (entries, fileOctets, octets)
    }
  }

  /// The files, in the order of the archive.
  public private(set) var files: [File] = []
  /// The paths of entries that were passed over because they lead out of the archive.
  public private(set) var strangePaths: [String] = []

  /// Whether octets begin as a ZIP archive does (APPNOTE 4.3.7, 4.3.16 for an empty one).
  public static func begins(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// Unpacks the files that are wanted.
  ///
  /// - Throws: `UnusableArchive` for what is broken, locked, or larger than the limits.
  public init(
    _ bytes: [UInt8], name: String, limits: Limits = Limits(),
    where isWanted: (String) -> Bool = { _ in true }
  ) throws(UnusableArchive) {
    var reader = Reader(name: name, limits: limits)
    var failure: UnusableArchive?
    bytes.withUnsafeBytes { buffer in
      guard let archive = carchive_open_zip(buffer.baseAddress, buffer.count) else {
        failure = UnusableArchive(name, .broken("it cannot be opened"))
        return
      }
      defer { archive_read_free(archive) }
      do throws(UnusableArchive) { try reader.read(archive, where: isWanted) } catch { failure = error }
    }
    if let failure { throw failure }
    (files, strangePaths) = (reader.files, reader.strangePaths)
  }
}

/// Goes through the entries of an open archive.
private struct Reader {
  let name: String
  let limits: ZIPArchive.Limits
  var files: [ZIPArchive.File] = []
  var strangePaths: [String] = []
  private var total = 0

  init(name: String, limits: ZIPArchive.Limits) { (self.name, self.limits) = (name, limits) }

  mutating func read(_ archive: OpaquePointer, where isWanted: (String) -> Bool) throws(UnusableArchive) {
    var count = 0
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw broken(archive) }
      count += 1
      guard count <= limits.entries else { throw UnusableArchive(name, .tooMany(limits.entries)) }
      guard carchive_is_file(entry) != 0, let path = path(of: entry), isWanted(path) else { continue }
      files.append(ZIPArchive.File(path: path, bytes: try octets(archive, path)))
    }
  }

  /// The path of an entry; nil for one that leads elsewhere.
  private mutating func path(of entry: OpaquePointer) -> String? {
    guard let written = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
      return nil
    }
    let path = String(cString: written).replacing("\\", with: "/")
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain =
      !path.hasPrefix("/") && !parts.contains("..") && !parts.contains(".")
      && path.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    if !isPlain { strangePaths.append(path) }
    return isPlain ? path : nil
  }

  private mutating func octets(_ archive: OpaquePointer, _ path: String) throws(UnusableArchive) -> [UInt8] {
    var octets: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = archive_read_data(archive, &block, block.count)
      if count == 0 { return octets }
      guard count > 0 else { throw broken(archive) }
      guard octets.count + count <= limits.fileOctets else {
        throw UnusableArchive(name, .fileTooLarge(path, limits.fileOctets))
      }
      total += count
      guard total <= limits.octets else { throw UnusableArchive(name, .tooLarge(limits.octets)) }
      octets += block[..<count]
    }
  }

  private func broken(_ archive: OpaquePointer) -> UnusableArchive {
    UnusableArchive(
      name, .broken(archive_error_string(archive).map { String(cString: $0) } ?? "it ends too early"))
  }
}

/// An archive that is not read.
public struct UnusableArchive: ExplainedError, Hashable {
  /// Why not.
  public enum Reason: Hashable, Sendable {
    /// What the library says is wrong.
    case broken(String)
    /// One file is larger than this when it is unpacked.
    case fileTooLarge(String, Int)
    /// All files together are larger than this.
    case tooLarge(Int)
    /// There are more entries than this.
    case tooMany(Int)
  }

  /// What messages call it.
  public let name: String
  /// Why it is not read.
  public let reason: Reason

  init(_ name: String, _ reason: Reason) { (self.name, self.reason) = (name, reason) }

  private var isBroken: Bool { if case .broken = reason { true } else { false } }

  /// What is said about it.
  public var problem: Problem {
    let words =
      switch reason {
      case .broken(let words): words.lowercasedFirst
      case .fileTooLarge(let path, let limit): "\(path.printable) unpacks to more than \(limit.megabytes)"
      case .tooLarge(let limit): "it unpacks to more than \(limit.megabytes)"
      case .tooMany(let limit): "it has more than \(limit) entries"
      }
    return Problem(
      .badData, "can't read the archive \(name.printable)", evidence: [words.printable],
      try: isBroken ? ["unpack it, and import the folder of posts that is in it"] : [],
      notDone: "nothing was written")
  }
}

extension Int {
  fileprivate var megabytes: String { self < 1_000_000 ? "\(self) octets" : "\(self / 1_000_000) MB" }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
