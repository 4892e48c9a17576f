/// How long a server may take for each step.
///
/// The defaults are the least RFC 5321 §4.5.3.2 allows: a slow server is not a
/// broken one, and giving up after the last byte of a message makes its fate
/// unknown.
public struct SMTPTimeouts: Hashable, Sendable {
  /// Resolving the name and opening the TCP connection.
  public var connect = Duration.seconds(60)
  /// From the open connection to the end of the login: greeting, EHLO, STARTTLS, AUTH (§4.5.3.2.1).
  public var login = Duration.seconds(300)
  /// The answer to MAIL FROM, and to RSET (§4.5.3.2.2).
  public var mailFrom = Duration.seconds(300)
  /// The answer to RCPT TO (§4.5.3.2.3).
  public var rcptTo = Duration.seconds(300)
  /// The answer to DATA (§4.5.3.2.4).
  public var data = Duration.seconds(120)
  /// One block of the message to be taken by the connection (§4.5.3.2.5).
  public var block = Duration.seconds(180)
  /// The answer to the end of the message (§4.5.3.2.6).
  public var endOfMessage = Duration.seconds(600)
  /// The answer to QUIT; nothing depends on it.
  public var quit = Duration.seconds(2)

  /// The limits of RFC 5321.
  public init() {}

  /// The same limit for every step, except that QUIT never waits over two seconds.
  public init(all limit: Duration) {
    connect = limit
    login = limit
    mailFrom = limit
    rcptTo = limit
    data = limit
    block = limit
    endOfMessage = limit
    quit = min(limit, .seconds(2))
  }
}
