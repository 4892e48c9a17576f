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
  let trace: SMTPTrace?

  /// Makes a transport; nothing is connected before there is something to deliver.
  public init(account: SMTPAccount, reconnect: ReconnectPolicy = ReconnectPolicy(), trace: SMTPTrace? = nil) {
    self.account = account
    self.reconnect = reconnect
    self.trace = trace
  }

  /// Delivers what the queue gives; throws `TransportFailure`, or what the queue throws.
  public func deliver(from queue: any SubmissionQueue) throws {
    try holdingBackBrokenPipes {
      var engine = try DeliveryEngine(account: account, reconnect: reconnect, trace: trace, queue: queue)
      try engine.run()
    }
  }
}
