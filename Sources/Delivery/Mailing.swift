public import Foundation
public import InternetMessage

/// One issue to one list: the unit of `send`, with a plan frozen at its start.
public struct Mailing: Hashable, Sendable, Identifiable {
  /// How far a mailing is.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// The plan is written; whether it is to be sent has not been answered.
    case proposed
    /// It was started, and something may be left to do.
    case running
    /// Nothing is left to do.
    case finished
  }

  /// Its number in the ledger, from 1, never used again.
  public let id: Int64
  /// What it was planned with.
  public var plan: MailingPlan
  /// How far it is.
  public var state: State
  /// How many people it was to mail when it was planned.
  public var people: Int
  /// When it was started; nil while it is proposed.
  public var startedAt: Date?

  /// Describes a mailing.
  public init(id: Int64, plan: MailingPlan, state: State, people: Int, startedAt: Date? = nil) {
    self.id = id
    self.plan = plan
    self.state = state
    self.people = people
    self.startedAt = startedAt
  }
}

/// What is decided before a mailing has its recipients.
public struct MailingPlan: Hashable, Sendable {
  /// Which people of the list a mailing goes to.
  public enum Audience: String, Hashable, Sendable, CaseIterable {
    /// Everybody who is subscribed.
    case everyone
    /// Those whom no earlier mailing of this issue to this list was meant for.
    case newcomers
  }

  /// The issue's name: `012-white-helmets`.
  public var issue: String
  /// The hash of what was approved; what is sent later must have the same.
  public var contentHash: String
  /// The list's name.
  public var list: String
  /// The subject, for reports.
  public var subject: String
  /// What stands behind the @ of the Message-IDs.
  public var domain: DomainName
  /// Which people of the list.
  public var audience: Audience
  /// When the plan is made.
  public var createdAt: Date
  /// After this nothing of it goes out any more, also not from a restored backup; nil when nothing was said.
  public var notAfter: Date?

  /// Makes a plan.
  public init(
    issue: String, contentHash: String, list: String, subject: String, domain: DomainName,
    audience: Audience = .everyone, createdAt: Date, notAfter: Date? = nil
  ) {
    self.issue = issue
    self.contentHash = contentHash
    self.list = list
    self.subject = subject
    self.domain = domain
    self.audience = audience
    self.createdAt = createdAt
    self.notAfter = notAfter
  }
}
