/// How fast an account may send.
public struct PaceLimits: Hashable, Sendable {
  /// All messages together; nil for as fast as the server takes them.
  public var account: Rate?
  /// Messages to one recipient domain, by its name in A-labels and lower case.
  public var domains: [String: Rate]
  /// Messages to each domain that is not named.
  public var otherDomains: Rate?

  /// Sets limits; without arguments there are none.
  public init(account: Rate? = nil, domains: [String: Rate] = [:], otherDomains: Rate? = nil) {
    self.account = account
    self.domains = domains
    self.otherDomains = otherDomains
  }

  /// The limit of one domain.
  public func limit(of domain: String) -> Rate? { domains[domain] ?? otherDomains }
}

/// A change of pace that the server asked for, or the end of it.
public struct PaceChange: Hashable, Sendable {
  /// The recipient domain; nil when all that the account sends is meant.
  public var domain: String?
  /// The pace from now on; nil when nothing holds back any more.
  public var rate: Rate?
  /// What the server said; nil when the pace recovers.
  public var reply: SMTPReply?

  /// Describes a change.
  public init(domain: String?, rate: Rate?, reply: SMTPReply?) {
    self.domain = domain
    self.rate = rate
    self.reply = reply
  }
}
