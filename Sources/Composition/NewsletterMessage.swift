import Editorial
public import Foundation
public import InternetMessage

/// Makes the messages of an issue, one for each reader.
///
/// All that readers share is laid out and encoded when the value is made, once
/// for each variant of the issue; a message then costs little more than
/// copying it.
public struct NewsletterMessage: Sendable {
  private struct Variant: Sendable {
    let template: MessageTemplate
    let header: [NewsletterHeader.Own]
    let slots: [MergeSlot]
  }

  private let issue: ComposedIssue
  private let variants: [Variant]

  /// Prepares the messages of an issue, all with one date; a test send puts `[Test] ` before the subject.
  ///
  /// - Throws: `InvalidHeaderField` when something configured cannot stand in a header.
  public init(
    issue: ComposedIssue, publication: Publication, list: ListHeaders? = nil, date: Date,
    subjectPrefix: String = ""
  ) throws {
    let seed = issue.contentHash
    self.issue = issue
    variants = try issue.variants.map { variant in
      let header = try NewsletterHeader(
        issue: issue, subject: variant.mergeableSubject, prefix: subjectPrefix, publication: publication,
        list: list, date: date)
      let text = variant.mergeableText
      let body = MIMEPart.newsletter(
        text: .text(text.open(from: 0), as: issue.textFormat.contentType),
        html: .text(variant.mergeableHTML.open(from: text.slots.count), as: .html))
      return Variant(
        template: MessageTemplate(header: header.fields, body: body, boundarySeed: seed),
        header: header.own, slots: text.slots + variant.mergeableHTML.slots)
    }
  }

  /// The body of each variant with no values in it: bodies of readers begin like it.
  public var emptyBodies: [[UInt8]] { variants.map(\.template.emptyBody) }

  /// Writes the message for one reader in place of what the buffer holds.
  ///
  /// The identifier comes from the caller: the same input gives the same octets.
  ///
  /// - Throws: `UnusableMergeValue`; `InvalidHeaderField` when the unsubscribe link cannot stand in a header.
  public func write(for reader: Reader, id: MessageID, to buffer: inout MessageBuffer) throws {
    let variant = variants[issue.variantIndex(for: reader)]
    try variant.template.write(
      to: &buffer,
      fields: { try variant.header[$0].fields(for: reader, id: id) },
      value: { try variant.slots[$0].append(for: reader, to: &$1) })
  }

  /// The message for one reader.
  ///
  /// - Throws: As ``write(for:id:to:)``.
  public func encoded(for reader: Reader, id: MessageID) throws -> EncodedMessage {
    var buffer = MessageBuffer()
    try write(for: reader, id: id, to: &buffer)
    return EncodedMessage(buffer)
  }
}
