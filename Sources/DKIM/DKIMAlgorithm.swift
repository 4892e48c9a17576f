/// How the hash of a header is signed: the `a=` of a signature.
///
/// There is no SHA-1 (RFC 8301 §3.1).
public enum DKIMAlgorithm: String, Hashable, Sendable, CaseIterable {
  /// RSASSA-PKCS1-v1_5 (RFC 6376 §3.3.2).
  case rsaSHA256 = "rsa-sha256"
  /// Ed25519 over the SHA-256 hash (RFC 8463 §3).
  case ed25519SHA256 = "ed25519-sha256"

  /// The kind of key in its record: the `k=` (RFC 6376 §3.6.1, RFC 8463 §4).
  public var keyType: String {
    switch self {
    case .rsaSHA256: "rsa"
    case .ed25519SHA256: "ed25519"
    }
  }

  init?(keyType: String) {
    guard let match = Self.allCases.first(where: { $0.keyType == keyType }) else { return nil }
    self = match
  }
}
