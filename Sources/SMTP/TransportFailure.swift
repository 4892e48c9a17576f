public import Delivery
public import Diagnostics

/// Why a transport cannot work at all: no recipient is to blame.
public struct TransportFailure: ExplainedError, Hashable {
  /// What stopped it.
  public enum Reason: Hashable, Sendable {
    /// The name does not resolve.
    case unknownHost
    /// No TCP connection; libcurl's or the system's words.
    case notConnected(String)
    /// No answer in time while connecting or logging in.
    case timedOut(SMTPPhase)
    /// The server does not want to talk to us, now or ever.
    case refused(SMTPPhase, SMTPReply)
    /// The connection ended while logging in; the words for it.
    case closed(SMTPPhase, String)
    /// The account asks for STARTTLS and the server has none.
    case startTLSNotOffered
    /// The certificate is not trusted, or for another name; OpenSSL's words.
    case certificate(String)
    /// The file with the trusted certificates cannot be used.
    case caFile(String)
    /// TLS did not come about; OpenSSL's words.
    case tls(String)
    /// The server refused user and password.
    case loginRefused(SMTPReply)
    /// The server offers no way to log in that we may use; what it offers.
    case loginNotOffered([String])
    /// What answers is no mail server; what it said.
    case notSMTP(String)
    /// The connection was lost too often in a row.
    case lost(RefusalReason, attempts: Int)
    /// A mistake of ours.
    case ours(String)
  }

  /// What stopped it.
  public var reason: Reason
  /// The server: `mail.example.org:587`.
  public var place: String
  /// The name we logged in with.
  public var user: String?

  /// Describes a failure.
  public init(_ reason: Reason, place: String, user: String? = nil) {
    self.reason = reason
    self.place = place
    self.user = user
  }

  init(_ reason: Reason, account: SMTPAccount) {
    self.init(reason, place: account.place, user: account.login?.user)
  }

  static func ours(_ text: String) -> TransportFailure { TransportFailure(.ours(text), place: "") }

  /// Whether opening the connection once more may help.
  public var mayPass: Bool { problem.kind == .temporary }

  /// What is said about it.
  public var problem: Problem {
    Problem(kind, summary, evidence: evidence, try: suggestions)
  }

  private var kind: Problem.Kind {
    switch reason {
    case .unknownHost: .unknownHost
    case .notConnected, .timedOut, .closed, .lost: .temporary
    case .refused(_, let reply): reply.isTransient ? .temporary : .protocolFailure
    case .startTLSNotOffered, .certificate, .tls, .notSMTP: .protocolFailure
    case .caFile: .configuration
    case .loginRefused, .loginNotOffered: .loginRefused
    case .ours: .ourBug
    }
  }
}

extension TransportFailure {
  /// Reads libcurl's verdict together with what the server said.
  ///
  /// The codes are those of `curl/curl.h`; the same code stands for a login
  /// that is refused and for one that is not possible now, so the reply decides.
  init(code: Int, words: String, handshake: SMTPHandshake, isConnected: Bool, account: SMTPAccount) {
    let reason: Reason =
      switch code {
      case 5, 6: .unknownHost
      case 28: .timedOut(isConnected ? handshake.phase : .connect)
      case 60: .certificate(words)
      case 77, 82, 83: .caFile(words)
      case 1, 35, 53, 54, 58, 59, 66, 80, 90, 91, 98: .tls(words)
      default: Self.spoken(code: code, words: words, handshake: handshake, isConnected: isConnected)
      }
    self.init(reason, account: account)
  }

  /// The failures in which a server took part.
  private static func spoken(code: Int, words: String, handshake: SMTPHandshake, isConnected: Bool) -> Reason
  {
    guard isConnected else { return .notConnected(words) }
    if let reply = handshake.lastReply, reply.isTransient || reply.isPermanent {
      if code == 64 { return .refused(.startTLS, reply) }
      if handshake.phase == .auth, reply.isPermanent { return .loginRefused(reply) }
      return .refused(handshake.phase, reply)
    }
    if code == 64 { return .startTLSNotOffered }
    if code == 67 { return .loginNotOffered(handshake.capabilities.authMechanisms) }
    if let garbage = handshake.garbage { return .notSMTP(garbage) }
    if code == 8, let reply = handshake.lastReply { return .notSMTP(reply.description) }
    return .closed(handshake.phase, words)
  }
}

extension TransportFailure {
  private var summary: String {
    switch reason {
    case .unknownHost: "no server is called \(host)"
    case .notConnected: "can't connect to \(place)"
    case .timedOut(.connect): "can't connect to \(place): no answer in time"
    case .timedOut(let phase): "\(place) does not answer (\(phase.words))"
    case .refused(.auth, _): "can't log in to \(account) now"
    case .refused(_, let reply):
      reply.isTransient ? "\(place) takes no mail now" : "\(place) does not want to talk to us"
    case .closed(let phase, _): "\(place) ended the connection (\(phase.words))"
    case .startTLSNotOffered: "\(place) does not offer STARTTLS, and mail must not travel without TLS"
    case .certificate: "the certificate of \(place) is not to be trusted"
    case .caFile: "the file with the trusted certificates can't be used"
    case .tls: "no TLS connection to \(place)"
    case .loginRefused: "can't log in to \(account)"
    case .loginNotOffered: "\(place) offers no way to log in that can be used"
    case .notSMTP: "what answers at \(place) is no mail server"
    case .lost: "lost \(place)"
    case .ours(let text): text
    }
  }

  private var evidence: [String] {
    switch reason {
    case .unknownHost, .timedOut, .startTLSNotOffered, .ours: []
    case .notConnected(let words), .closed(_, let words), .certificate(let words), .caFile(let words),
      .tls(let words):
      words.isEmpty ? [] : [words.withoutLead.printable]
    case .refused(_, let reply), .loginRefused(let reply): ["the server said: \(reply)"]
    case .loginNotOffered(let offered):
      [offered.isEmpty ? "it offers none" : "it offers: \(offered.joined(separator: ", "))"]
    case .notSMTP(let text): ["it said: \(text.printable)"]
    case .lost(let reason, let attempts):
      [reason.description.printable, "tried \(attempts == 1 ? "once" : "\(attempts) times in a row")"]
    }
  }

  private var suggestions: [String] {
    switch reason {
    case .startTLSNotOffered: ["implicit TLS, usually on port 465"]
    case .notConnected where ["127.0.0.1", "localhost", "[::1]"].contains(host):
      ["broadsheet sandbox   in another terminal, if this is to practise"]
    case .tls: ["STARTTLS on port 587, or implicit TLS on port 465: each port has its own"]
    default: []
    }
  }

  private var host: String { String(place.prefix(upTo: place.lastIndex(of: ":") ?? place.endIndex)) }

  private var account: String { user.map { "\(place) as \($0.printable)" } ?? place }
}

extension String {
  /// libcurl's words without the sentence we have said already.
  fileprivate var withoutLead: String {
    for lead in ["SSL certificate problem: ", "SSL: "] where hasPrefix(lead) {
      return String(dropFirst(lead.count))
    }
    return self
  }
}
