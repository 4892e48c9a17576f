import Diagnostics
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Standard input in a temporary file that only its owner reads: for what is read more than once.
final class SpooledInput {
  /// Where it is, as long as this exists.
  let path: String

  /// Reads standard input to its end, piece by piece.
  ///
  /// - Throws: A problem when the file cannot be made or written.
  init() throws {
    let folder = FileManager.default.temporaryDirectory.path
    var name = Array("\(folder)/broadsheet.XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else { throw Self.problem(folder) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      while let piece = try FileHandle.standardInput.read(upToCount: 1 << 18), !piece.isEmpty {
        try file.write(contentsOf: piece)
      }
    } catch {
      unlink(path)
      throw Self.problem(folder)
    }
  }

  deinit { unlink(path) }

  private static func problem(_ folder: String) -> ProblemError {
    ProblemError(
      Problem(
        .cannotCreate, "standard input can't be kept in \(folder): \(String(cString: strerror(errno)))",
        notDone: "nothing was changed"))
  }
}
