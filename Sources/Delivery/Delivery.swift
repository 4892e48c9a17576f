public import Foundation
public import InternetMessage
public import MailingLists

/// One mailing to one recipient, with its history.
public struct Delivery: Hashable, Sendable, Identifiable {
  /// Which one it is.
  public let id: DeliveryID
  /// Who is to get it, as the list said when the plan was made.
  public var recipient: Recipient { planned.recipient }
  /// The message's identifier; every attempt carries the same, so that a repetition can be told.
  public var messageID: MessageID { planned.messageID }
  /// Where it stands.
  public var state: DeliveryState
  /// How many attempts have an outcome.
  public var attempts: Int
  /// When the first attempt had its outcome.
  public var firstAttempt: Date?
  /// When a deferred delivery is due again.
  public var nextAttempt: Date?
  /// What became of the last attempt.
  public var lastOutcome: SubmissionOutcome?
  private let planned: PlannedDelivery

  /// Describes a delivery; without history it is a new one.
  public init(
    id: DeliveryID, recipient: Recipient, messageID: MessageID, state: DeliveryState = .pending,
    attempts: Int = 0,
    firstAttempt: Date? = nil, nextAttempt: Date? = nil, lastOutcome: SubmissionOutcome? = nil
  ) {
    self.id = id
    planned = PlannedDelivery(recipient: recipient, messageID: messageID)
    self.state = state
    self.attempts = attempts
    self.firstAttempt = firstAttempt
    self.nextAttempt = nextAttempt
    self.lastOutcome = lastOutcome
  }

  /// Where the message goes.
  public var address: EmailAddress { planned.recipient.address }
}

/// What the plan says about a delivery, in one piece: deliveries are handed from one to the other all the time.
private final class PlannedDelivery: Hashable, Sendable {
  let recipient: Recipient
  let messageID: MessageID

  init(recipient: Recipient, messageID: MessageID) {
    self.recipient = recipient
    self.messageID = messageID
  }

  static func == (a: PlannedDelivery, b: PlannedDelivery) -> Bool {
    a === b || a.recipient == b.recipient && a.messageID == b.messageID
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(recipient)
    hasher.combine(messageID)
  }
}

/// One try at a delivery.
public struct Attempt: Hashable, Sendable {
  /// Which one, from 1.
  public var number: Int
  /// When its outcome was recorded.
  public var date: Date
  /// What became of it.
  public var outcome: SubmissionOutcome

  /// Describes an attempt.
  public init(number: Int, date: Date, outcome: SubmissionOutcome) {
    self.number = number
    self.date = date
    self.outcome = outcome
  }
}
