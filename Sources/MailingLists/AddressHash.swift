public import InternetMessage

/// A keyed hash that stands for an address which is kept nowhere: what is left after an erasure.
///
/// Without the key nobody can try addresses against it; with it the same
/// address is recognised when an old list brings it back.
public struct AddressHash: Hashable, Sendable, CustomStringConvertible {
  /// What it begins with; an address has an @, so none is mistaken for a hash.
  public static let prefix = "hash:"

  /// The text: `hash:` and 26 letters and digits.
  public let description: String

  /// Hashes an address with the newest key.
  public init(_ address: EmailAddress, keys: TokenKeys) {
    description =
      Self.prefix + Base32.text(of: Array(keys.code(for: Self.payload(address.comparisonKey), as: .erasure)))
  }

  /// All hashes that an address may be kept under: one for each key that there was.
  public static func all(of address: EmailAddress, keys: TokenKeys) -> [String] {
    keys.codes(for: payload(address.comparisonKey), as: .erasure).map { prefix + Base32.text(of: Array($0)) }
  }

  private static func payload(_ key: String) -> [UInt8] { Array(key.utf8) }
}
