public import Delivery
import Diagnostics

/// Why a message did not arrive, and what that says about its reader.
public struct DeliveryFailure: Hashable, Sendable {
  /// Hard, soft or policy.
  public let kind: Bounce.Kind
  /// The status code (RFC 3463); the more telling one of the report's and the reply's.
  public let status: EnhancedStatusCode?
  /// The words of whoever refused it, safe to print.
  public let text: String

  /// Judges by a status code and the reply that it stands for.
  ///
  /// | status | kind |
  /// |---|---|
  /// | those of ``SuppressionRule`` | hard |
  /// | 5.7.x | policy |
  /// | 5.x.0 or none, and a reply that says that there is no such mailbox | hard |
  /// | all others: 4.x.x, a full mailbox, a size, a route | soft |
  public init(status written: EnhancedStatusCode?, diagnostic: String) {
    let reply = ReplyWords(diagnostic)
    let status = written.flatMap { $0.isVague ? nil : $0 } ?? reply.status ?? written
    self.status = status
    let words = diagnostic.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    text = String(words.printable.prefix(500))
    let isPermanent = (status?.statusClass ?? reply.code.map { $0 / 100 } ?? 5) == 5
    if let status, SuppressionRule.codes.contains(status) {
      kind = .hard
    } else if status?.statusClass == 5, status?.subject == 7 {
      kind = .policy
    } else if isPermanent, status?.isVague != false, UnknownMailboxPhrase.isIn(diagnostic) {
      kind = .hard
    } else {
      kind = .soft
    }
  }
}

/// The codes at the beginning of a reply that a report quotes: `550 5.1.1`, `550-5.1.1`, `550 #5.1.1`.
private struct ReplyWords {
  let code: Int?
  let status: EnhancedStatusCode?

  init(_ diagnostic: String) {
    let words = diagnostic.split(maxSplits: 2) { " -\t".contains($0) }.map { $0.drop { "#(".contains($0) } }
    code = words.first.flatMap { $0.utf8.count == 3 ? Int($0) : nil }
    let behind = code == nil ? words.first : words.dropFirst().first
    status = behind.flatMap { EnhancedStatusCode($0.prefix { $0.isNumber || $0 == "." }) }
  }
}

extension EnhancedStatusCode {
  /// Whether it says no more than that something failed: `5.0.0`, `5.1.0`, `5.5.0`.
  fileprivate var isVague: Bool { detail == 0 }
}

/// What servers say of a mailbox that is not there, where their code does not.
private enum UnknownMailboxPhrase {
  private static let phrases = [
    "no such user", "user unknown", "unknown user", "no such mailbox", "no mailbox here", "mailbox not found",
    "mailbox does not exist", "mailbox unavailable or not found", "user not found", "user doesn't have",
    "user does not exist", "user doesn't exist", "recipient not found", "unknown recipient",
    "recipient unknown", "no such recipient", "invalid recipient", "invalid mailbox",
    "address does not exist",
    "address doesn't exist", "account does not exist", "account doesn't exist", "account has been disabled",
    "account is disabled", "account disabled", "mailbox disabled", "account that you tried to reach does not",
    "not our customer", "no longer valid", "unrouteable address",
  ]

  static func isIn(_ diagnostic: String) -> Bool {
    let text = diagnostic.lowercased()
    return phrases.contains { text.contains($0) }
  }
}
