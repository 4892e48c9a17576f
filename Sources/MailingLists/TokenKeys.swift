import Crypto

/// The secrets that tokens are made and recognised with.
///
/// A new key is put in front and the older ones are kept: new tokens are made
/// with the first, tokens in mail that was sent years ago are still recognised.
public struct TokenKeys: Sendable {
  /// How long a key must be at least: as long as the hash (RFC 2104 §3).
  public static let shortestKey = 32
  /// How much of the HMAC a token carries: nobody guesses 80 bits over SMTP or HTTP.
  static let codeLength = 10

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
  func code(for payload: [UInt8], as purpose: TokenPurpose) -> ArraySlice<UInt8> {
    Self.code(for: payload, as: purpose, key: current)
  }

  /// Whether one of the keys made this code; takes as long for a near miss as for a far one.
  func recognise(_ code: ArraySlice<UInt8>, for payload: [UInt8], as purpose: TokenPurpose) -> Bool {
    var isKnown = false
    for key in [current] + former {
      let right = Self.code(for: payload, as: purpose, key: key)
      let difference = zip(code, right).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) }
      if code.count == right.count, difference == 0 { isKnown = true }
    }
    return isKnown
  }

  /// The purpose stands in front of the payload, so that a token for one is none for the other.
  private static func code(for payload: [UInt8], as purpose: TokenPurpose, key: SymmetricKey) -> ArraySlice<
    UInt8
  > {
    let text = Array(purpose.rawValue.utf8) + [0] + payload
    return Array(HMAC<SHA256>.authenticationCode(for: text, using: key)).prefix(codeLength)
  }
}

/// What a token allows its bearer to do.
public enum TokenPurpose: String, Hashable, Sendable, CaseIterable {
  /// To report that a message bounced: part of its return path.
  case bounce
  /// To end a subscription: part of the link in the message.
  case unsubscribe
}

/// A key that somebody could guess.
public struct TokenKeyTooShort: Error, Hashable {
  /// How many octets it has.
  public var length: Int
}
