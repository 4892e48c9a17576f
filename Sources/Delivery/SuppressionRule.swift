public import MailingLists

/// Which refusals say that an address takes no mail.
///
/// | refused at RCPT TO with | means (RFC 3463, RFC 7505) |
/// |---|---|
/// | 5.1.1 | no such mailbox |
/// | 5.1.2 | no such host |
/// | 5.1.3 | not an address there |
/// | 5.1.6 | the mailbox has moved and left no address |
/// | 5.1.10 | the host takes no mail at all |
/// | 5.2.1 | the mailbox is disabled |
///
/// Everything else, full mailboxes and policy among it, suppresses nobody.
public enum SuppressionRule {
  /// The codes of the table.
  public static let codes: Set<EnhancedStatusCode> = [
    .init(5, 1, 1), .init(5, 1, 2), .init(5, 1, 3), .init(5, 1, 6), .init(5, 1, 10), .init(5, 2, 1),
  ]

  /// Why an outcome suppresses its address; nil when it does not.
  public static func reason(for outcome: SubmissionOutcome) -> SuppressionReason? {
    guard case .rejected(.rcptTo, .reply(let reply)) = outcome, reply.isPermanent,
      let code = reply.enhancedStatus, codes.contains(code)
    else { return nil }
    return .bounced
  }
}
