public import Bounces
public import Delivery
public import Diagnostics
public import Foundation
public import InternetMessage
public import MailingLists

/// Takes mail that came back, and stops mail to addresses that take none and to people who complained.
///
/// What a mail says counts for the delivery whose token it was sent to, or whose message it encloses; tokens are
/// signed and Message-IDs are random, so nobody can report bounces of others.
public struct ReadBounces {
  /// What became of one mail.
  public enum Result: Hashable, Sendable {
    /// It was recorded.
    case recorded(Entry)
    /// The same was recorded before, for this address.
    case known(EmailAddress)
    /// It is about somebody who was erased: no word of it is kept.
    case erased
    /// It says nothing against a reader.
    case harmless(ReturnedMail.Harmless)
    /// It names no delivery that this ledger has.
    case nobody
    /// It is no mail: it has no header.
    case noMail
  }

  /// What was recorded.
  public struct Entry: Hashable, Sendable {
    /// Whose message it was.
    public let address: EmailAddress
    /// What came back.
    public let bounce: Bounce
    /// How many issues in a row came back softly, this one included; 0 for other kinds.
    public let row: Int
    /// Why the address is not mailed any more; nil where it still is.
    public let suppression: SuppressionReason?
  }

  private let ledger: any DeliveryLedger
  private let keys: TokenKeys
  private let rule: SoftBounceRule
  private let isRehearsal: Bool

  /// Works in a workspace; a rehearsal only says what it would do.
  public init(workspace: Workspace, ledger: any DeliveryLedger, isRehearsal: Bool = false) throws {
    self.ledger = ledger
    self.isRehearsal = isRehearsal
    keys = try workspace.tokenKeys()
    rule = workspace.configuration.softBounces
  }

  /// Takes one mail.
  public func read(_ octets: [UInt8], at date: Date) throws -> Result {
    let message = ParsedMessage(octets)
    guard message.isMail else { return .noMail }
    let mail = ReturnedMail(message)
    let bounce: (kind: Bounce.Kind, status: EnhancedStatusCode?, text: String)
    switch mail.meaning {
    case .nothing(let why): return .harmless(why)
    case .failure(let failure): bounce = (failure.kind, failure.status, failure.text)
    case .complaint(let type): bounce = (.complaint, nil, type)
    }
    guard let delivery = try delivery(namedBy: mail) else { return .nobody }
    guard !ErasedAddress.isPlaceholder(delivery.address) else { return .erased }
    return try record(
      Bounce(delivery: delivery.id, kind: bounce.kind, date: date, status: bounce.status, text: bounce.text),
      of: delivery)
  }

  private func delivery(namedBy mail: ReturnedMail) throws -> Delivery? {
    for (purpose, candidates) in [(TokenPurpose.bounce, mail.tokens), (.unsubscribe, mail.unsubscribeTokens)]
    {
      for candidate in candidates {
        guard let token = try? Token(candidate, as: purpose, keys: keys) else { continue }
        let id = DeliveryID(mailing: token.mailing, number: token.number)
        if let delivery = try ledger.delivery(id) { return delivery }
      }
    }
    for messageID in mail.messageIDs {
      guard let id = DeliveryID(messageID), let delivery = try ledger.delivery(id) else { continue }
      if delivery.messageID == messageID { return delivery }
    }
    return nil
  }

  private func record(_ bounce: Bounce, of delivery: Delivery) throws -> Result {
    let key = delivery.address.comparisonKey
    let earlier = try ledger.bounces(toAddressKey: key)
    if earlier.contains(where: { $0.delivery == bounce.delivery && $0.kind == bounce.kind }) {
      return .known(delivery.address)
    }
    var row = 0
    if bounce.kind == .soft {
      row = rule.row(
        of: try ledger.deliveries(toAddressKey: key), bounces: earlier + [bounce], at: bounce.date)
    }
    let reason: SuppressionReason? =
      switch bounce.kind {
      case .hard: .bounced
      case .soft: row >= rule.limit ? .bounced : nil
      case .policy: nil
      case .complaint: .complained
      }
    let suppression = reason.map {
      Suppression(
        addressKey: key, reason: $0, date: bounce.date,
        origin: row > 0 ? "\(row) issues in a row came back" : "delivery \(delivery.id) came back")
    }
    if !isRehearsal, try !ledger.record(bounce, suppressing: suppression) { return .known(delivery.address) }
    return .recorded(Entry(address: delivery.address, bounce: bounce, row: row, suppression: reason))
  }
}

extension DeliveryID {
  /// The delivery that a Message-ID of ours names: `<mailing.number.random@domain>`.
  fileprivate init?(_ messageID: MessageID) {
    let parts = messageID.unique.split(separator: ".")
    guard parts.count == 3, let mailing = Int64(parts[0]), let number = Int64(parts[1]) else { return nil }
    self.init(mailing: mailing, number: number)
  }
}

/// A file or folder in which there is something, and no mail.
public struct NoMail: ExplainedError, Hashable {
  /// The file or folder.
  public let path: String
  /// How many files in the folder are no mail; nil for a file.
  public let count: Int?

  /// Names a place without mail.
  public init(path: String, count: Int? = nil) { (self.path, self.count) = (path, count) }

  /// What is said about it.
  public var problem: Problem {
    let summary =
      count.map {
        "there is no mail in \(path.printable): \($0 == 1 ? "its one file has" : "its \($0) files have") no header"
      } ?? "\(path.printable) is no mail: it has no header"
    return Problem(
      .badData, summary,
      evidence: [
        "a mailbox file begins with a line 'From ', a message with fields such as Received: and From:"
      ],
      notDone: "nothing was recorded")
  }
}
