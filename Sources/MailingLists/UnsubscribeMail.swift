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

  /// Looks at a message.
  public init(_ message: ParsedMessage) {
    let header = message.header
    let addresses = Self.recipientFields.flatMap { header.all($0) }.flatMap(\.mailboxes).map(\.address)
    let subject = header[.subject]?.decodedText ?? ""
    let pieces =
      addresses.flatMap { $0.localPart.split(whereSeparator: { "+-=_.".contains($0) }) }
      + subject.split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber) })
    var seen: Set<String> = []
    candidates = pieces.map { $0.lowercased() }.filter { Self.mayBeToken($0) && seen.insert($0).inserted }
    sender = header[.from]?.mailboxes.first?.address
  }

  private static let recipientFields: [HeaderName] = [
    "Delivered-To", "X-Original-To", "Envelope-To", .to, "Cc", "Resent-To",
  ]

  private static func mayBeToken(_ text: String) -> Bool {
    (Token.shortest...Token.longest).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) }
  }
}
