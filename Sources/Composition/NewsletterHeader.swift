import Editorial
import Foundation
import InternetMessage

/// The header of an issue's messages, in its order.
///
/// A field that is the same in all messages is encoded once. A field of the
/// reader's is a case of ``Own``, and is made for each message.
struct NewsletterHeader: Sendable {
  /// A field that differs from reader to reader.
  enum Own: Hashable, Sendable {
    case to
    case subject(MergeableText, prefix: String)
    case messageID
    case wayOut(offersOneClick: Bool)
  }

  private(set) var fields: [MessageTemplate.Field] = []
  private(set) var own: [Own] = []

  init(
    issue: ComposedIssue, subject: MergeableText, prefix: String, publication: Publication,
    list: ListHeaders?, date: Date
  ) throws(InvalidHeaderField) {
    add(.mailboxes(.from, [publication.from]))
    add(.to)
    if subject.fields.isEmpty {
      add(.text(.subject, prefix + subject.filled(\.text)))
    } else {
      add(.subject(subject, prefix: prefix))
    }
    add(.date(.date, date))
    add(.messageID)
    if let replyTo = publication.replyTo { add(.mailboxes(.replyTo, [replyTo])) }
    add(.wayOut(offersOneClick: list?.offersOneClick ?? false))
    for field in try list?.sharedFields(isAutomatic: issue.isAutomatic) ?? [] { add(field) }
  }

  private mutating func add(_ field: HeaderField) { fields.append(.fixed(field)) }

  private mutating func add(_ field: Own) {
    fields.append(.slot(own.count))
    own.append(field)
  }
}

extension NewsletterHeader.Own {
  /// The fields for a reader.
  func fields(for reader: Reader, id: MessageID) throws -> [HeaderField] {
    switch self {
    case .to: [.mailboxes(.to, [Mailbox(displayName: reader.name, address: reader.address)])]
    case .subject(let subject, let prefix): [.text(.subject, prefix + (try subject.filled(for: reader)))]
    case .messageID: [.messageIDs(.messageID, [id])]
    case .wayOut(let offersOneClick):
      try ListHeaders.wayOut(
        reader.unsubscribeURL, mail: reader.unsubscribeMail, offersOneClick: offersOneClick)
    }
  }
}

extension MergeableText {
  /// The text with a reader's values.
  func filled(for reader: Reader) throws(UnusableMergeValue) -> String {
    if let fault = slots.lazy.compactMap({ $0.fault(for: reader) }).first {
      throw UnusableMergeValue(fault: fault, address: reader.address)
    }
    return filled { reader.value(of: $0) ?? "" }
  }
}
