public import InternetMessage
public import MailingLists

/// An address on its way out: what is looked for, and what stays in its place.
public struct ErasedAddress: Hashable, Sendable {
  /// The address in its comparing form, which is to be found nowhere afterwards.
  public let addressKey: String
  /// The keyed hash under which it stays suppressed.
  public let hash: String

  /// Names an address.
  public init(_ address: EmailAddress, keys: TokenKeys) {
    addressKey = address.comparisonKey
    hash = AddressHash(address, keys: keys).description
  }

  /// Whether an address is what a delivery's became when its reader was erased.
  public static func isPlaceholder(_ address: EmailAddress) -> Bool {
    address.domain == "erased.invalid" && address.localPart.hasPrefix("erased+")
  }

  /// What a delivery's address becomes; `.invalid` is nobody's (RFC 2606 §2).
  public var placeholder: EmailAddress {
    do { return try EmailAddress("erased+\(hash.dropFirst(AddressHash.prefix.count))@erased.invalid") } catch
    {
      preconditionFailure("letters and digits are a valid local part")
    }
  }
}
