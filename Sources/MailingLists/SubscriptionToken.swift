public import InternetMessage

/// An opaque text that stands for one person on one list, without a delivery.
///
/// For links in mail that no mailing sent, or that outlive the ledger: it is
/// nothing but a keyed hash, so whoever wants to know whom it means tries the
/// people of the list.
public struct SubscriptionToken: Hashable, Sendable, CustomStringConvertible {
  private let code: [UInt8]

  /// Makes the token of a person on a list.
  public init(_ address: EmailAddress, onList list: String, keys: TokenKeys) {
    code = Array(keys.code(for: Self.payload(address, list), as: .subscription))
  }

  /// Reads a token; whom it means, if anyone, is not known yet.
  public init(_ text: some StringProtocol) throws(ForgedToken) {
    guard text.utf8.count == 26, let code = Base32.bytes(of: text) else { throw ForgedToken() }
    self.code = code
  }

  /// Whether it means this person on this list.
  public func means(_ address: EmailAddress, onList list: String, keys: TokenKeys) -> Bool {
    keys.recognise(code[...], for: Self.payload(address, list), as: .subscription)
  }

  /// The text that goes into a link: 26 letters and digits.
  public var description: String { Base32.text(of: code) }

  private static func payload(_ address: EmailAddress, _ list: String) -> [UInt8] {
    Array(list.utf8) + [0] + Array(address.comparisonKey.utf8)
  }
}
