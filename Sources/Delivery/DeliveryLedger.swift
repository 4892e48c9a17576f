public import Foundation
public import MailingLists

/// The memory of all mailings: who was to get what, and what became of it.
///
/// Every call that changes something is one transaction: it is done as a whole
/// and survives the end of the process, or it throws and nothing is changed.
/// Reading is possible while another process sends.
public protocol DeliveryLedger: AnyObject, Sendable {
  // Planning

  /// Writes the plan of a mailing with one row for each person, and says how the number came about.
  ///
  /// The list is streamed. Proposals that nobody started are removed first.
  /// The generator makes the Message-IDs unique.
  func propose(
    _ plan: MailingPlan, from source: some RecipientSource, using generator: inout some RandomNumberGenerator
  ) throws -> ProposalSummary
  /// Makes a proposed mailing a running one.
  func start(_ mailing: Mailing.ID, at date: Date) throws -> Mailing
  /// Removes a proposed mailing.
  func discard(_ mailing: Mailing.ID) throws

  // Sending

  /// The next deliveries to hand over, in order of their numbers.
  func due(
    _ selection: DueSelection, of mailing: Mailing.ID, after number: Int64, limit: Int
  ) throws -> [Delivery]
  /// Records that messages are about to leave, and what became of others.
  ///
  /// The claims are counted under the account's day. Throws without recording anything when one of them
  /// is not pending or deferred: somebody else has it.
  func commit(claims: [DeliveryID], verdicts: [Verdict], on day: AccountDay?, at date: Date) throws
  /// What an account has handed over before a day and on it.
  func usage(of account: String, on day: String) throws -> AccountUsage
  /// Clears up behind a sender that ended: what was being handed over becomes unknown.
  ///
  /// Also suppresses those of the rest who must not be mailed any more.
  func recover(_ mailing: Mailing.ID, at date: Date) throws -> Recovery
  /// Makes the unknown deliveries pending again, and says how many; their Message-IDs stay.
  func resendUnknown(_ mailing: Mailing.ID) throws -> Int
  /// Notes that a mailing goes on whose sending a refusal had halted.
  func goOn(_ mailing: Mailing.ID) throws
  /// Changes until when a mailing may go out.
  func setNotAfter(_ date: Date?, of mailing: Mailing.ID) throws
  /// Marks a mailing as finished when nothing is left to do; says whether it is.
  func finish(_ mailing: Mailing.ID) throws -> Bool

  // Reading

  /// The mailing of a number.
  func mailing(_ id: Mailing.ID) throws -> Mailing?
  /// The last mailing of an issue to a list that was started.
  func latestMailing(issue: String, list: String) throws -> Mailing?
  /// All mailings that were started, the newest first.
  func mailings() throws -> [Mailing]
  /// How many deliveries stand where.
  func counts(of mailing: Mailing.ID) throws -> DeliveryCounts
  /// The last answers to deliveries, equal ones together, the most frequent first.
  func replyGroups(of mailing: Mailing.ID) throws -> [ReplyGroup]
  /// Why a mailing is halted; nil when it is not.
  func halt(of mailing: Mailing.ID) throws -> SendEnding?
  /// The first mailing of an issue to a list that was started.
  func firstMailing(issue: String, list: String) throws -> Mailing?
  /// When the first of the deferred deliveries is due.
  func nextAttempt(of mailing: Mailing.ID) throws -> Date?
  /// Calls the body with each delivery in one of the states, in order of their numbers.
  func forEachDelivery(
    of mailing: Mailing.ID, in states: Set<DeliveryState>, _ body: (Delivery) throws -> Void
  ) throws
  /// The first deliveries in one of the states, in order of their numbers.
  func firstDeliveries(of mailing: Mailing.ID, in states: Set<DeliveryState>, limit: Int) throws -> [Delivery]
  /// The deliveries to an address in all mailings that were started, the last mailing first.
  func deliveries(to addressKey: String) throws -> [(mailing: Mailing, delivery: Delivery)]
  /// The history of one delivery, the oldest attempt first.
  func attempts(of delivery: DeliveryID) throws -> [Attempt]

  // Bounces

