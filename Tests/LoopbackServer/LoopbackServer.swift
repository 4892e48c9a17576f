import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A server on loopback that answers each path with octets of the test's own, in pieces.
public final class LoopbackServer: Sendable {
  /// The pieces of an answer; between two of them the server waits.
  public typealias Answer = @Sendable (_ head: String) -> [[UInt8]]

  /// The port it listens on.
  public let port: UInt16
  private let descriptor: Int32
  private let heads = Mutex<[String]>([])
  private let pause: UInt32

  /// What clients asked, with all their lines.
  public var requests: [String] { heads.withLock { $0 } }

  /// Starts to listen.
  public init(pauseMilliseconds: UInt32 = 0, _ answer: @escaping Answer) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    pause = pauseMilliseconds
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    var bound = sockaddr_in()
    let descriptor = descriptor
    let isListening =
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 }
      } && listen(descriptor, 16) == 0
    guard isListening else { throw CocoaError(.fileReadUnknown) }
    _ = withUnsafeMutablePointer(to: &bound) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    port = UInt16(bigEndian: bound.sin_port)
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else { return }
        Thread.detachNewThread { self.serve(client, answer) }
      }
    }
  }

  deinit { stop() }

  /// Ends the server; a thread that waits for a client ends with it.
  public func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  private func serve(_ client: Int32, _ answer: Answer) {
    defer { close(client) }
    var head = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !head.contains("\r\n\r\n") {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      head += String(decoding: buffer[..<count], as: UTF8.self)
    }
    heads.withLock { $0.append(head) }
    for (index, piece) in answer(head).enumerated() {
      if index > 0, pause > 0 { usleep(pause * 1000) }
      var position = 0
      while position < piece.count {
        let sent = piece[position...].withUnsafeBytes {
          send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent > 0 else { return }
        position += sent
      }
    }
  }

  /// An address on it.
  public func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// An answer with a body.
  public static func answer(_ body: [UInt8], _ headers: String..., status: String = "200 OK") -> [[UInt8]] {
    let lines = ["HTTP/1.1 \(status)", "Connection: close", "Content-Length: \(body.count)"] + headers
    return [Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8), body]
  }
}
