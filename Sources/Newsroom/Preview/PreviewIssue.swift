public import Composition
import Delivery
import Diagnostics
import Editorial
import Foundation
import InternetMessage
import MailingLists

/// Makes the finished message of one reader, as it would be sent.
public struct PreviewIssue {
  private let workspace: Workspace
  private let issue: ComposedIssue
  private let marksValues: Bool

  /// Previews an issue in a workspace; the values of readers can be marked: `«Ada»`.
  public init(_ issue: ComposedIssue, workspace: Workspace, marksValues: Bool = false) {
    self.issue = issue
    self.workspace = workspace
    self.marksValues = marksValues
  }

  /// A finished message, and who it is for.
  public struct Message: Sendable {
    /// The message as it would be sent.
    public let octets: [UInt8]
    /// The name and address of the reader.
    public let reader: String
    /// The reader, and where the reader stands among the others.
    public let chosen: ChosenReader

    /// Who it is for, in one line: `Ada <ada@example.org>   (1 of 1204)`.
    public var heading: String {
      var notes: [String] = []
      if let position = chosen.position, let count = chosen.count { notes.append("\(position) of \(count)") }
      if let reason = chosen.reason { notes.append(reason) }
      if let why = chosen.recipient.suppression { notes.append("gets no mail: \(why.rawValue)") }
      return reader.printable + (notes.isEmpty ? "" : "   (\(notes.joined(separator: ", ")))")
    }
  }

  /// The message for a reader.
  ///
  /// Where nobody was chosen and there is no list, it is for a reader without a name.
  ///
  /// - Throws: `NoSuchReader`; what composing a message throws.
  public func message(as choice: ReaderChoice, list: String?) throws -> Message {
    let search = ReaderSearch(
      lists: workspace.lists, subjectLength: { MergedSubject(issue, $0).length },
      emptyFields: { MergedSubject(issue, $0).emptyFields })
    return try message(for: search.find(choice, list: list))
  }

  /// The message for a reader who was found before.
  public func message(for chosen: ChosenReader) throws -> Message {
    // A date and an identifier of no meaning: two previews of an issue are equal.
    let date = Date(timeIntervalSince1970: 1_767_225_600)
    let factory = try MessageFactory(
      issue: marksValues ? issue.marked() : issue, list: chosen.list, configuration: workspace.configuration,
      keys: try workspace.tokenKeys(), date: date, signer: try Signing(workspace).signer())
    let recipient = chosen.recipient
    let delivery = Delivery(
      id: DeliveryID(mailing: 0, number: 1), recipient: recipient,
      messageID: try MessageID(unique: "preview", domain: workspace.configuration.messageIDDomain))
    let submission = try factory.submission(for: delivery)
    return Message(
      octets: submission.message.bytes,
      reader: Mailbox(displayName: recipient.name, address: recipient.address).description, chosen: chosen)
  }

  /// The readers behind one, in the order of the list, up to a limit.
  public func readers(after chosen: ChosenReader, limit: Int) throws -> [ChosenReader] {
    guard let list = chosen.list else { return [] }
    var readers: [ChosenReader] = []
    var position = 0
    var isBehind = false
    try workspace.lists.file(ofList: list).forEachRow { row in
      guard case .recipient(let recipient) = row, recipient.isSubscribed else { return }
      position += 1
      if isBehind, readers.count < limit {
        readers.append(
          ChosenReader(recipient: recipient, list: list, position: position, count: chosen.count))
      }
      if recipient.row == chosen.recipient.row { isBehind = true }
    }
    return readers
  }
}