  /// Records what came back, and stops mail to the address where that follows; says whether it was not known yet.
  ///
  /// One of each kind is kept for a delivery. What is known already changes nothing, so that an address that
  /// somebody allows again stays allowed when a mailbox is read once more.
  func record(_ bounce: Bounce, suppressing: Suppression?) throws -> Bool
  /// What came back of all deliveries to an address, in its comparing form.
  func bounces(toAddressKey key: String) throws -> [Bounce]
  /// How many deliveries of a mailing came back or were complained about.
  func bounceCounts(of mailing: Mailing.ID) throws -> [Bounce.Kind: Int]
  /// Calls the body with what came back of a mailing, in the order of the deliveries' numbers.
  func forEachBounce(of mailing: Mailing.ID, _ body: (Bounce) throws -> Void) throws
  /// One delivery; nil when the ledger has no such delivery.
  func delivery(_ id: DeliveryID) throws -> Delivery?

  // Suppressions

  /// Stops mail to an address; says whether it was not stopped before.
  ///
  /// The reason that was there first stays, unless it was a bounce and the
  /// person says no: an address that works again does not undo that.
  @discardableResult
  func suppress(_ suppression: Suppression) throws -> Bool
  /// Whom a delivery was for, and on which list; nil when the ledger has no such delivery.
  func subscription(of delivery: DeliveryID) throws -> Subscription?
  /// Allows mail to an address again; says whether it was suppressed.
  func unsuppress(addressKey: String, list: String?) throws -> Bool
  /// Calls the body with each suppression that holds for a list, or with all of them, in order of addresses.
  func forEachSuppression(forList list: String?, _ body: (Suppression) throws -> Void) throws
  /// Finds the suppressions of single addresses.
  func suppressionLookup() throws -> any SuppressionLookup
  /// Takes an address out of all mailings and leaves a suppression under its hash; says how many deliveries that were.
  func erase(_ address: ErasedAddress, at date: Date) throws -> Int
  /// All deliveries to an address, in its comparing form, the oldest first.
  func deliveries(toAddressKey key: String) throws -> [Delivery]
}

extension DeliveryLedger {
  /// The suppressions that hold for a list, or all of them.
  public func suppressions(forList list: String?) throws -> [Suppression] {
    var all: [Suppression] = []
    try forEachSuppression(forList: list) { all.append($0) }
    return all
  }

  /// The suppressions of one address in its comparing form.
  public func suppressions(ofKey key: String) throws -> [Suppression] {
    try suppressionLookup().suppressions(ofKey: key)
  }

  /// Records a round that is counted under no account.
  public func commit(claims: [DeliveryID], verdicts: [Verdict], at date: Date) throws {
    try commit(claims: claims, verdicts: verdicts, on: nil, at: date)
  }
}

/// Which deliveries of a mailing are handed over in a run.
public struct DueSelection: Hashable, Sendable {
  /// Deferred deliveries that are due at this time are among them; nil for none of them.
  public var deferredUntil: Date?
  /// Those that are due later than this are among them as well: no schedule waits so long, so a clock was wrong.
  public var unbelievableAfter: Date?

  /// The pending alone.
  public static let pending = DueSelection(deferredUntil: nil)
  /// The pending and all deferred, due or not.
  public static let everythingLeft = DueSelection(deferredUntil: .distantFuture)
  /// The pending and those deferred that are due.
  ///
  /// A time that lies further ahead than the longest pause comes from a clock that was wrong, then or now,
  /// and nobody is to wait for it.
  public static func dueBy(_ date: Date, longestPause: Duration = RetrySchedule().longestPause)
    -> DueSelection
  {
    DueSelection(deferredUntil: date, unbelievableAfter: date + longestPause.timeInterval)
  }
}

/// What was cleared up behind a sender.
public struct Recovery: Hashable, Sendable {
  /// How many deliveries became unknown.
  public var unknown: Int
  /// How many became suppressed since the plan was made.
  public var suppressed: Int

  /// Describes it.
  public init(unknown: Int = 0, suppressed: Int = 0) {
    self.unknown = unknown
    self.suppressed = suppressed
  }
}
