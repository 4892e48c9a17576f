import InternetMessage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Hashes many bodies that begin alike; what they share is canonicalised and hashed once.
///
/// It keeps the state of the hash after every 2 KiB of a first body. Another
/// body is compared with the first, and hashed from the last state before the
/// first difference. The messages of one issue differ in their links to
/// unsubscribe, mostly far down; what stands behind the first difference is
/// hashed for each of them.
public struct SharedBodyHash: Sendable {
  private let first: [UInt8]
  private let states: [DKIMBodyHash]
  private let interval: Int

  /// Reads the first body.
  public init(_ first: ArraySlice<UInt8>) { self.init(first, interval: 2 << 10) }

  init(_ first: ArraySlice<UInt8>, interval: Int) {
    var state = DKIMBodyHash(.relaxed)
    var states = [state]
    for start in stride(from: first.startIndex, to: first.endIndex, by: interval)
    where first.endIndex - start >= interval {
      state.update(first[start..<(start + interval)])
      states.append(state)
    }
    self.first = Array(first)
    self.states = states
    self.interval = interval
  }

  /// The relaxed hash of a body: equal to that of ``DKIMBodyHash`` whatever the first body was.
  public func digest(of body: ArraySlice<UInt8>) -> [UInt8] {
    let shared = sharedIntervals(with: body)
    var hash = states[shared]
    hash.update(body.dropFirst(shared * interval))
    return hash.digest
  }

  /// The relaxed hash of a message's body.
  func digest(of message: EncodedMessage) -> [UInt8] {
    let shared = sharedIntervals(with: message.body)
    var hash = states[shared]
    hash.update(bodyOf: message, from: shared * interval)
    return hash.digest
  }

  /// How many intervals of the body are those of the first one.
  func sharedIntervals(with body: ArraySlice<UInt8>) -> Int {
    body.withUnsafeBytes { body in
      first.withUnsafeBytes { first in
        guard let a = body.baseAddress, let b = first.baseAddress else { return 0 }
        var count = 0
        while count + 1 < states.count, (count + 1) * interval <= body.count,
          memcmp(a + count * interval, b + count * interval, interval) == 0
        {
          count += 1
        }
        return count
      }
    }
  }
}
