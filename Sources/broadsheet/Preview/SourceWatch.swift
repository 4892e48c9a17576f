import CoreFoundation
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Notices when files change, by their paths: a file that is replaced by another of its name has changed.
struct SourceWatch {
  /// What tells one state of a file from another.
  private struct Mark: Hashable {
    var seconds = 0
    var nanoseconds = 0
    var size = 0
    var inode = UInt64(0)
    var device = UInt64(0)
  }

  private let paths: [String]
  private var marks: [String: Mark]
  private var changedAt: ContinuousClock.Instant?

  /// How long nothing may change before a change counts: editors write in steps.
  static let calm = Duration.milliseconds(80)

  /// Watches files, and the files in folders.
  init(_ paths: [String]) {
    self.paths = paths
    marks = Self.marks(paths)
  }

  /// Whether something has changed since the last time, and is calm now.
  mutating func hasChanged(at now: ContinuousClock.Instant) -> Bool {
    let current = Self.marks(paths)
    if current != marks {
      marks = current
      changedAt = now
      return false
    }
    guard let changed = changedAt, changed.duration(to: now) >= Self.calm else { return false }
    changedAt = nil
    return true
  }

  /// How long ago the youngest of the files was saved, in whole seconds; minutes from one on.
  var savedAgo: Duration? {
    guard let newest = marks.values.map({ max(0, $0.seconds) }).max() else { return nil }
    let seconds = max(0, time(nil) - newest)
    return .seconds(seconds < 60 ? seconds : seconds / 60 * 60)
  }

  private static func marks(_ paths: [String]) -> [String: Mark] {
    var marks: [String: Mark] = [:]
    for path in paths {
      guard let (mark, isFolder) = mark(path) else { continue }
      marks[path] = mark
      guard isFolder else { continue }
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
      for name in names.prefix(1000) { marks[path + "/" + name] = Self.mark(path + "/" + name)?.mark }
    }
    return marks
  }

  private static func mark(_ path: String) -> (mark: Mark, isFolder: Bool)? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    #if canImport(Glibc)
    let time = facts.st_mtim
    #else
    let time = facts.st_mtimespec
    #endif
    let mark = Mark(
      seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec), size: Int(facts.st_size),
      inode: UInt64(facts.st_ino), device: UInt64(truncatingIfNeeded: facts.st_dev))
    return (mark, facts.st_mode & S_IFMT == S_IFDIR)
  }
}
