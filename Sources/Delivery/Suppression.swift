public import Foundation
public import InternetMessage
public import MailingLists

/// An address that must not be mailed.
public struct Suppression: Hashable, Sendable {
  /// The address in its comparing form.
  public var addressKey: String
  /// The list it holds for; nil for all.
  public var list: String?
  /// Why.
  public var reason: SuppressionReason
  /// Since when.
  public var date: Date
  /// Where it comes from: `delivery 42.1042`, `the command line`.
  public var origin: String

  /// Describes a suppression.
  public init(addressKey: String, list: String? = nil, reason: SuppressionReason, date: Date, origin: String)
  {
    self.addressKey = addressKey
    self.list = list
    self.reason = reason
    self.date = date
    self.origin = origin
  }
}

/// Finds the suppressions of one address after the other.
public protocol SuppressionLookup: AnyObject, Sendable {
  /// The suppressions of an address in its comparing form, or of a hash that stands for one.
  func suppressions(ofKey key: String) throws -> [Suppression]
  /// Whether there is a key that begins so.
  func hasAny(beginningWith prefix: String) throws -> Bool
  /// All keys, or nil when there are more than so many.
  func keys(upTo limit: Int) throws -> Set<String>?
}

/// One person on one list.
public struct Subscription: Hashable, Sendable {
  /// The person's address.
  public var address: EmailAddress
  /// The list's name.
  public var list: String

  /// Names a subscription.
  public init(address: EmailAddress, list: String) {
    self.address = address
    self.list = list
  }
}
