/// Which answers ask to go slower.
///
/// | answer | slows |
/// |---|---|
/// | 421, wherever it comes | the account |
/// | 45x with 4.1.x or 4.2.x | nothing: it is about one mailbox |
/// | 45x to RCPT TO | the recipient's domain |
/// | 45x to MAIL FROM, DATA or the message | the account |
///
/// Relays limit senders with 421, 450, 451, 452 and 454, and none of them is final.
public enum SlowDownRule {
  /// What goes slower.
  public enum Scope: Hashable, Sendable {
    /// Everything that the account sends.
    case account
    /// What goes to the recipient's domain.
    case domain
  }

  /// What an outcome slows down; nil when nothing.
  public static func scope(of outcome: SubmissionOutcome) -> Scope? {
    guard case .deferred(let phase, .reply(let reply)) = outcome else { return nil }
    if reply.code == 421 { return .account }
    guard (450..<460).contains(reply.code) else { return nil }
    if let subject = reply.enhancedStatus?.subject, subject == 1 || subject == 2 { return nil }
    return phase == .rcptTo ? .domain : .account
  }
}
