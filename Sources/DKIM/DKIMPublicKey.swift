import COpenSSL
import Crypto

/// The half of a key that everybody may know.
public struct DKIMPublicKey: Sendable {
  /// Longer RSA keys are not verified with: they only keep a verifier busy (RFC 6376 §8.3).
  private static let rsaBits = 1024...8192

  private let key: LibraryKey

  init(_ key: LibraryKey) { self.key = key }

  /// Reads the octets of a record's `p=`; nil when they are no such key.
  ///
  /// RSA keys stand there as SubjectPublicKeyInfo or bare (RFC 6376 §3.6.1 says
  /// one, its example shows the other), Ed25519 keys as 32 octets (RFC 8463 §4).
  init?(_ octets: [UInt8], for algorithm: DKIMAlgorithm) {
    switch algorithm {
    case .ed25519SHA256:
      guard octets.count == 32, let key = LibraryKey(owning: copenssl_read_ed25519(octets, 0)) else {
        return nil
      }
      self.key = key
    case .rsaSHA256:
      guard let key = LibraryKey(owning: copenssl_read_public_rsa(octets, octets.count)), key.isRSA,
        Self.rsaBits.contains(key.bits)
      else { return nil }
      self.key = key
    }
  }

  /// What it verifies.
  public var algorithm: DKIMAlgorithm { key.isRSA ? .rsaSHA256 : .ed25519SHA256 }

  /// How long it is: 1024 to 8192 for RSA, 256 for Ed25519.
  public var bits: Int { key.isRSA ? key.bits : 256 }

  /// The octets of a record's `p=`.
  public var octets: [UInt8] { key.isRSA ? key.publicDER : key.rawEd25519(isPrivate: false) }

  func isValid(_ signature: [UInt8], for digest: SHA256Digest) -> Bool {
    key.isRSA
      ? key.isRSASignature(signature, of: Array(digest))
      : key.isEd25519Signature(signature, of: Array(digest))
  }
}

extension DKIMPublicKey: Hashable {
  /// Whether both are the same key.
  public static func == (a: Self, b: Self) -> Bool { a.algorithm == b.algorithm && a.octets == b.octets }

  /// Hashes the octets.
  public func hash(into hasher: inout Hasher) { hasher.combine(octets) }
}
