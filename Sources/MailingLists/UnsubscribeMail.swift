public import InternetMessage

/// A message to the unsubscribe address, looked at for tokens.
///
/// Only where the message was sent to and its subject count: a reply quotes the
/// letter with its links, and does not mean them. Who it is from does not
/// matter either; people read one mailbox and write from another.
public struct UnsubscribeMail: Hashable, Sendable {
  /// What may be a token, in the order of trust: addresses first, then the words of the subject.
  public let candidates: [String]
  /// Who sent it, if that can be read.
  public let sender: EmailAddress?
  /// The field by which it is an automatic answer: a vacation note, a bounce; nil when a person, or the
  /// mail program for them, wrote it.
  public let automaticBy: String?

  /// Looks at a message.
  public init(_ message: ParsedMessage) {
    let header = message.header
    var found = TokenCandidates()
    found.add(recipientsOf: header)
    found.add(text: header[.subject]?.decodedText ?? "")
    candidates = found.words
    sender = header[.from]?.mailboxes.first?.address
    automaticBy = AutomaticAnswer.sign(in: header)
  }
}
