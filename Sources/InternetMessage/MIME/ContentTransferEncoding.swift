/// How the octets of a part are written (RFC 2045 §6).
public enum ContentTransferEncoding: String, Hashable, Sendable, CaseIterable {
  case sevenBit = "7bit"
  case eightBit = "8bit"
  case binary
  case quotedPrintable = "quoted-printable"
  case base64
}

/// Octets with their line ends made CRLF, whichever of CR, LF and CRLF they were (RFC 2049 §4 (2)).
func canonicalLines(_ octets: [UInt8]) -> [UInt8] {
  var out: [UInt8] = []
  out.reserveCapacity(octets.count + octets.count / 16)
  var previous: UInt8 = 0
  for octet in octets {
    switch octet {
    case 0x0D: out.append(contentsOf: [0x0D, 0x0A])
    case 0x0A: if previous != 0x0D { out.append(contentsOf: [0x0D, 0x0A]) }
    default: out.append(octet)
    }
    previous = octet
  }
  return out
}

extension ContentTransferEncoding {
  /// The encoding for text, from its octets with canonical line ends.
  ///
  /// 7bit only where nothing on the way could change the text: ASCII without
  /// controls, lines of at most 78 octets that do not end with a blank and do
  /// not begin with "." or "From ". Otherwise quoted-printable, or base64 where
  /// that is shorter, as for Chinese or Arabic.
  static func suited(forText octets: [UInt8]) -> ContentTransferEncoding {
    if survivesAsItIs(octets) { return .sevenBit }
    let escaped = octets.count { $0 >= 0x80 || $0 == UInt8(ascii: "=") }
    return escaped > octets.count / 6 && octets.count > 20 ? .base64 : .quotedPrintable
  }
}

private func survivesAsItIs(_ octets: [UInt8]) -> Bool {
  var lineStart = 0
  var index = 0
  while index < octets.count {
    let octet = octets[index]
    switch octet {
    case 0x0D:
      if index > lineStart, octets[index - 1] == 0x20 || octets[index - 1] == 0x09 { return false }
      lineStart = index + 2
      index += 1
    case 0x09, 0x20...0x7E:
      if index == lineStart, octet == UInt8(ascii: ".") || octets[index...].starts(with: "From ".utf8) {
        return false
      }
      if index - lineStart >= 78 { return false }
    default: return false
    }
    index += 1
  }
  return octets.last != 0x20 && octets.last != 0x09
}
