/// Where in the dialogue something happened (RFC 5321 §3).
public enum SMTPPhase: String, Hashable, Sendable, CaseIterable {
  case connect, greeting, ehlo, startTLS, auth, mailFrom, rcptTo, data, body

  /// The command or moment as a person reads it in a report.
  public var words: String {
    switch self {
    case .connect: "connecting"
    case .greeting: "greeting"
    case .ehlo: "EHLO"
    case .startTLS: "STARTTLS"
    case .auth: "AUTH"
    case .mailFrom: "MAIL FROM"
    case .rcptTo: "RCPT TO"
    case .data: "DATA"
    case .body: "the message"
    }
  }
}

/// Why a submission was not accepted.
public enum RefusalReason: Hashable, Sendable, CustomStringConvertible {
  /// The server said so.
  case reply(SMTPReply)
  /// The connection ended or was reset.
  case connectionLost(String)
  /// No answer within the time allowed for the phase.
  case timedOut
  /// The server does not offer what this message needs: `SMTPUTF8`.
  case notOffered(String)
  /// The server's answer was not SMTP.
  case unintelligible(String)

  /// The reason as the report shows it.
  public var description: String {
    switch self {
    case .reply(let reply): reply.description
    case .connectionLost(let text):
      text.isEmpty ? "the connection was lost" : "the connection was lost: \(text)"
    case .timedOut: "no answer in time"
    case .notOffered(let keyword): "the server does not offer \(keyword)"
    case .unintelligible(let text): "the server's answer is not SMTP: \(text)"
    }
  }
}

/// What became of handing one message to a server.
///
/// Only `accepted` and `rejected` are final. `deferred` says that the server
/// surely does not have the message, so that trying again cannot repeat it;
/// `unknown` says that all of it left and no answer came.
public enum SubmissionOutcome: Hashable, Sendable {
  /// The server took it: that is all that is known.
  case accepted(SMTPReply)
  /// Surely not taken; another attempt may help.
  case deferred(SMTPPhase, RefusalReason)
  /// Refused for good.
  case rejected(SMTPPhase, RefusalReason)
  /// The whole message left and the answer did not arrive.
  case unknown(SMTPPhase, RefusalReason)
}
