internal import Diagnostics
internal import Foundation
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The folder where messages are filed: `000001.eml` and `000001.envelope.json`.
///
/// Whoever sees the `.eml` finds it complete, with its envelope beside it: both
/// are written under hidden names, and the message gets its name last.
final class MessageFolder: Sendable {
  let folder: URL
  private let lastNumber: Mutex<Int>

  init(_ folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder
    let numbers = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
      .compactMap { Int($0.prefix { $0.isASCII && $0.isNumber }) }
    lastNumber = Mutex(numbers.max() ?? 0)
  }

  /// Files a message; its envelope gets the number.
  func file(_ octets: [UInt8], _ envelope: SandboxEnvelope) throws -> FiledMessage {
    var envelope = envelope
    while true {
      envelope.number = lastNumber.withLock { last in
        last += 1
        return last
      }
      let stem = String(repeating: "0", count: max(0, 6 - "\(envelope.number)".count)) + "\(envelope.number)"
      // Another sandbox on the same folder may have taken the number.
      guard try place([UInt8](envelopeEncoder().encode(envelope)), as: "\(stem).envelope.json") else {
        continue
      }
      guard try place(octets, as: "\(stem).eml") else { continue }
      return FiledMessage(envelope: envelope, file: folder.appending(path: "\(stem).eml"))
    }
  }

  /// Writes under a hidden name first; false when the name is taken.
  private func place(_ octets: [UInt8], as name: String) throws -> Bool {
    let hidden = folder.appending(path: ".\(name).\(getpid())").path(percentEncoded: false)
    let final = folder.appending(path: name).path(percentEncoded: false)
    try write(octets, to: hidden)
    defer { unlink(hidden) }
    if link(hidden, final) == 0 { return true }
    if errno == EEXIST { return false }
    throw CannotFile(path: final, errorNumber: errno)
  }

  private func write(_ octets: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw CannotFile(path: path, errorNumber: errno) }
    defer { close(descriptor) }
    var done = 0
    while done < octets.count {
      let count = octets.withUnsafeBytes { systemWrite(descriptor, $0, from: done) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw CannotFile(path: path, errorNumber: errno) }
      done += count
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ octets: UnsafeRawBufferPointer, from start: Int) -> Int {
  let rest = UnsafeRawBufferPointer(rebasing: octets[start...])
  return write(descriptor, rest.baseAddress, rest.count)
}

/// A message could not be written down.
struct CannotFile: ExplainedError, Hashable {
  var path: String
  var errorNumber: Int32

  var problem: Problem {
    Problem(.cannotWrite, "\(path) can't be written", evidence: [String(cString: strerror(errorNumber))])
  }
}
