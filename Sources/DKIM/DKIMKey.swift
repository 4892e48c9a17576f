import COpenSSL
import Crypto
import FoundationEssentials

/// A private key that signs messages.
///
/// Printing or reflecting it shows its kind and length, never the key.
public struct DKIMKey: Sendable {
  /// Shorter RSA keys are not signed with: what receivers expect (RFC 8301 §3.2 says SHOULD).
  public static let shortestRSAKey = 2048

  private let key: LibraryKey

  init(_ key: LibraryKey) { self.key = key }

  /// What it signs with.
  public var algorithm: DKIMAlgorithm { key.isRSA ? .rsaSHA256 : .ed25519SHA256 }

  /// How long it is: 2048 or more for RSA, 256 for Ed25519.
  var bits: Int { key.isRSA ? key.bits : 256 }

  /// How many octets a signature has.
  var signatureLength: Int { key.isRSA ? (key.bits + 7) / 8 : 64 }

  /// The half for the record in the DNS.
  public var publicKey: DKIMPublicKey { DKIMPublicKey(key) }

  /// The key as PKCS#8 in PEM form (RFC 5958, RFC 8410): a secret, for a file that only its owner reads.
  public var pem: String {
    let der = key.isRSA ? key.privateDER : ed25519Prefix + key.rawEd25519(isPrivate: true)
    let text = Array(Data(der).base64EncodedString())
    let lines = stride(from: 0, to: text.count, by: 64).map { String(text[$0..<min($0 + 64, text.count)]) }
    return (["-----BEGIN PRIVATE KEY-----"] + lines + ["-----END PRIVATE KEY-----", ""]).joined(
      separator: "\n")
  }

  /// Signs a hash; the same hash gives the same octets. Nil when the key makes no signature.
  func signature(for digest: SHA256Digest) -> [UInt8]? {
    key.isRSA ? key.rsaSignature(of: Array(digest)) : key.ed25519Signature(of: Array(digest))
  }
}

extension DKIMKey {
  /// Makes a new key.
  ///
  /// An Ed25519 key is 32 octets of the generator, which must be the system's
  /// for a key that is used. The primes of an RSA key are found by libcrypto,
  /// which asks the system by itself; this takes up to a second.
  public static func generated(
    _ algorithm: DKIMAlgorithm, using generator: inout some RandomNumberGenerator
  ) throws(UnusableDKIMKey) -> DKIMKey {
    let key: LibraryKey?
    switch algorithm {
    case .rsaSHA256: key = LibraryKey(owning: copenssl_make_rsa(Int32(shortestRSAKey)))
    case .ed25519SHA256:
      let words = (0..<4).map { _ in generator.next() as UInt64 }
      let seed = words.flatMap { word in stride(from: 0, to: 64, by: 8).map { UInt8(word >> $0 & 0xFF) } }
      key = LibraryKey(owning: copenssl_read_ed25519(seed, 1))
    }
    guard let key else { throw UnusableDKIMKey(name: algorithm.rawValue, fault: .isDamaged) }
    return DKIMKey(key)
  }
}

extension DKIMKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The kind and length.
  public var description: String {
    "private DKIM key (\(algorithm.keyType), \(bits) bits)"
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
