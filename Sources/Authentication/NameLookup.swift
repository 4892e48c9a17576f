/// Asks the DNS: the port that an edge fills, and tests.
///
/// A name that does not exist has no records; an error is a question that got no answer.
public protocol NameLookup {
  /// The TXT records of a name, each joined from its strings (RFC 7208 §3.3).
  func texts(of name: String) throws(LookupFailure) -> [String]
  /// The MX records of a name.
  func mailServers(of name: String) throws(LookupFailure) -> [MailServer]
  /// The A or AAAA records of a name.
  func addresses(of name: String, _ family: IPAddress.Family) throws(LookupFailure) -> [IPAddress]
  /// The PTR records of an address.
  func names(of address: IPAddress) throws(LookupFailure) -> [String]
}

/// Who takes mail for a domain.
public struct MailServer: Hashable, Sendable {
  /// Servers with a lower one are tried first.
  public var preference: Int
  /// Its name; empty in a null MX, which says that there is no mail (RFC 7505).
  public var name: String

  /// Names a server.
  public init(preference: Int, name: String) {
    self.preference = preference
    self.name = name
  }
}

/// A question that the DNS did not answer.
public struct LookupFailure: Error, Hashable, CustomStringConvertible {
  /// What was asked for.
  public var name: String
  /// Why there is no answer.
  public var reason: String

  /// Describes it.
  public init(name: String, reason: String) {
    self.name = name
    self.reason = reason
  }

  /// The sentence.
  public var description: String { "no answer about \(name): \(reason)" }
}
