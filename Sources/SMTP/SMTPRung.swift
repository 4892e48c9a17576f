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
  case chunked

  /// The highest rung a server allows (RFC 2920, RFC 3030).
  init(_ capabilities: SMTPCapabilities) {
    switch (capabilities.offers("PIPELINING"), capabilities.offers("CHUNKING")) {
    case (true, true): self = .chunked
    case (true, false): self = .pipelined
    case (false, _): self = .sequential
    }
  }

  /// Whether bodies go as counted octets.
  var isChunked: Bool { self == .chunked }
}
