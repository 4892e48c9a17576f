import Crypto
import CryptoExtras
import FoundationEssentials

/// The half of a key that everybody may know.
public struct DKIMPublicKey: Sendable {
  private enum Key {
    case rsa(_RSA.Signing.PublicKey)
    case ed25519(Curve25519.Signing.PublicKey)
  }

  private let key: Key

  init(_ key: _RSA.Signing.PublicKey) { self.key = .rsa(key) }

  init(_ key: Curve25519.Signing.PublicKey) { self.key = .ed25519(key) }

  /// Reads the octets of a record's `p=`; nil when they are no such key.
  ///
  /// RSA keys stand there as SubjectPublicKeyInfo or bare (RFC 6376 §3.6.1 says
  /// one, its example shows the other), Ed25519 keys as 32 octets (RFC 8463 §4).
  init?(_ octets: [UInt8], for algorithm: DKIMAlgorithm) {
    switch algorithm {
    case .ed25519SHA256:
      guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: octets) else { return nil }
      self.key = .ed25519(key)
    case .rsaSHA256:
      guard let key = try? _RSA.Signing.PublicKey(unsafeDERRepresentation: octets) else { return nil }
      self.key = .rsa(key)
    }
  }

  /// What it verifies.
  public var algorithm: DKIMAlgorithm {
    switch key {
    case .rsa: .rsaSHA256
    case .ed25519: .ed25519SHA256
    }
  }

  /// How long it is: 1024 to 4096 for RSA, 256 for Ed25519.
  public var bits: Int {
    switch key {
    case .rsa(let key): key.keySizeInBits
    case .ed25519: 256
    }
  }

  /// The octets of a record's `p=`.
  public var octets: [UInt8] {
    switch key {
    case .rsa(let key): Array(key.derRepresentation)
    case .ed25519(let key): Array(key.rawRepresentation)
    }
  }

  func isValid(_ signature: [UInt8], for digest: SHA256Digest) -> Bool {
    switch key {
    case .rsa(let key):
      key.isValidSignature(
        _RSA.Signing.RSASignature(rawRepresentation: signature), for: digest, padding: .insecurePKCS1v1_5)
    case .ed25519(let key):
      key.isValidSignature(signature, for: Array(digest))
    }
  }
}

extension DKIMPublicKey: Hashable {
  /// Whether both are the same key.
  public static func == (a: Self, b: Self) -> Bool { a.algorithm == b.algorithm && a.octets == b.octets }

  /// Hashes the octets.
  public func hash(into hasher: inout Hasher) { hasher.combine(octets) }
}
