/// The mailboxes of an address list, obsolete forms included (RFC 5322 §3.4, §4.4).
func parsedMailboxes(_ tokens: [StructuredToken]) -> [Mailbox] {
  var mailboxes: [Mailbox] = []
  var entry = MailboxEntry()
  for token in tokens {
    switch token {
    case .special(","), .special(";"):
      // A comma inside angle brackets belongs to a route.
      if entry.isInAngles, token == .special(",") { continue }
      if let mailbox = entry.mailbox { mailboxes.append(mailbox) }
      entry = MailboxEntry()
    case .special(":"):
      // Behind a group's name and behind a route the address begins anew.
      entry = entry.isInAngles ? entry.withoutRoute : MailboxEntry()
    default: entry.append(token)
    }
  }
  if let mailbox = entry.mailbox { mailboxes.append(mailbox) }
  return mailboxes
}

private struct MailboxEntry {
  private var phrase: [StructuredToken] = []
  private var address: [StructuredToken]?
  private var comment: String?
  private(set) var isInAngles = false

  mutating func append(_ token: StructuredToken) {
    switch token {
    case .special("<"):
      address = []
      isInAngles = true
    case .special(">"): isInAngles = false
    case .comment(let text): comment = text
    case _ where isInAngles: address?.append(token)
    case _ where address == nil: phrase.append(token)
    default: return
    }
  }

  var withoutRoute: MailboxEntry {
    var entry = self
    entry.address = []
    return entry
  }

  var mailbox: Mailbox? {
    let written = (address ?? phrase).reduce(into: "") { $0 += $1.wireText }
    guard written.utf8.contains(UInt8(ascii: "@")), let parsed = try? EmailAddress(written) else {
      return nil
    }
    let name = address == nil ? comment ?? "" : phrase.reduce(into: "") { $0 += $1.shownText }
    return Mailbox(displayName: decodedWords(name), address: parsed)
  }
}

extension StructuredToken {
  fileprivate var wireText: String {
    switch self {
    case .blank, .comment: ""
    case .atom(let text): text
    case .quoted(let text): text.quoted
    case .special(let sign): String(sign)
    }
  }
}

/// What stands in angle brackets.
func parsedIdentifiers(_ text: String) -> [String] {
  let scalars = text.unicodeScalars
  let pieces = scalars.split(separator: "<", omittingEmptySubsequences: false)
  return pieces.dropFirst().compactMap { piece in
    piece.firstIndex(of: ">").map { String(piece[..<$0]).trimmed }
  }
}
