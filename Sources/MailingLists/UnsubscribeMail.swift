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
    automaticBy = Self.signOfProgram(in: header)
  }

  /// What may be a token in a text: a subject, an address, a link.
  public static func candidates(in text: String) -> [String] {
    var found = TokenCandidates()
    found.add(text: text)
    return found.words
  }

  /// The first field that only automatic answers have (RFC 3834 §3.1.7, §5; RFC 3464), and what older programs write.
  ///
  /// Mail programs that unsubscribe on a press of a button may say `auto-generated`; that alone is no answer.
  private static func signOfProgram(in header: ParsedHeader) -> String? {
    for field in header.fields {
      let value = field.unfolded.lowercased()
      let isAnswer =
        switch field.name.lowercased() {
        case "auto-submitted": value.hasPrefix("auto-replied") || value.hasPrefix("auto-notified")
        case "return-path": value.filter { !$0.isWhitespace } == "<>"
        case "content-type": value.hasPrefix("multipart/report")
        case "precedence": value == "junk" || value == "auto_reply"
        case "x-autoreply", "x-autorespond", "x-autoresponder", "x-failed-recipients": value != "no"
        case "x-auto-response-suppress":
          // Exchange writes both on vacation notes, and the second alone on all kinds of mail.
          header[.autoSubmitted]?.unfolded.lowercased().hasPrefix("auto-generated") == true
        default: false
        }
      if isAnswer { return "\(field.name): \(field.unfolded)" }
    }
    return nil
  }
}
