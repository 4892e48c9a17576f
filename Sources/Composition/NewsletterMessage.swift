public import Diagnostics
public import Editorial
public import Foundation
public import InternetMessage

/// One reader, as a message sees them: an address, a name and the columns of the list.
public struct Reader: Hashable, Sendable {
  /// Where the message goes.
  public var address: EmailAddress
  /// The reader's name, if the list has one.
  public var name: String?
  /// The columns of the list by their names.
  public var fields: [String: String]
  /// The reader's own way out.
  public var unsubscribeURL: String
  /// The same by mail, as a `mailto` URI.
  public var unsubscribeMail: String?
  /// The issue on the web.
  public var browserURL: String?

  /// Describes a reader.
  public init(
    address: EmailAddress, name: String?, fields: [String: String], unsubscribeURL: String,
    unsubscribeMail: String? = nil, browserURL: String?
  ) {
    self.address = address
    self.name = name
    self.fields = fields
    self.unsubscribeURL = unsubscribeURL
    self.unsubscribeMail = unsubscribeMail
    self.browserURL = browserURL
  }

  /// The value of a merge field; nil when the reader has none and the field no fallback.
  public func value(of field: MergeField) -> String? {
    let value: String? =
      switch field.name {
      case "recipient.email": address.description
      case "recipient.name": name ?? fields["name"]
      case "links.unsubscribe": unsubscribeURL
      case "links.browser": browserURL
      default: fields[String(field.name.dropFirst("recipient.".count))]
      }
    if let value, !value.allSatisfy(\.isWhitespace) { return value }
    return field.fallback
  }
}

/// A reader without a value for a merge field that has no fallback.
public struct MissingMergeValue: ExplainedError, Hashable {
  /// The merge field.
  public let field: MergeField
  /// The reader.
  public let address: EmailAddress

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .badData, "{{\(field.name)}} has no value for \(address.description.printable)",
      try: ["give it a fallback: {{\(field.name)|friend}}"])
  }
}

/// Makes the messages of an issue, one for each reader.
public struct NewsletterMessage: Sendable {
  private let issue: ComposedIssue
  private let publication: Publication
  private let list: ListHeaders?
  private let subjectPrefix: String
  private let seed: String

  /// Prepares the messages of an issue; a test send puts `[Test] ` before the subject.
  public init(
    issue: ComposedIssue, publication: Publication, list: ListHeaders? = nil, subjectPrefix: String = ""
  ) {
    self.issue = issue
    self.publication = publication
    self.list = list
    self.subjectPrefix = subjectPrefix
    seed = issue.contentHash
  }

  /// The message for one reader. The date and the identifier come from the caller: the same input gives
  /// the same octets.
  ///
  /// - Throws: `MissingMergeValue`; `InvalidHeaderField` when a link cannot stand in a header.
  public func encoded(for reader: Reader, id: MessageID, date: Date) throws -> EncodedMessage {
    var missing: MergeField?
    func value(_ field: MergeField) -> String {
      if let value = reader.value(of: field) { return value }
      missing = missing ?? field
      return ""
    }
    let subject = issue.mergeableSubject.filled(value)
    let text = issue.mergeableText.filled(value)
    let html = issue.mergeableHTML.filled(value)
    if let missing { throw MissingMergeValue(field: missing, address: reader.address) }
    var fields: [HeaderField] = [
      .mailboxes(.from, [publication.from]),
      .mailboxes(.to, [Mailbox(displayName: reader.name, address: reader.address)]),
      .text(.subject, subjectPrefix + subject),
      .date(.date, date),
      .messageIDs(.messageID, [id]),
    ]
    if let replyTo = publication.replyTo { fields.append(.mailboxes(.replyTo, [replyTo])) }
    fields += try ListHeaders.wayOut(
      reader.unsubscribeURL, mail: reader.unsubscribeMail, offersOneClick: list?.offersOneClick ?? false)
    if let list { fields += try list.sharedFields(isAutomatic: issue.isAutomatic) }
    let message = Message(
      header: Header(fields), body: .newsletter(text: .text(text), html: .html(html)))
    return message.encoded(boundarySeed: seed)
  }

  /// Why a reader could not get the issue: the fields without a value.
  public func missingFields(for reader: Reader) -> [MergeField] {
    issue.requiredFields.filter { reader.value(of: $0) == nil }
  }
}
