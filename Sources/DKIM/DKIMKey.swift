import Crypto
import CryptoExtras
import FoundationEssentials

/// A private key that signs messages.
///
/// Printing or reflecting it shows its kind and length, never the key.
public struct DKIMKey: Sendable {
  /// Shorter RSA keys are not signed with: what receivers expect (RFC 8301 §3.2 says SHOULD).
  public static let shortestRSAKey = 2048

  private enum Key {
    case rsa(_RSA.Signing.PrivateKey)
    case ed25519(Curve25519.Signing.PrivateKey)
  }

  private let key: Key

  init(_ key: _RSA.Signing.PrivateKey) { self.key = .rsa(key) }

  init(_ key: Curve25519.Signing.PrivateKey) { self.key = .ed25519(key) }

  /// What it signs with.
  public var algorithm: DKIMAlgorithm { publicKey.algorithm }

  /// The half for the record in the DNS.
  public var publicKey: DKIMPublicKey {
    switch key {
    case .rsa(let key): DKIMPublicKey(key.publicKey)
    case .ed25519(let key): DKIMPublicKey(key.publicKey)
    }
  }

  /// The key as PKCS#8 in PEM form (RFC 5958, RFC 8410): a secret, for a file that only its owner reads.
  public var pem: String {
    switch key {
    case .rsa(let key): key.pkcs8PEMRepresentation.endingWithLineFeed
    case .ed25519(let key):
      "-----BEGIN PRIVATE KEY-----\n"
        + Data(ed25519Prefix + Array(key.rawRepresentation)).base64EncodedString()
        + "\n-----END PRIVATE KEY-----\n"
    }
  }

  /// Signs a hash; the same hash gives the same octets.
  ///
  /// Both algorithms are deterministic in BoringSSL. On Apple's systems
  /// CryptoKit adds randomness to Ed25519.
  func signature(for digest: SHA256Digest) throws -> [UInt8] {
    switch key {
    case .rsa(let key): Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
    case .ed25519(let key): Array(try key.signature(for: Array(digest)))
    }
  }
}

extension DKIMKey {
  /// Makes a new key.
  ///
  /// An Ed25519 key is 32 octets of the generator, which must be the system's
  /// for a key that is used. The primes of an RSA key are found by BoringSSL,
  /// which asks the system by itself; this takes up to a second.
  public static func generated(
    _ algorithm: DKIMAlgorithm, using generator: inout some RandomNumberGenerator
  ) throws -> DKIMKey {
    switch algorithm {
    case .rsaSHA256: return DKIMKey(try _RSA.Signing.PrivateKey(keySize: .bits2048))
    case .ed25519SHA256:
      let words = (0..<4).map { _ in generator.next() as UInt64 }
      let seed = words.flatMap { word in stride(from: 0, to: 64, by: 8).map { UInt8(word >> $0 & 0xFF) } }
      return DKIMKey(try Curve25519.Signing.PrivateKey(rawRepresentation: seed))
    }
  }
}

extension DKIMKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The kind and length.
  public var description: String {
    "private DKIM key (\(publicKey.algorithm.keyType), \(publicKey.bits) bits)"
  }
  /// The kind and length.
  public var debugDescription: String { description }
  /// Nothing: a dump must not show the key.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What stands before the 32 octets of an Ed25519 key in PKCS#8 (RFC 8410 §7).
let ed25519Prefix: [UInt8] = [
  0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
]

extension String {
  fileprivate var endingWithLineFeed: String { hasSuffix("\n") ? self : self + "\n" }
}
