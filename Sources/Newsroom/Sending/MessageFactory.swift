public import Composition
public import DKIM
public import Delivery
import Diagnostics
import Editorial
public import Foundation
import InternetMessage
public import MailingLists

/// Makes the submission of each delivery: its message, its return path, its links.
public struct MessageFactory: Sendable {
  private let messages: NewsletterMessage
  private let issue: ComposedIssue
  private let links: Links
  private let keys: TokenKeys
  private let returnPathDomain: DomainName
  private let date: Date
  private let signer: DKIMSigner?
  /// For each variant of the issue what its bodies share, hashed once.
  private let sharedHashes: [SharedBodyHash]
  private let list: String?
  private let buffers = MessageBuffers()

  /// Prepares an issue for sending to a list. The date is that of all its messages.
  public init(
    issue: ComposedIssue, list: String?, configuration: Configuration, keys: TokenKeys, date: Date,
    signer: DKIMSigner?, subjectPrefix: String = ""
  ) throws {
    self.signer = signer
    self.issue = issue
    self.list = list
    messages = try NewsletterMessage(
      issue: issue, publication: configuration.publication,
      list: configuration.listHeaders(for: list, issue: issue.name), date: date, subjectPrefix: subjectPrefix)
    sharedHashes = signer == nil ? [] : messages.emptyBodies.map { SharedBodyHash($0[...]) }
    links = configuration.links
    self.keys = keys
    returnPathDomain = try configuration.returnPathDomain()
    self.date = date
  }

  /// The message of a delivery and the envelope to send it in.
  public func submission(for delivery: Delivery) throws -> Submission {
    let reader = reader(delivery.recipient, id: delivery.id)
    return Submission(
      delivery: delivery.id,
      envelope: Envelope(returnPath: try returnPath(of: delivery.id), recipient: delivery.address),
      message: try message(for: reader, id: delivery.messageID))
  }

  private func message(for reader: Reader, id: MessageID) throws -> EncodedMessage {
    guard let signer else { return try messages.encoded(for: reader, id: id) }
    return try buffers.lend { buffer in
      try messages.write(for: reader, id: id, to: &buffer)
      return try signer.signed(
        EncodedMessage(buffer), at: date, sharing: sharedHashes[issue.variantIndex(for: reader)])
    }
  }

  /// The merge fields that cannot be filled for a recipient.
  public func faults(for recipient: Recipient) -> [MergeFault] {
    issue.faults(for: reader(recipient, id: DeliveryID(mailing: 0, number: 0)))
  }

  /// How large the HTML of a recipient's message is.
  public func htmlSize(for recipient: Recipient) -> HTMLSize {
    issue.htmlSize(for: reader(recipient, id: DeliveryID(mailing: 0, number: 0)))
  }

  private func reader(_ recipient: Recipient, id: DeliveryID) -> Reader {
    let token = unsubscribeToken(for: recipient, id: id)
    return Reader(
      address: recipient.address, name: recipient.name, fields: recipient.fields,
      unsubscribeURL: links.unsubscribeURL(token: token),
      unsubscribeMail: links.unsubscribeMail(token: token),
      browserURL: links.browserURL(issue: issue.name), preferencesURL: links.preferencesURL(token: token))
  }

  /// A delivery's own token; a message that is in no ledger has that of the person on the list.
  private func unsubscribeToken(for recipient: Recipient, id: DeliveryID) -> String {
    id.mailing > 0
      ? Token(.unsubscribe, mailing: id.mailing, number: id.number, keys: keys).description
      : SubscriptionToken(recipient.address, onList: list ?? "", keys: keys).description
  }

  /// `bounces+TOKEN@domain`: who it was is read from the token when the message bounces (VERP).
  private func returnPath(of id: DeliveryID) throws -> EmailAddress {
    let token = Token(.bounce, mailing: id.mailing, number: id.number, keys: keys)
    return try EmailAddress("bounces+\(token)@\(returnPathDomain)")
  }
}
