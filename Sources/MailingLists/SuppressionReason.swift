/// Why a person must not be mailed.
public enum SuppressionReason: String, Hashable, Sendable, CaseIterable {
  /// The person asked not to be.
  case unsubscribed
  /// The address does not take mail.
  case bounced
  /// The person called a message spam.
  case complained
  /// Somebody here decided so.
  case manual

  /// What the `status` column of a list file says for it, in lower case.
  ///
  /// The words are those that other newsletter programs export.
  static let byStatus: [String: SuppressionReason] = [
    "unsubscribed": .unsubscribed, "unsubscribe": .unsubscribed, "opted out": .unsubscribed,
    "bounced": .bounced, "bounce": .bounced, "cleaned": .bounced,
    "complained": .complained, "complaint": .complained, "spam": .complained,
    "blocklisted": .manual, "blacklisted": .manual, "blocked": .manual, "disabled": .manual,
    "suppressed": .manual, "inactive": .manual,
  ]
}
