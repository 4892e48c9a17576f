import Foundation

/// The file of one sender: its rounds, a line each, only ever added to until all of them are in the tables.
struct RoundFile {
  private let ledger: String
  private let path: String
  private let descriptor: Int32
  private let waitsForDisk: Bool
  private(set) var length = 0

  /// Makes the file, readable by nobody else.
  init(of sender: Int64, ledger: String, waitingForDisk: Bool) throws(LedgerError) {
    self.ledger = ledger
    path = Self.path(of: sender, ledger: ledger)
    waitsForDisk = waitingForDisk
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LedgerError(.cannotCreate(LedgerFile.systemMessage()), path: ledger) }
    if waitsForDisk { Self.waitForFolder(of: path) }
  }

  /// Adds a line, as a whole or not at all.
  mutating func append(_ line: [UInt8]) throws(LedgerError) {
    var written = 0
    while written < line.count {
      let count = line[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw undo(written, because: errno) }
      written += count
    }
    guard !waitsForDisk || fsync(descriptor) == 0 else { throw undo(written, because: errno) }
    length += line.count
  }

  /// Takes back the beginning of a line, so that the next one does not join it.
  private func undo(_ written: Int, because code: Int32) -> LedgerError {
    if written > 0 { ftruncate(descriptor, off_t(length)) }
    return LedgerError(system: code, path: ledger)
  }

  /// Forgets all lines.
  mutating func empty() {
    guard length > 0, ftruncate(descriptor, 0) == 0 else { return }
    length = 0
  }

  /// Closes the file, and removes it when nothing is in it.
  func end() {
    if length == 0 { unlink(path) }
    close(descriptor)
  }
}

// Files of others.
extension RoundFile {
  /// Up to where a sender's rounds are known.
  struct Place {
    /// The sender; 0 for nobody.
    var sender: Int64 = 0
    /// The number of the last round that is known.
    var round: Int64 = 0
    /// Where that round ends in the file.
    var end = 0
  }

  private static let infix = ".rounds-"

  private static func path(of sender: Int64, ledger: String) -> String {
    ledger + infix + String(sender, radix: 36)
  }

  /// Whether there are rounds behind a place.
  static func hasRounds(behind place: Place, ledger: String) throws(LedgerError) -> Bool {
    guard place.sender != 0 else { return false }
    let file = try OtherFile(path(of: place.sender, ledger: ledger), ledger: ledger)
    return try file.map { file throws(LedgerError) in try file.start(behind: place) < file.size } ?? false
  }

  /// The rounds behind a place, up to the first line that is none.
  ///
  /// That is one without its end, which the sender is still writing, or what a power cut made of the last ones.
  static func rounds(behind place: Place, ledger: String) throws(LedgerError) -> [RecordedRound] {
    guard place.sender != 0 else { return [] }
    var fitting: [RecordedRound] = []
    // The file may be emptied and filled again while it is read: then they do not follow one another.
    for _ in 0..<10 {
      guard let file = try OtherFile(path(of: place.sender, ledger: ledger), ledger: ledger) else { break }
      let rounds = try file.rounds(from: try file.start(behind: place))
      fitting = zip(rounds, (place.round + 1)...).prefix { $0.number == $1 }.map(\.0)
      if fitting.count == rounds.count { break }
    }
    return fitting
  }

  /// Removes the files of all senders but one: what was in them is in the tables.
  static func removeAll(but sender: Int64, ledger: String) {
    let folder = (ledger as NSString).deletingLastPathComponent
    let prefix = (ledger as NSString).lastPathComponent + infix
    let kept = (path(of: sender, ledger: ledger) as NSString).lastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    for name in names where name.hasPrefix(prefix) && name != kept {
      unlink((folder as NSString).appendingPathComponent(name))
    }
  }

  /// Waits until the name of a new file is on the disk.
  private static func waitForFolder(of path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// The file of a sender, which may be at work, as somebody else reads it.
private final class OtherFile {
  private let descriptor: Int32
  private let ledger: String

  /// Opens it; nil where there is none.
  init?(_ path: String, ledger: String) throws(LedgerError) {
    self.ledger = ledger
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 { return }
    guard errno == ENOENT else { throw LedgerError(system: errno, path: ledger) }
    return nil
  }

  deinit {
    close(descriptor)
  }

  var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Where the rounds behind a place begin: at the beginning when the file was emptied since.
  func start(behind place: RoundFile.Place) throws(LedgerError) -> Int {
    let number = try octets(from: 0, atMost: 64).drop { !(48...57).contains($0) }.prefix {
      (48...57).contains($0)
    }
    guard let first = Int64(String(decoding: number, as: UTF8.self)) else { return 0 }
    return first > place.round ? 0 : place.end
  }

  /// The rounds from a place on, up to the first line that is none.
  func rounds(from start: Int) throws(LedgerError) -> [RecordedRound] {
    var rounds: [RecordedRound] = []
    var end = start
    let octets = try octets(from: start, atMost: .max)
    for line in octets.split(separator: 10, omittingEmptySubsequences: false).dropLast() {
      guard var round = RecordedRound(line: line) else { break }
      end += line.count + 1
      round.end = end
      rounds.append(round)
    }
    return rounds
  }

  private func octets(from start: Int, atMost limit: Int) throws(LedgerError) -> [UInt8] {
    var octets: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    while octets.count < limit {
      let count = pread(
        descriptor, &piece, min(piece.count, limit - octets.count), off_t(start + octets.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw LedgerError(system: errno, path: ledger) }
      guard count > 0 else { break }
      octets += piece[..<count]
    }
    return octets
  }
}

extension LedgerError {
  fileprivate init(system code: Int32, path: String) {
    self.init(
      code == ENOSPC || code == EDQUOT ? .full : .cannotWrite(String(cString: strerror(code))), path: path)
  }
}
