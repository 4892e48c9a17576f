public import Diagnostics

/// A private key that cannot sign messages, and why.
///
/// Nothing of the key is in the error.
public struct UnusableDKIMKey: ExplainedError, Hashable {
  /// What is wrong with it.
  public enum Fault: Error, Hashable, Sendable {
    /// There is no PEM block.
    case isNotPEM
    /// It can be read only with a passphrase.
    case isLocked
    /// It is the public half, or a certificate.
    case isPublic
    /// It is neither RSA nor Ed25519.
    case isOfOtherKind
    /// It begins like a key and is none.
    case isDamaged
    /// It is an RSA key with so many bits.
    case isTooShort(bits: Int)
    /// It signs with another algorithm than the place wants.
    case signsWith(DKIMAlgorithm, insteadOf: DKIMAlgorithm)
    /// Both keys have one selector, and a selector has one record (RFC 6376 §3.6.2.2).
    case sharesItsSelector
  }

  /// What the person calls the key.
  public let name: String
  /// What is wrong.
  public let fault: Fault

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .configuration, "DKIM key \(String(reflecting: name)) \(fault.words)", try: fault.suggestions,
      notDone: "nothing was signed")
  }
}

extension UnusableDKIMKey.Fault {
  fileprivate var words: String {
    switch self {
    case .isNotPEM: "is not a private key in PEM form"
    case .isLocked: "is locked with a passphrase"
    case .isPublic: "is a public key or a certificate; signing needs the private key"
    case .isOfOtherKind: "is neither an RSA nor an Ed25519 key"
    case .isDamaged: "is damaged: what stands in the PEM block is no key"
    case .isTooShort(let bits): "has only \(bits) bits; receivers expect \(DKIMKey.shortestRSAKey)"
    case .signsWith(let algorithm, let wanted):
      "signs with \(algorithm.rawValue) where \(wanted.rawValue) is needed"
    case .sharesItsSelector: "has the same selector as the other key"
    }
  }

  fileprivate var suggestions: [String] {
    switch self {
    case .isLocked: ["'openssl pkey -in LOCKED.pem -out KEY.pem' takes the passphrase away"]
    case .isNotPEM, .isPublic, .isOfOtherKind, .isDamaged, .isTooShort:
      ["'broadsheet dkim keygen --selector S' makes a new key"]
    case .signsWith:
      ["every message needs an rsa-sha256 signature; ed25519-sha256 can be the second"]
    case .sharesItsSelector: ["give each key a selector of its own, such as 'mail2026' and 'mail2026e'"]
    }
  }
}
