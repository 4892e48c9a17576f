import Crypto

/// The secrets that tokens are made and recognised with.
///
/// A new key is put in front and the older ones are kept: new tokens are made
/// with the first, tokens in mail that was sent years ago are still recognised.
public struct TokenKeys: Sendable {
  /// How long a key must be at least: as long as the hash (RFC 2104 §3).
  public static let shortestKey = 32

  private let current: SymmetricKey
  private let former: [SymmetricKey]

  /// Takes the key for new tokens and those that older tokens were made with.
  public init(current: [UInt8], former: [[UInt8]] = []) throws(TokenKeyTooShort) {
    for key in [current] + former where key.count < Self.shortestKey {
      throw TokenKeyTooShort(length: key.count)
    }
    self.current = SymmetricKey(data: current)
    self.former = former.map { SymmetricKey(data: $0) }
  }

  /// The code of a payload, with the key for new tokens.
  func code(for payload: [UInt8], as use: TokenUse) -> ArraySlice<UInt8> {
    Self.code(for: payload, as: use, key: current)
  }

  /// The codes of a payload with each key, the newest first.
  func codes(for payload: [UInt8], as use: TokenUse) -> [ArraySlice<UInt8>] {
    ([current] + former).map { Self.code(for: payload, as: use, key: $0) }
  }

  /// Whether one of the keys made this code; takes as long for a near miss as for a far one.
  func recognise(_ code: ArraySlice<UInt8>, for payload: [UInt8], as use: TokenUse) -> Bool {
    var isKnown = false
    for key in [current] + former {
      let right = Self.code(for: payload, as: use, key: key)
      let difference = zip(code, right).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) }
      if code.count == right.count, difference == 0 { isKnown = true }
    }
    return isKnown
  }

  /// The use stands in front of the payload, so that a token for one is none for another.
  private static func code(for payload: [UInt8], as use: TokenUse, key: SymmetricKey) -> ArraySlice<UInt8> {
    let text = Array(use.name.utf8) + [0] + payload
    return Array(HMAC<SHA256>.authenticationCode(for: text, using: key)).prefix(use.codeLength)
  }
}

/// What a code is made for, and how much of the HMAC it keeps.
struct TokenUse {
  var name: String
  var codeLength: Int

  /// A delivery's token: 80 bits, which nobody guesses over SMTP or HTTP.
  static func delivery(_ purpose: TokenPurpose) -> Self { Self(name: purpose.rawValue, codeLength: 10) }
  /// A subscription's token is nothing but its code, and should be unique as well.
  static let subscription = Self(name: "subscription", codeLength: 16)
  /// What is left of an address that was erased.
  static let erasure = Self(name: "erasure", codeLength: 16)
}

/// A key that somebody could guess.
public struct TokenKeyTooShort: Error, Hashable {
  /// How many octets it has.
  public var length: Int
}
