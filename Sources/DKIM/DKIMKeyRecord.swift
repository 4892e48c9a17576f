import FoundationEssentials

/// What the DNS says about a key (RFC 6376 §3.6.1, RFC 8463 §4).
public struct DKIMKeyRecord: Hashable, Sendable {
  /// The key; nil when it was revoked with an empty `p=`.
  public let publicKey: DKIMPublicKey?
  /// Which hashes may be used with it; nil for all.
  public let hashes: [String]?
  /// Which services it is for; nil for all.
  public let services: [String]?
  /// `y`: the domain is testing; `s`: the `i=` must not be in a subdomain.
  public let flags: [String]

  /// The record of a key of ours.
  public init(_ publicKey: DKIMPublicKey) {
    self.publicKey = publicKey
    hashes = nil
    services = nil
    flags = []
  }

  /// Reads the text of a record; what was cut into several strings must be joined first.
  public init(_ text: String) throws(InvalidDKIMKeyRecord) {
    guard let tags = TagList(Array(text.utf8)[...]) else { throw .isNoTagList }
    if let version = tags["v"], version != "DKIM1" || tags.tags.first?.name != "v" { throw .hasOtherVersion }
    guard let encoded = tags.compact("p") else { throw .hasNoKey }
    let type = tags["k"] ?? "rsa"
    guard let algorithm = DKIMAlgorithm(keyType: type) else { throw .hasOtherKeyType(type) }
    if encoded.isEmpty {
      publicKey = nil
    } else {
      guard let data = Data(base64Encoded: encoded) else { throw .hasDamagedKey }
      guard let key = DKIMPublicKey(Array(data), for: algorithm) else {
        throw algorithm == .rsaSHA256 && data.isShortRSAKey ? .hasShortKey : .hasDamagedKey
      }
      publicKey = key
    }
    hashes = tags.list("h")
    services = tags.list("s")
    flags = tags.list("t") ?? []
  }

  /// The record's text: `v=DKIM1; k=rsa; p=MIIB…`.
  public var text: String {
    let key = publicKey.map { Data($0.octets).base64EncodedString() } ?? ""
    var tags = ["v=DKIM1"]
    if let hashes { tags.append("h=\(hashes.joined(separator: ":"))") }
    tags.append("k=\((publicKey?.algorithm ?? .rsaSHA256).keyType)")
    if let services { tags.append("s=\(services.joined(separator: ":"))") }
    if !flags.isEmpty { tags.append("t=\(flags.joined(separator: ":"))") }
    return (tags + ["p=\(key)"]).joined(separator: "; ")
  }
}

/// Why a text is no key record, as the rest of a sentence that begins with it.
public enum InvalidDKIMKeyRecord: Error, Hashable, CustomStringConvertible {
  /// It is not `name=value; name=value`, or says something twice.
  case isNoTagList
  /// `v=` is not DKIM1 or not the first tag.
  case hasOtherVersion
  /// There is no `p=`.
  case hasNoKey
  /// The key is of a kind that nobody defined.
  case hasOtherKeyType(String)
  /// The `p=` is no key.
  case hasDamagedKey
  /// The RSA key has less than 1024 bits (RFC 8301 §3.2).
  case hasShortKey

  /// The words.
  public var description: String {
    switch self {
    case .isNoTagList: "is not a list of tags"
    case .hasOtherVersion: "does not begin with v=DKIM1"
    case .hasNoKey: "has no key (p=)"
    case .hasOtherKeyType(let type): "has a key of the unknown kind \(String(reflecting: type))"
    case .hasDamagedKey: "has a key (p=) that cannot be read"
    case .hasShortKey: "has an RSA key of less than 1024 bits, which proves nothing (RFC 8301)"
    }
  }
}

extension Data {
  /// Whether it begins like a key and is shorter than the shortest with 1024 bits, a bare one of 140 octets.
  fileprivate var isShortRSAKey: Bool { first == 0x30 && count < 138 }
}
