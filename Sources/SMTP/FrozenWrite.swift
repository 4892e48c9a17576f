#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What TLS is taking: a copy of the first pieces of a buffer, in memory that stays as it is until all has left.
///
/// After "try again" the retry must pass the same pointer and the same length, or the connection dies. TLS tells
/// that all of a write has left or that not all has: so a copy has at most one message, at its end, and it is
/// known about each whether it has left.
final class FrozenWrite {
  /// Memory above this is given back: one large message must not cost it for good.
  private static let keptCapacity = 1 << 20

  /// An `Array` does not promise that its octets keep their place.
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var waiting = 0..<0

  deinit {
    memory.deallocate()
  }

  /// What is to be written of a buffer now, unchanged until `consume` is called.
  func pending(of buffer: SendBuffer) -> UnsafeRawBufferPointer {
    if waiting.isEmpty { freeze(buffer) }
    return UnsafeRawBufferPointer(rebasing: memory[waiting])
  }

  /// Notes that the first octets of what is pending have left.
  func consume(_ count: Int) { waiting = waiting.dropFirst(count) }

  private func freeze(_ buffer: SendBuffer) {
    buffer.withPiecesOfOneMessage { pieces in
      reserve(pieces.reduce(0) { $0 + $1.iov_len })
      var count = 0
      for piece in pieces {
        let octets = UnsafeRawBufferPointer(start: piece.iov_base, count: piece.iov_len)
        UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: octets)
        count += octets.count
      }
      waiting = 0..<count
    }
  }

  private func reserve(_ count: Int) {
    guard count > memory.count || memory.count > Self.keptCapacity else { return }
    memory.deallocate()
    memory = .allocate(byteCount: max(count, 4096), alignment: 64)
  }
}
