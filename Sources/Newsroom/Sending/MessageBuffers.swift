import InternetMessage
import Synchronization

/// Memory to compose messages in that are signed, and so copied, before they leave: one for each that is being made.
final class MessageBuffers: Sendable {
  private let idle = Mutex<[MessageBuffer]>([])

  /// Lends memory that nobody else uses meanwhile.
  func lend<Result>(_ work: (inout MessageBuffer) throws -> Result) rethrows -> Result {
    var buffer = idle.withLock { $0.popLast() } ?? MessageBuffer()
    defer { idle.withLock { $0.append(buffer) } }
    return try work(&buffer)
  }
}
