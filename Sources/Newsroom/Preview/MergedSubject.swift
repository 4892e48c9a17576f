import Composition
import Editorial
import MailingLists

/// What the values of a reader do to the subject, told without composing the message.
struct MergedSubject {
  /// How many characters the subject has.
  let length: Int
  /// How many merge fields of the issue the reader has no value for.
  let emptyFields: Int

  init(_ issue: ComposedIssue, _ recipient: Recipient) {
    let reader = Reader(
      address: recipient.address, name: recipient.name, fields: recipient.fields, unsubscribeURL: "-",
      browserURL: "-")
    var tokens = issue.tokens
    var subject = issue.variants[issue.variantIndex(for: reader)].subject
    for field in issue.tokens.fields {
      let token = tokens.token(for: field)
      if subject.contains(token) { subject = subject.replacing(token, with: reader.value(of: field) ?? "") }
    }
    length = subject.count
    let names = Set(issue.tokens.fields.map(\.name)).filter { $0.hasPrefix("recipient.") }
    emptyFields = names.compactMap { MergeField(name: $0) }.count { reader.value(of: $0) == nil }
  }
}
