public import Delivery
public import InternetMessage
public import MailingLists

/// Who must not be mailed, as the ledger says, addresses that were erased among them.
///
/// Each address is looked up when it is met, so that memory does not grow with the ledger.
public struct SuppressedPeople: Sendable {
  private let lookup: (any SuppressionLookup)?
  private let hasHashes: Bool
  private let keys: TokenKeys

  /// Reads the suppressions of a ledger; without one nobody is suppressed.
  public init(_ ledger: (any DeliveryLedger)?, keys: TokenKeys) throws {
    self.keys = keys
    let lookup = try ledger?.suppressionLookup()
    self.lookup = try lookup?.hasAny(beginningWith: "") == true ? lookup : nil
    hasHashes = try lookup?.hasAny(beginningWith: AddressHash.prefix) == true
  }

  /// Why an address must not be mailed for a list; nil when it may.
  public func reason(for address: EmailAddress, list: String) throws -> SuppressionReason? {
    try openReason(for: address, list: list) ?? erasure(of: address)
  }

  /// As ``reason(for:list:)`` for an address that is known not to be erased, which takes less time.
  func openReason(for address: EmailAddress, list: String) throws -> SuppressionReason? {
    let found = try lookup?.suppressions(ofKey: address.comparisonKey) ?? []
    return found.first { $0.list == nil || $0.list == list }?.reason
  }

  /// Why an address that was erased must not be mailed.
  public func erasure(of address: EmailAddress) throws -> SuppressionReason? {
    guard hasHashes, let lookup else { return nil }
    for hash in AddressHash.all(of: address, keys: keys) {
      if let found = try lookup.suppressions(ofKey: hash).first { return found.reason }
    }
    return nil
  }
}
