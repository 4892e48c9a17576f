public import Diagnostics

/// How the way to the server is protected.
public enum SMTPSecurity: Hashable, Sendable {
  /// TLS from the first byte, usually port 465 (RFC 8314 §3.3).
  case implicitTLS
  /// TLS by STARTTLS, usually port 587; a server without it gets no mail (RFC 3207).
  case startTLS
  /// No TLS: for servers on this machine, unless the account says otherwise.
  case none
}

/// A user name and its password; neither its description nor a trace shows the password.
public struct SMTPLogin: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The name the server knows.
  public var user: String
  /// The secret.
  public var password: String

  /// Puts a login together.
  public init(user: String, password: String) {
    self.user = user
    self.password = password
  }

  /// The user name alone.
  public var description: String { user }
  /// The user name alone.
  public var debugDescription: String { user }
  /// The user name alone.
  public var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}

/// The ways to log in that Broadsheet offers (RFC 4954; LOGIN is older than any standard).
public enum SMTPAuthMechanism: String, Hashable, Sendable, CaseIterable {
  case plain = "PLAIN"
  case login = "LOGIN"
}

/// A server that takes mail, and how to talk to it.
///
/// A value that exists is usable: the name and the EHLO name are made of what
/// names are made of, and a password never leaves this machine without TLS.
public struct SMTPAccount: Hashable, Sendable {
  /// The server's name or address.
  public let host: String
  /// The TCP port.
  public let port: Int
  /// How the way is protected.
  public let security: SMTPSecurity
  /// The login, where the server wants one.
  public let login: SMTPLogin?
  /// What we call ourselves in EHLO: our host name or an address literal (RFC 5321 §4.1.1.1).
  public let ehloName: String
  /// A PEM file with the certificates to trust instead of the system's.
  public var caFile: String?
  /// How long the server may take.
  public var timeouts = SMTPTimeouts()
  /// After how many messages a connection is closed and another one opened; nil for what suits the server.
  ///
  /// When a server closes a connection by itself, the fate of what is under way stays unknown: we are earlier.
  public var messagesPerConnection: Int?
  /// How many connections are open at once.
  public var connections = 4
  /// How many messages may be unanswered on one connection where the server offers CHUNKING.
  ///
  /// Whoever sets it means it wherever the server is.
  public var window = 4 { didSet { farWindow = window } }
  /// The same where the server is far away, or slow: its first answer on a connection took `farAnswer` or longer.
  public private(set) var farWindow = 8
  /// A round trip of this length leaves a connection with a short window idle most of the time.
  static let farAnswer = Duration.milliseconds(25)
  /// How long a connection without work is kept.
  public var idleLimit = Duration.seconds(10)
  /// The ways to log in that may be used.
  public var authMechanisms: [SMTPAuthMechanism] = SMTPAuthMechanism.allCases

  /// Checks and makes an account.
  ///
  /// Without TLS only hosts on this machine are allowed, unless
  /// `allowsPlaintext` says so, and never with a login.
  public init(
    host: String, port: Int, security: SMTPSecurity, login: SMTPLogin? = nil, ehloName: String = "localhost",
    allowsPlaintext: Bool = false
  ) throws(InvalidSMTPAccount) {
    guard host.isHostName || host.isIPv6Address else { throw .hostName(host) }
    guard (1...65535).contains(port) else { throw .port(port) }
    guard ehloName.isHostName || ehloName.isAddressLiteral else { throw .ehloName(ehloName) }
    if security == .none, !host.isLoopback {
      if login != nil { throw .loginWithoutTLS(host) }
      if !allowsPlaintext { throw .noTLS(host) }
    }
    if let login, login.user.isEmpty || (login.user + login.password).utf8.contains(where: { $0 < 0x20 }) {
      throw .unusableLogin
    }
    self.host = host
    self.port = port
    self.security = security
    self.login = login
    self.ehloName = ehloName
  }

  /// The server as messages name it: `mail.example.org:587`.
  public var place: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// The URL libcurl connects to; its path is the EHLO name.
  var url: String {
    let name = ehloName.contains("[") ? ehloName.percentEncodedLiteral : ehloName
    return "\(security == .implicitTLS ? "smtps" : "smtp")://\(place)/\(name)"
  }
}

extension String {
  /// Whether the name always means this machine (RFC 6761 §6.3).
  var isLoopback: Bool {
    let name = lowercased()
    return name == "localhost" || name.hasSuffix(".localhost") || name == "::1" || name.isIPv4Loopback
  }

  private var isIPv4Loopback: Bool {
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  fileprivate var isHostName: Bool {
    !isEmpty && utf8.count <= 253 && utf8.first != UInt8(ascii: "-")
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  fileprivate var isIPv6Address: Bool {
    contains(":") && utf8.count <= 45 && allSatisfy { $0.isHexDigit && $0.isASCII || $0 == ":" || $0 == "." }
  }

  fileprivate var isAddressLiteral: Bool {
    guard hasPrefix("["), hasSuffix("]") else { return false }
    let inner = dropFirst().dropLast()
    let address = inner.hasPrefix("IPv6:") ? inner.dropFirst(5) : inner
    return !address.isEmpty && utf8.count <= 60
      && address.allSatisfy { $0.isASCII && $0.isHexDigit || $0 == ":" || $0 == "." }
  }

  fileprivate var percentEncodedLiteral: String {
    map { ["[": "%5B", "]": "%5D", ":": "%3A"][$0] ?? String($0) }.joined()
  }
}

/// What is wrong with an account.
public enum InvalidSMTPAccount: ExplainedError, Hashable {
  /// The server's name is no name.
  case hostName(String)
  /// The port is none.
  case port(Int)
  /// The name for EHLO is no name.
  case ehloName(String)
  /// TLS is off and the server is another machine.
  case noTLS(String)
  /// A password would leave this machine in clear.
  case loginWithoutTLS(String)
  /// The user is empty, or user or password hold a control character.
  case unusableLogin

  /// What is said about it.
  public var problem: Problem {
    switch self {
    case .hostName(let text):
      Problem(.configuration, "\(String(reflecting: text)) is not the name of a mail server")
    case .port(let number):
      Problem(.configuration, "\(number) is not a port", try: ["587 with STARTTLS, or 465 with implicit TLS"])
    case .ehloName(let text):
      Problem(
        .configuration, "\(String(reflecting: text)) is not a name to say EHLO with",
        try: ["the name of this machine, or its address as [192.0.2.1]"])
    case .noTLS(let host):
      Problem(
        .configuration, "\(host) is another machine, and mail to it would travel without TLS",
        try: ["STARTTLS on port 587, or implicit TLS on port 465"])
    case .loginWithoutTLS(let host):
      Problem(
        .configuration, "the password for \(host) would travel without TLS",
        try: ["STARTTLS on port 587, or implicit TLS on port 465"])
    case .unusableLogin:
      Problem(.configuration, "the user name is empty, or it or the password has a control character")
    }
  }
}
