public import Delivery
public import InternetMessage
public import MailingLists

/// Who must not be mailed, as the ledger says, addresses that were erased among them.
public struct SuppressedPeople: Sendable {
  private var reasons: [String: [(list: String?, reason: SuppressionReason)]] = [:]
  private var hasHashes = false
  private let keys: TokenKeys

  /// Reads the suppressions of a ledger; without one nobody is suppressed.
  public init(_ ledger: (any DeliveryLedger)?, keys: TokenKeys) throws {
    self.keys = keys
    for suppression in try ledger?.suppressions(forList: nil) ?? [] {
      reasons[suppression.addressKey, default: []].append((suppression.list, suppression.reason))
      if suppression.addressKey.hasPrefix(AddressHash.prefix) { hasHashes = true }
    }
  }

  /// Why an address must not be mailed for a list; nil when it may.
  public func reason(for address: EmailAddress, list: String) -> SuppressionReason? {
    guard !reasons.isEmpty else { return nil }
    if let found = reason(under: address.comparisonKey, list: list) { return found }
    return erasure(of: address)
  }

  /// Why an address that was erased must not be mailed.
  public func erasure(of address: EmailAddress) -> SuppressionReason? {
    guard hasHashes else { return nil }
    for hash in AddressHash.all(of: address, keys: keys) {
      if let found = reasons[hash]?.first { return found.reason }
    }
    return nil
  }

  private func reason(under key: String, list: String) -> SuppressionReason? {
    reasons[key]?.first { $0.list == nil || $0.list == list }?.reason
  }
}
