#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// An address of version 4 or 6.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// Which of the two.
  public enum Family: Hashable, Sendable, CaseIterable {
    case four, six
  }

  /// Four or sixteen octets.
  public let octets: [UInt8]

  /// Takes four or sixteen octets.
  public init?(octets: [UInt8]) {
    guard octets.count == 4 || octets.count == 16 else { return nil }
    // An address of version 4 within one of version 6 is one of version 4 (RFC 7208 §5).
    let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    self.octets = octets.count == 16 && octets.starts(with: mapped) ? Array(octets[12...]) : octets
  }

  /// Reads `192.0.2.1` or `2001:db8::1`.
  public init?(_ text: some StringProtocol) {
    let text = String(text)
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(octets: withUnsafeBytes(of: four) { Array($0) })
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      self.init(octets: withUnsafeBytes(of: six) { Array($0) })
    } else {
      return nil
    }
  }

  /// Which version it is of.
  public var family: Family { octets.count == 4 ? .four : .six }

  /// The address as people write it.
  public var description: String {
    if family == .four { return octets.map(String.init).joined(separator: ".") }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    return octets.withUnsafeBytes { octets in
      inet_ntop(AF_INET6, octets.baseAddress, &text, socklen_t(text.count)).map { String(cString: $0) } ?? ""
    }
  }

  /// The name that has its PTR record (RFC 1035 §3.5, RFC 3596 §2.5).
  public var reverseName: String {
    if family == .four { return octets.reversed().map(String.init).joined(separator: ".") + ".in-addr.arpa" }
    return nibbles.reversed().joined(separator: ".") + ".ip6.arpa"
  }

  /// The address with a dot after each octet, or each half of one, as `%{i}` has it (RFC 7208 §7.3).
  var dotted: String { family == .four ? description : nibbles.joined(separator: ".") }

  /// Whether it begins with the first bits of another.
  func isWithin(_ network: IPAddress, bits: Int) -> Bool {
    guard family == network.family else { return false }
    for bit in 0..<min(bits, octets.count * 8) {
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      if octets[bit / 8] & mask != network.octets[bit / 8] & mask { return false }
    }
    return true
  }

  /// Whether receivers never see it: this machine, or a network that is not part of the Internet.
  public var isPrivate: Bool {
    Self.privateNetworks.contains { network, bits in
      IPAddress(network).map { isWithin($0, bits: bits) } ?? false
    }
  }

  private static let privateNetworks: [(String, Int)] = [
    ("127.0.0.0", 8), ("10.0.0.0", 8), ("172.16.0.0", 12), ("192.168.0.0", 16), ("169.254.0.0", 16),
    ("100.64.0.0", 10), ("0.0.0.0", 8), ("::", 127), ("fc00::", 7), ("fe80::", 10),
  ]

  private var nibbles: [String] {
    octets.flatMap { [String($0 >> 4, radix: 16), String($0 & 0xF, radix: 16)] }
  }
}
