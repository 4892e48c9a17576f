@testable import SMTP

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension SendBuffer {
  /// What one write would send.
  var next: [UInt8] {
    withPieces { $0.flatMap { UnsafeRawBufferPointer(start: $0.iov_base, count: $0.iov_len) } }
  }
}
