#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// An address of version 4 or 6, and whether the Internet at large uses it.
struct NetworkAddress: Hashable, CustomStringConvertible {
  /// Four or sixteen octets.
  let octets: [UInt8]

  init?(octets: [UInt8]) {
    guard octets.count == 4 || octets.count == 16 else { return nil }
    self.octets = octets
  }

  /// Reads the octets of a `sockaddr_in` or `sockaddr_in6`.
  init?(family: Int32, octets: [UInt8]) {
    switch family {
    case AF_INET where octets.count >= 8: self.octets = Array(octets[4..<8])
    case AF_INET6 where octets.count >= 24: self.octets = Array(octets[8..<24])
    default: return nil
    }
  }

  /// Whether it is none of a machine itself, of a private network, of a link or for special use (RFC 6890).
  var isPublic: Bool {
    if octets.count == 4 { return !Self.specialFour.contains { Self.matches(octets, $0.prefix, $0.length) } }
    if let embedded { return NetworkAddress(octets: embedded)?.isPublic ?? false }
    return !Self.specialSix.contains { Self.matches(octets, $0.prefix, $0.length) }
  }

  /// The address of version 4 within one of version 6 that only carries it.
  private var embedded: [UInt8]? {
    let zeros = [UInt8](repeating: 0, count: 10)
    if octets.starts(with: zeros + [0xFF, 0xFF]) { return Array(octets[12...]) }
    if octets.starts(with: [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)) {
      return Array(octets[12...])
    }
    if octets.starts(with: [0x20, 0x02]) { return Array(octets[2..<6]) }
    return nil
  }

  private static func matches(_ octets: [UInt8], _ prefix: [UInt8], _ length: Int) -> Bool {
    for bit in 0..<length {
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      if octets[bit / 8] & mask != (bit / 8 < prefix.count ? prefix[bit / 8] : 0) & mask { return false }
    }
    return true
  }

  private static let specialFour: [(prefix: [UInt8], length: Int)] = [
    ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24),
    ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24),
    ([203, 0, 113], 24), ([224], 4), ([240], 4),
  ]

  private static let specialSix: [(prefix: [UInt8], length: Int)] = [
    ([], 8), ([0, 0x64, 0xFF, 0x9B, 0, 1], 48), ([1], 8), ([0x20, 0x01, 0], 23),
    ([0x20, 0x01, 0x0D, 0xB8], 32),
    ([0x3F, 0xFF], 20), ([0xFC], 7), ([0xFE, 0x80], 10), ([0xFE, 0xC0], 10), ([0xFF], 8),
  ]

  var description: String {
    if octets.count == 4 { return octets.map { String($0) }.joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map {
      String(Int(octets[$0]) << 8 | Int(octets[$0 + 1]), radix: 16)
    }
    return groups.joined(separator: ":")
  }
}
