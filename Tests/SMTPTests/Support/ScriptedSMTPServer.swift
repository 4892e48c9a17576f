import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Plays a conversation on loopback, on a thread of its own, and writes down where the client left it.
final class ScriptedSMTPServer: Sendable {
  let port: Int
  private let listener: Int32
  private let steps: [Conversation.Step]
  private let complaints = Mutex<[String]>([])
  private let finished = DispatchSemaphore(value: 0)

  init(_ steps: [Conversation.Step]) throws {
    self.steps = steps
    let listener = socket(AF_INET, streamSocket, 0)
    var address = loopbackAddress()
    let bound = withUnsafeMutableBytes(of: &address) { bytes in
      var length = socklen_t(bytes.count)
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
      return bind(listener, base, length) == 0 && listen(listener, 8) == 0
        && getsockname(listener, base, &length) == 0
    }
    guard listener >= 0, bound else { throw POSIXError(.EADDRNOTAVAIL) }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    limitWaiting(listener)
    let thread = Thread { [self] in
      play()
      close(listener)
      finished.signal()
    }
    thread.start()
  }

  /// What went otherwise than the conversation says; waits for its end.
  func differences() -> [String] {
    if finished.wait(timeout: .now() + 30) == .timedOut { return ["the conversation did not end"] }
    return complaints.withLock { $0 }
  }

  private func play() {
    var rest = steps[...]
    while !rest.isEmpty {
      let end = rest.firstIndex { $0 == .close || $0 == .end } ?? rest.endIndex
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return complain("nobody connected for \(rest[rest.startIndex])") }
      limitWaiting(connection)
      var peer = Peer(connection)
      var isPlaying = true
      for step in rest[..<end] where isPlaying { isPlaying = play(step, with: &peer) }
      if isPlaying, end == rest.endIndex || rest[end] == .end, !peer.isAtEnd {
        complain("the client did not go, or said \(String(reflecting: peer.line() ?? ""))")
      }
      close(connection)
      if !isPlaying { return }
      rest = end == rest.endIndex ? [] : rest[(end + 1)...]
    }
  }

  private func play(_ step: Conversation.Step, with peer: inout Peer) -> Bool {
    switch step {
    case .server(let bytes): peer.write(bytes)
    case .client(let expected):
      let said = peer.line()
      guard said == expected else {
        complain(
          "expected \(String(reflecting: expected)), got \(said.map { String(reflecting: $0) } ?? "nothing")")
        return false
      }
    case .message:
      while let line = peer.line() { if line == "." { return true } }
      complain("the message has no end")
      return false
    case .part(let count):
      guard peer.take(count) else {
        complain("expected \(count) octets")
        return false
      }
    case .wait(let milliseconds): usleep(UInt32(milliseconds) * 1000)
    case .silence: peer.drain()
    case .close, .end: break
    }
    return true
  }

  private func complain(_ text: String) {
    complaints.withLock { $0.append(text) }
  }
}

/// The client's side of one connection.
private struct Peer {
  private let descriptor: Int32
  private var bytes: [UInt8] = []

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next line without its CRLF; nil at the end.
  mutating func line() -> String? {
    while true {
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        let line = bytes[..<end]
        let text = String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        bytes.removeSubrange(...end)
        return text
      }
      guard read() else { return nil }
    }
  }

  mutating func take(_ count: Int) -> Bool {
    while bytes.count < count { guard read() else { return false } }
    bytes.removeFirst(count)
    return true
  }

  mutating func drain() {
    repeat { bytes = [] } while read()
  }

  /// Whether the client has gone without another word.
  var isAtEnd: Bool {
    mutating get { bytes.isEmpty && !read() }
  }

  func write(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, noSignal) }
  }

  private mutating func read() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65536)
    let count = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    if count > 0 { bytes += chunk[..<count] }
    return count > 0
  }
}

private func limitWaiting(_ descriptor: Int32) {
  var limit = timeval(tv_sec: 25, tv_usec: 0)
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
}

private func loopbackAddress() -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
  return address
}

#if canImport(Glibc)
private let streamSocket = Int32(SOCK_STREAM.rawValue)
private let noSignal = Int32(MSG_NOSIGNAL)
#else
private let streamSocket = SOCK_STREAM
private let noSignal: Int32 = 0
#endif
