import Foundation

/// A mail server and how to log in to it, as the configuration describes it.
public struct Account: Hashable, Sendable {
  /// How the connection is protected.
  public enum Security: String, Hashable, Sendable {
    case tls, starttls, none
  }

  /// Its name in the configuration.
  public var name: String
  /// The server.
  public var host: String
  /// Its port.
  public var port: Int
  /// How the connection is protected.
  public var security: Security
  /// The login, if the server wants one.
  public var user: String?
  /// Where the password comes from.
  public var password: PasswordSource
  /// Certificates to trust instead of the system's.
  public var caFile: String?
  /// The name this machine gives itself.
  public var ehloName: String?
  /// How many messages one connection carries, if that is said.
  public var messagesPerConnection: Int?
  /// How many connections are open at once.
  public var connections: Int
  /// How many messages may be unanswered on one connection where the server offers CHUNKING, if that is said.
  public var window: Int?
  /// Seconds to wait for any reply, if not as RFC 5321 §4.5.3.2 has it.
  public var timeout: Int?

  /// `mail.example.org:587  STARTTLS, as letters`
  public var summary: String {
    let protection =
      switch security {
      case .tls: "TLS"
      case .starttls: "STARTTLS"
      case .none: "no TLS"
      }
    return "\(host):\(port)  \(protection)" + (user.map { ", as \($0)" } ?? "")
  }
}
