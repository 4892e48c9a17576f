public import InternetMessage

/// Words of a mail that may be tokens: in lower case, each once, in the order in which they were found.
public struct TokenCandidates: Hashable, Sendable {
  /// The words.
  public private(set) var words: [String] = []

  /// Begins without any.
  public init() {}

  /// Takes those in a text: a subject, a link.
  public init(in text: String) { add(text: text) }

  /// Takes those in the addresses that a message was sent to, as its servers and its sender wrote them.
  public mutating func add(recipientsOf header: ParsedHeader) {
    for field in Self.recipientFields.flatMap(header.all) {
      for mailbox in field.mailboxes { add(address: mailbox.address) }
    }
  }

  /// Takes those in an address: pieces of its local part.
  public mutating func add(address: EmailAddress) {
    add(address.localPart.split(whereSeparator: { "+-=_.".contains($0) }))
  }

  /// Takes those in any text.
  public mutating func add(text: String) {
    add(text.split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber) }))
  }

  private mutating func add(_ pieces: [Substring]) {
    for piece in pieces.map({ $0.lowercased() }) where Self.mayBeToken(piece) && !words.contains(piece) {
      if words.count < Self.limit { words.append(piece) }
    }
  }

  private static let recipientFields: [HeaderName] = [
    "Delivered-To", "X-Original-To", "Envelope-To", .to, "Cc", "Resent-To",
  ]

  /// More are not looked at: each costs a signature.
  private static let limit = 50

  private static func mayBeToken(_ text: String) -> Bool {
    (Token.shortest...Token.longest).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) }
  }
}
