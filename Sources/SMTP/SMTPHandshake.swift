internal import Delivery

/// Follows the replies of greeting, EHLO, STARTTLS and AUTH while libcurl leads them.
///
/// libcurl tells no more than whether it worked. The lines it reads go through
/// here, so that the keywords are known afterwards and a refusal can be quoted.
struct SMTPHandshake {
  /// What the server said first.
  private(set) var greeting: SMTPReply?
  /// The reply that came last.
  private(set) var lastReply: SMTPReply?
  /// Where the handshake is: the phase whose reply is awaited.
  private(set) var phase = SMTPPhase.greeting
  /// What the last EHLO offered; after STARTTLS only the new one counts (RFC 3207 §4.2).
  private(set) var capabilities = SMTPCapabilities()
  /// The first line that was no reply, if there was one.
  private(set) var garbage: String?

  private var parser = SMTPReplyParser()

  /// Takes what libcurl hands to the header callback.
  mutating func append(_ bytes: some Sequence<UInt8>) {
    parser.append(bytes)
    while let event = parser.next() {
      switch event {
      case .garbage(let text): garbage = garbage ?? text
      case .reply(let reply): advance(reply)
      }
    }
  }

  private mutating func advance(_ reply: SMTPReply) {
    lastReply = reply
    greeting = greeting ?? reply
    switch (phase, reply.code) {
    case (.greeting, 200..<300): phase = .ehlo
    case (.ehlo, 250):
      capabilities = SMTPCapabilities(reply)
      phase = .auth
    case (.auth, 220): phase = .ehlo  // STARTTLS worked, EHLO follows
    default: break
    }
  }
}
