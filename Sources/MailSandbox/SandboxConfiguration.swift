public import Foundation

/// What a sandbox offers, and where it files what it gets.
public struct SandboxConfiguration: Sendable {
  /// Where it listens: on this machine only, whatever is chosen.
  public enum Address: Hashable, Sendable {
    /// `127.0.0.1`.
    case ipv4
    /// `::1`.
    case ipv6
    /// Both, on the same port.
    case both
  }

  /// A service extension that can be switched off.
  public enum Extension: String, Hashable, Sendable, CaseIterable {
    case pipelining = "PIPELINING"
    case chunking = "CHUNKING"
    case eightBitMIME = "8BITMIME"
    case smtpUTF8 = "SMTPUTF8"
    case size = "SIZE"
    case enhancedStatusCodes = "ENHANCEDSTATUSCODES"
  }

  /// How connections are protected.
  public enum Security: Hashable, Sendable {
    case none, startTLS, implicitTLS
  }

  /// Who the sandbox is in TLS.
  public enum Identity: Hashable, Sendable {
    /// A certificate made at the start for localhost, 127.0.0.1 and ::1, written where clients find it.
    case selfSigned(certificateFile: URL?)
    /// PEM files.
    case files(certificate: URL, key: URL)
  }

  /// Who may log in.
  public enum Authentication: Hashable, Sendable {
    /// AUTH is not offered.
    case off
    /// Everybody, with any password.
    case anyone
    /// These users, with these passwords.
    case users([String: String])
  }

  /// Where messages are filed; made when it does not exist.
  public var folder: URL
  /// Where it listens.
  public var address = Address.ipv4
  /// The TCP port; 0 takes a free one.
  public var port = 0
  /// What it calls itself.
  public var hostName = "localhost"
  /// What it offers in EHLO.
  public var extensions = Set(Extension.allCases)
  /// How connections are protected.
  public var security = Security.none
  /// Who it is in TLS.
  public var identity = Identity.selfSigned(certificateFile: nil)
  /// Who may log in.
  public var authentication = Authentication.off
  /// Whether mail is only taken after a login.
  public var requiresLogin = false
  /// How it misbehaves.
  public var rules: [SandboxRule] = []
  /// The largest message it takes (RFC 1870).
  public var sizeLimit = 50 * 1024 * 1024
  /// The longest command line; RFC 5321 §4.5.3.1.4 asks for 512 and more for extensions.
  public var commandLineLimit = 4096
  /// The longest line of a message; over 998 octets are not allowed (RFC 5322 §2.1.1), and noted.
  public var textLineLimit = 64 * 1024
  /// The most recipients of one message (RFC 5321 §4.5.3.1.8).
  public var recipientLimit = 1000
  /// The most connections at a time.
  public var connectionLimit = 200
  /// How long a client may be silent (RFC 5321 §4.5.3.2.7).
  public var idleTimeout = Duration.seconds(300)
  /// Is called after each message that was filed, from a thread of the sandbox.
  public var whenFiled: (@Sendable (FiledMessage) -> Void)?

  /// A sandbox without TLS and login that offers everything else.
  public init(folder: URL) {
    self.folder = folder
  }
}
