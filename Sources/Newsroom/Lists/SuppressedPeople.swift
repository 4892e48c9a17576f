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
  /// All keys as they were in the beginning, where what comes in meanwhile does not matter and they are not too many.
  private let known: Set<String>?

  /// About 10 MB of addresses.
  static let mostKnown = 100_000

  /// Reads the suppressions of a ledger; without one nobody is suppressed.
  ///
  /// With a snapshot what is recorded from now on does not count, and looking
  /// an address up takes a tenth of the time.
  public init(_ ledger: (any DeliveryLedger)?, keys: TokenKeys, isSnapshot: Bool = false) throws {
    self.keys = keys
    let lookup = try ledger?.suppressionLookup()
    self.lookup = try lookup?.hasAny(beginningWith: "") == true ? lookup : nil
    hasHashes = try lookup?.hasAny(beginningWith: AddressHash.prefix) == true
    known = isSnapshot ? try lookup?.keys(upTo: Self.mostKnown) : nil
  }

  /// Why an address must not be mailed for a list; nil when it may.
  public func reason(for address: EmailAddress, list: String) throws -> SuppressionReason? {
    try openReason(for: address, list: list) ?? erasure(of: address)
  }

  /// As ``reason(for:list:)`` for an address that is known not to be erased, which takes less time.
  func openReason(for address: EmailAddress, list: String) throws -> SuppressionReason? {
    let found = try suppressions(ofKey: address.comparisonKey)
    return found.first { $0.list == nil || $0.list == list }?.reason
  }

  /// Why an address that was erased must not be mailed.
  public func erasure(of address: EmailAddress) throws -> SuppressionReason? {
    guard hasHashes else { return nil }
    for hash in AddressHash.all(of: address, keys: keys) {
      if let found = try suppressions(ofKey: hash).first { return found.reason }
    }
    return nil
  }

  private func suppressions(ofKey key: String) throws -> [Suppression] {
    if let known, !known.contains(key) { return [] }
    return try lookup?.suppressions(ofKey: key) ?? []
  }
}
