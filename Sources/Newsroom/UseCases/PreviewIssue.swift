public import Composition
import Delivery
public import Diagnostics
import Foundation
import InternetMessage
import MailingLists

/// Makes the finished message of one reader, as it would be sent.
public struct PreviewIssue {
  private let workspace: Workspace

  /// Previews in a workspace.
  public init(workspace: Workspace) { self.workspace = workspace }

  /// The octets of the message, and who it is for.
  ///
  /// Without an address it is the first reader of the first list, or, where
  /// there is no list, a reader without a name.
  ///
  /// - Throws: `NoSuchReader`; what composing a message throws.
  public func message(
    of issue: ComposedIssue, as address: String?, list: String?
  ) throws -> (octets: [UInt8], reader: String) {
    let (recipient, list) = try recipient(address, list: list)
    // A date and an identifier of no meaning: two previews of an issue are equal.
    let date = Date(timeIntervalSince1970: 1_767_225_600)
    let factory = try MessageFactory(
      issue: issue, list: list, configuration: workspace.configuration, keys: try workspace.tokenKeys(),
      date: date, signer: try Signing(workspace).signer())
    let delivery = Delivery(
      id: DeliveryID(mailing: 0, number: 1), recipient: recipient,
      messageID: try MessageID(unique: "preview", domain: workspace.configuration.messageIDDomain))
    let submission = try factory.submission(for: delivery)
    return (
      submission.message.bytes, Mailbox(displayName: recipient.name, address: recipient.address).description
    )
  }

  private func recipient(
    _ address: String?, list: String?
  ) throws -> (recipient: Recipient, list: String?) {
    let names =
      try list.map { name in
        _ = try workspace.lists.file(ofList: name)
        return [name]
      } ?? workspace.lists.listNames
    var unusable: (any Error)?
    for name in names {
      do {
        let found = try workspace.lists.file(ofList: name).first { recipient in
          guard let address else { return recipient.isSubscribed }
          return recipient.address.comparisonKey == address.lowercased()
        }
        if let found { return (found, name) }
      } catch {
        // Another list may have the reader; what is wrong with this one is said if none has.
        unusable = unusable ?? error
      }
    }
    if let unusable, address != nil || list != nil { throw unusable }
    if let address { throw NoSuchReader(address: address, lists: names) }
    return (Recipient(address: try EmailAddress("reader@example.org"), row: 0), nil)
  }
}

/// Nobody of that address is on a list.
public struct NoSuchReader: ExplainedError, Hashable {
  /// The address that was asked for.
  public let address: String
  /// The lists that were looked through.
  public let lists: [String]

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .notFound, "\(address.printable) is on no list",
      evidence: [
        lists.isEmpty
          ? "there are no lists in recipients/" : "looked through: " + lists.joined(separator: ", ")
      ])
  }
}
