/// Which header fields a signature covers.
enum SignedFields {
  /// Named once more than they occur, so that nobody adds one (RFC 6376 §5.4.2, RFC 8058 §4).
  static let oversigned = [
    "from", "to", "cc", "subject", "date", "message-id", "reply-to", "mime-version", "content-type",
    "content-transfer-encoding", "list-id", "list-unsubscribe", "list-unsubscribe-post",
  ]

  /// Named as often as they occur (RFC 6376 §5.4.1, RFC 9477 §3.1); all other List-* fields as well.
  static let signed = [
    "sender", "in-reply-to", "references", "feedback-id", "auto-submitted", "precedence", "cfbl-address",
    "cfbl-feedback-id", "bimi-selector",
  ]

  /// The names for the `h=` of a signature.
  static func names(for header: RawHeader) -> [String] {
    var counts: [String: Int] = [:]
    var others: [String] = []
    for field in header.fields {
      if counts[field.name] == nil, field.name.hasPrefix("list-"), !oversigned.contains(field.name),
        field.name.utf8.allSatisfy(\.isNameOctet)
      {
        others.append(field.name)
      }
      counts[field.name, default: 0] += 1
    }
    return oversigned.flatMap { repeatElement($0, count: counts[$0, default: 0] + 1) }
      + (signed + others).flatMap { repeatElement($0, count: counts[$0, default: 0]) }
  }
}

extension UInt8 {
  /// Letters, digits and hyphens; a semicolon in a name would end the `h=`.
  fileprivate var isNameOctet: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
