import Dispatch
import Synchronization

/// The next batch of deliveries, read while the one before it is sent.
final class DeliveryAhead: Sendable {
  private let batch = Mutex<Result<[Delivery], any Error>?>(nil)
  private let isRead = DispatchSemaphore(value: 0)

  /// Begins to read.
  init(on queue: DispatchQueue, _ read: @escaping @Sendable () throws -> [Delivery]) {
    queue.async { [self] in
      let result = Result(catching: read)
      batch.withLock { $0 = result }
      isRead.signal()
    }
  }

  /// Waits for the batch; once.
  func take() throws -> [Delivery] {
    isRead.wait()
    return try batch.withLock { try $0?.get() } ?? []
  }
}
