internal import Authentication
public import Diagnostics

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Who is asked.
public enum DNSServer: Hashable, Sendable, CustomStringConvertible {
  /// Whom this machine asks: `/etc/resolv.conf`.
  case system
  /// The server at an address and port: `127.0.0.1:5353`, `[::1]:5353`.
  case at(String)

  /// Reads `system`, or an address or name with or without a port.
  public init(_ text: String) throws(InvalidDNSServer) {
    if text == "system" {
      self = .system
      return
    }
    guard let (host, port) = Self.parts(of: text), let address = Self.address(of: host) else {
      throw InvalidDNSServer(text: text)
    }
    self = .at(address.family == .six ? "[\(address)]:\(port)" : "\(address):\(port)")
  }

  /// `system`, or address and port.
  public var description: String {
    switch self {
    case .system: "system"
    case .at(let place): place
    }
  }

  private static func parts(of text: String) -> (host: String, port: UInt16)? {
    if IPAddress(text) != nil { return (text, 53) }
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      let host = String(text[text.index(after: text.startIndex)..<end])
      let rest = text[text.index(after: end)...]
      if rest.isEmpty { return (host, 53) }
      return rest.hasPrefix(":") ? number(rest.dropFirst()).map { (host, $0) } : nil
    }
    guard let colon = text.lastIndex(of: ":") else { return (text, 53) }
    return number(text[text.index(after: colon)...]).map { (String(text[..<colon]), $0) }
  }

  private static func number(_ text: Substring) -> UInt16? {
    text.allSatisfy { $0.isASCII && $0.isNumber } ? UInt16(text).flatMap { $0 > 0 ? $0 : nil } : nil
  }

  /// The address of a name, as this machine knows it: of `localhost`, say.
  private static func address(of host: String) -> IPAddress? {
    if let address = IPAddress(host) { return address }
    guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    var hints = addrinfo()
    hints.ai_family = AF_INET
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return nil }
    defer { freeaddrinfo(list) }
    guard let first = list?.pointee.ai_addr else { return nil }
    return first.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
      withUnsafeBytes(of: $0.pointee.sin_addr) { IPAddress(octets: Array($0)) }
    }
  }
}

/// A text that names no server.
public struct InvalidDNSServer: ExplainedError, Hashable {
  /// The text.
  public let text: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .usage, "\(String(reflecting: text)) is not a DNS server",
      try: [
        "an address, with a port if it is not 53: 127.0.0.1:5353, [::1]:5353",
        "system, for the one this machine asks",
      ])
  }
}
