public import Delivery

/// Hands messages to a mail server over SMTP.
///
/// libcurl makes the connections: name, TCP, TLS, EHLO and AUTH. The dialogue
/// from MAIL FROM on is our own, so that every answer is known, no message is
/// repeated or lost without notice, and no round trip is waited for in vain.
///
/// A connection that is lost is opened again. A submission whose message had
/// not been claimed then goes over the new connection, once; what was claimed
/// has its outcome: `deferred` before the last byte of the message, `unknown`
/// behind it.
public final class SMTPTransport: Transport {
  /// The server.
  public let account: SMTPAccount
  /// How a lost connection is opened again.
  public let reconnect: ReconnectPolicy
  private let trace: SMTPTrace?

  /// Makes a transport; nothing is connected before there is something to deliver.
  public init(account: SMTPAccount, reconnect: ReconnectPolicy = ReconnectPolicy(), trace: SMTPTrace? = nil) {
    self.account = account
    self.reconnect = reconnect
    self.trace = trace
  }

  /// Delivers what the queue gives; throws `TransportFailure`, or what the queue throws.
  public func deliver(from queue: any SubmissionQueue) throws {
    try holdingBackBrokenPipes {
      try DeliveryEngine(account: account, reconnect: reconnect, trace: trace, queue: queue).run()
    }
  }

  /// Connects, logs in and says goodbye: whether sending would work, and what the server offers.
  public func checkConnection() throws(TransportFailure) -> SMTPCapabilities {
    try holdingBackBrokenPipes { () throws(TransportFailure) in
      let multi = try CurlMulti()
      let clock = ContinuousClock()
      let connection = try SMTPConnection(
        account, number: 1, wave: 0, multi: multi, memory: OctetRegion(), trace: trace, at: clock.now)
      while !connection.isOpen {
        for finished in try multi.perform() { try connection.handshakeEnded(finished.code, at: clock.now) }
        if !connection.isOpen {
          try connection.checkHandshake(at: clock.now)
          multi.wait(upTo: .milliseconds(500))
        }
      }
      connection.sayGoodbye(multi: multi, clock: clock)
      return connection.capabilities
    }
  }
}
