public import Foundation

/// Why a send queue gives nothing more.
public enum SendEnding: Hashable, Sendable {
  /// Everything that was due has been handed out.
  case finished
  /// Somebody asked to stop.
  case stopped
  /// So many people were asked for, and so many were handed out.
  case limited(Int)
  /// The time after which nothing of the mailing may go out has passed.
  case tooLate(Date)
  /// The account has handed over what it may on this day of its warm-up.
  case usedUp(until: Date)
  /// The server refuses the sender, not the recipient: going on would burn the list.
  case paused(SMTPPhase, SMTPReply)
  /// The message is too large for the server, and so is every other.
  case tooLarge(SMTPPhase, SMTPReply)

  /// What an outcome of one recipient means for all others; nil when nothing.
  ///
  /// 5.7.x is about policy and authentication, and so is any permanent answer
  /// to MAIL FROM. 5.3.4 is about size (RFC 3463), and so is 552 without an
  /// enhanced code, except to RCPT TO, where it is said of a full mailbox.
  public init?(because outcome: SubmissionOutcome) {
    guard case .rejected(let phase, .reply(let reply)) = outcome else { return nil }
    switch reply.enhancedStatus {
    case EnhancedStatusCode(5, 3, 4): self = .tooLarge(phase, reply)
    case nil where reply.code == 552 && phase != .rcptTo: self = .tooLarge(phase, reply)
    case .some(let code) where code.subject == 7: self = .paused(phase, reply)
    default:
      guard phase == .mailFrom else { return nil }
      self = .paused(phase, reply)
    }
  }
}
