/// How many messages are under way at once on one connection, and how they are handed over.
///
/// | the server offers | a message takes | its body is claimed |
/// |---|---|---|
/// | CHUNKING and PIPELINING | no round trip while the window is not full: `[RSET MAIL RCPT BDAT body]` | with its envelope |
/// | PIPELINING | one round trip: `[body . MAIL RCPT DATA]` in one write | after 354 |
/// | neither | four round trips | after 354 |
enum SMTPRung: Hashable {
  case sequential
  case pipelined
  case chunked(window: Int)

  /// The highest rung a server allows (RFC 2920, RFC 3030).
  init(_ capabilities: SMTPCapabilities, window: Int) {
    switch (capabilities.offers("PIPELINING"), capabilities.offers("CHUNKING")) {
    case (true, true): self = .chunked(window: max(1, window))
    case (true, false): self = .pipelined
    case (false, _): self = .sequential
    }
  }

  /// Whether bodies go as counted octets.
  var isChunked: Bool { if case .chunked = self { true } else { false } }
}
