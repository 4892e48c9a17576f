import COpenSSL
import Synchronization

/// A key of libcrypto: RSA or Ed25519, private or public.
///
/// The key itself never changes and may be used by many threads. A context
/// that signs costs more to make than most of what is around a signature, and
/// one thread at a time may use it: those that are not in use wait here.
final class LibraryKey: Sendable {
  /// Both are only read after they were made.
  private struct Pointer: @unchecked Sendable {
    let key: OpaquePointer
  }
  private struct Contexts: @unchecked Sendable {
    var idle: [OpaquePointer] = []
  }

  private let pointer: Pointer
  private let contexts = Mutex(Contexts())

  /// Takes a key of libcrypto over; nil for none.
  init?(owning key: OpaquePointer?) {
    guard let key else { return nil }
    pointer = Pointer(key: key)
  }

  deinit {
    for context in contexts.withLock({ $0.idle }) { EVP_PKEY_CTX_free(context) }
    EVP_PKEY_free(pointer.key)
  }

  var isRSA: Bool { copenssl_is_rsa(pointer.key) == 1 }

  var bits: Int { Int(copenssl_bits(pointer.key)) }

  /// SubjectPublicKeyInfo (RFC 5280 §4.1) of the half that everybody may know.
  var publicDER: [UInt8] { written(copenssl_write_public) }

  /// PKCS#8 (RFC 5958) of the private key.
  var privateDER: [UInt8] { written(copenssl_write_private) }

  /// The 32 octets of an Ed25519 key.
  func rawEd25519(isPrivate: Bool) -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: 32)
    var count = octets.count
    let status =
      isPrivate
      ? EVP_PKEY_get_raw_private_key(pointer.key, &octets, &count)
      : EVP_PKEY_get_raw_public_key(pointer.key, &octets, &count)
    precondition(status == 1 && count == 32, "an Ed25519 key has 32 octets")
    return octets
  }

  /// RSASSA-PKCS1-v1_5 over a SHA-256 hash; nil when the key does not sign.
  func rsaSignature(of digest: [UInt8]) -> [UInt8]? {
    guard let context = contexts.withLock({ $0.idle.popLast() }) ?? copenssl_rsa_context(pointer.key, 1)
    else {
      return nil
    }
    defer { contexts.withLock { $0.idle.append(context) } }
    var count = (bits + 7) / 8
    var signature = [UInt8](repeating: 0, count: count)
    guard EVP_PKEY_sign(context, &signature, &count, digest, digest.count) == 1, count == signature.count
    else {
      return nil
    }
    return signature
  }

  /// Whether a signature by RSA is that of a SHA-256 hash.
  func isRSASignature(_ signature: [UInt8], of digest: [UInt8]) -> Bool {
    guard let context = copenssl_rsa_context(pointer.key, 0) else { return false }
    defer { EVP_PKEY_CTX_free(context) }
    return EVP_PKEY_verify(context, signature, signature.count, digest, digest.count) == 1
  }

  /// PureEd25519 (RFC 8032 §5.1.6); nil when the key does not sign.
  func ed25519Signature(of octets: [UInt8]) -> [UInt8]? {
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: 64)
    var count = signature.count
    guard EVP_DigestSignInit(context, nil, nil, nil, pointer.key) == 1,
      EVP_DigestSign(context, &signature, &count, octets, octets.count) == 1
    else { return nil }
    return signature
  }

  /// Whether a signature by Ed25519 is that of these octets.
  func isEd25519Signature(_ signature: [UInt8], of octets: [UInt8]) -> Bool {
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, nil, nil, pointer.key) == 1
      && EVP_DigestVerify(context, signature, signature.count, octets, octets.count) == 1
  }

  private func written(
    _ write: (OpaquePointer, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32
  ) -> [UInt8] {
    var der: UnsafeMutablePointer<UInt8>?
    let count = Int(write(pointer.key, &der))
    guard count > 0, let der else { return [] }
    defer { copenssl_free(der, count) }
    return Array(UnsafeBufferPointer(start: der, count: count))
  }
}
