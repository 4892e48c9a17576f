import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A DNS server on loopback, over UDP and TCP on one port, that answers what a test says.
public final class LoopbackDNS: Sendable {
  /// What there is at a name.
  public enum Record: Hashable, Sendable {
    case text([[UInt8]])
    case mail(Int, String)
    case address([UInt8])
    case pointer(String)
    case alias(String)

    /// A text, cut into strings as long as they may be.
    public static func text(_ text: String) -> Record {
      let octets = Array(text.utf8)
      guard !octets.isEmpty else { return .text([[]]) }
      return .text(
        stride(from: 0, to: octets.count, by: 255).map { Array(octets[$0..<min($0 + 255, octets.count)]) })
    }

    fileprivate var kind: UInt16 {
      switch self {
      case .text: 16
      case .mail: 15
      case .address(let octets): octets.count == 4 ? 1 : 28
      case .pointer: 12
      case .alias: 5
      }
    }

    fileprivate var octets: [UInt8] {
      switch self {
      case .text(let strings): strings.flatMap { [UInt8($0.count)] + $0 }
      case .mail(let preference, let name):
        [UInt8(preference >> 8), UInt8(preference & 0xFF)] + LoopbackDNS.name(name)
      case .address(let octets): octets
      case .pointer(let name), .alias(let name): LoopbackDNS.name(name)
      }
    }
  }

  /// What it does when it is asked.
  public enum Answer: Hashable, Sendable {
    case records([Record])
    /// There is no such name.
    case missing
    /// Another answer code: 2 is SERVFAIL, 5 REFUSED.
    case code(UInt8)
    /// Nothing comes back.
    case silence
    /// The answer to another question.
    case lie([Record])
    /// Octets that are no answer.
    case garbage([UInt8])
  }

  /// The port it listens on.
  public let port: UInt16
  private let datagrams: Int32
  private let streams: Int32
  private let questions = Mutex<[String]>([])
  private let answer: @Sendable (_ name: String, _ kind: UInt16) -> Answer

  /// What was asked: `udp 16 example.org`.
  public var asked: [String] { questions.withLock { $0 } }

  /// Answers from a table; names that are not in it do not exist.
  public convenience init(_ zone: [String: [Record]]) throws {
    try self.init { name, _ in zone[name].map { .records($0) } ?? .missing }
  }

  /// Answers what a function says, for a name in lower case and a kind.
  public init(_ answer: @escaping @Sendable (_ name: String, _ kind: UInt16) -> Answer) throws {
    self.answer = answer
    (datagrams, streams, port) = try Self.sockets()
    Thread.detachNewThread { [self] in serveDatagrams() }
    Thread.detachNewThread { [self] in serveStreams() }
  }

  /// Ends it.
  public func stop() {
    shutdown(datagrams, Int32(SHUT_RDWR))
    shutdown(streams, Int32(SHUT_RDWR))
  }

  private static func sockets() throws -> (Int32, Int32, UInt16) {
    for _ in 0..<20 {
      let datagrams = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
      let streams = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(datagrams, $0, length) == 0 && getsockname(datagrams, $0, &length) == 0
            && bind(streams, $0, length) == 0 && listen(streams, 8) == 0
        }
      }
      if isBound { return (datagrams, streams, UInt16(bigEndian: address.sin_port)) }
      close(datagrams)
      close(streams)
    }
    throw CocoaError(.fileReadUnknown)
  }

  private func serveDatagrams() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var peer = sockaddr_in()
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let count = withUnsafeMutablePointer(to: &peer) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          recvfrom(datagrams, &buffer, buffer.count, 0, $0, &length)
        }
      }
      guard count > 0 else { return }
      guard var reply = reply(to: Array(buffer[..<count]), over: "udp") else { continue }
      if reply.count > 1232 {
        // Too long for a datagram: the question alone, and the bit that says so.
        reply = Array(reply[..<Self.endOfQuestion(reply)])
        reply[2] |= 0x02
        for index in 6..<12 { reply[index] = 0 }
      }
      _ = withUnsafeMutablePointer(to: &peer) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          sendto(datagrams, reply, reply.count, 0, $0, length)
        }
      }
    }
  }

  private func serveStreams() {
    while true {
      let client = accept(streams, nil, nil)
      guard client >= 0 else { return }
      Thread.detachNewThread { [self] in
        defer { close(client) }
        while let head = Self.read(client, 2),
          let question = Self.read(client, Int(head[0]) << 8 | Int(head[1])),
          let reply = reply(to: question, over: "tcp")
        {
          let octets = [UInt8(reply.count >> 8), UInt8(reply.count & 0xFF)] + reply
          guard send(client, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count else { return }
        }
      }
    }
  }

  private static func read(_ client: Int32, _ count: Int) -> [UInt8]? {
    var octets: [UInt8] = []
    while octets.count < count {
      var buffer = [UInt8](repeating: 0, count: count - octets.count)
      let got = recv(client, &buffer, buffer.count, 0)
      guard got > 0 else { return nil }
      octets += buffer[..<got]
    }
    return octets
  }
}

// Messages (RFC 1035 §4).
extension LoopbackDNS {
  private func reply(to question: [UInt8], over way: String) -> [UInt8]? {
    guard question.count > 16 else { return nil }
    let end = Self.endOfQuestion(question)
    let asked = Array(question[12..<end])
    let name = Self.text(of: asked)
    let kind = UInt16(asked[asked.count - 4]) << 8 | UInt16(asked[asked.count - 3])
    questions.withLock { $0.append("\(way) \(kind) \(name)") }
    func message(_ code: UInt8, _ records: [Record], asked: [UInt8]) -> [UInt8] {
      let fitting = records.filter { $0.kind == kind || $0.kind == 5 }
      var octets = question[..<2] + [0x84 | question[2] & 0x01, 0x80 | code, 0, 1]
      octets += [UInt8(fitting.count >> 8), UInt8(fitting.count & 0xFF), 0, 0, 0, 0]
      octets += asked
      for record in fitting {
        let data = record.octets
        octets += [
          0xC0, 0x0C, 0, UInt8(record.kind), 0, 1, 0, 0, 0, 60, UInt8(data.count >> 8),
          UInt8(data.count & 0xFF),
        ]
        octets += data
      }
      return Array(octets)
    }
    switch answer(name, kind) {
    case .records(let records): return message(0, records, asked: asked)
    case .missing: return message(3, [], asked: asked)
    case .code(let code): return message(code, [], asked: asked)
    case .silence: return nil
    case .lie(let records): return message(0, records, asked: Self.name("another.example") + asked.suffix(4))
    case .garbage(let octets): return Array(question[..<2]) + octets
    }
  }

  private static func endOfQuestion(_ message: [UInt8]) -> Int {
    var index = 12
    while index < message.count, message[index] != 0 { index += Int(message[index]) + 1 }
    return min(index + 5, message.count)
  }

  private static func text(of question: [UInt8]) -> String {
    var labels: [String] = []
    var index = 0
    while index < question.count, question[index] != 0 {
      let end = min(index + 1 + Int(question[index]), question.count)
      labels.append(String(decoding: question[(index + 1)..<end], as: UTF8.self))
      index = end
    }
    return labels.joined(separator: ".").lowercased()
  }

  fileprivate static func name(_ text: String) -> [UInt8] {
    text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
  }
}
