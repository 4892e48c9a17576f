public import Delivery

/// What a server is like: found out by connecting, logging in and saying goodbye, as `send` does before mail.
public struct SMTPExamination: Hashable, Sendable {
  /// How the way is protected.
  public struct Encryption: Hashable, Sendable {
    /// `TLSv1.3`
    public var version: String
    /// `TLS_AES_256_GCM_SHA384`
    public var cipher: String
  }

  /// The address and port that answered.
  public var peer: String?
  /// What the server said first.
  public var greeting: SMTPReply?
  /// The version of TLS and the cipher; nil without TLS, or where libcurl does not tell.
  public var encryption: Encryption?
  /// The server's certificate; also one that is not trusted.
  public var certificate: ServerCertificate?
  /// What it offers after TLS.
  public var capabilities = SMTPCapabilities()
  /// How we logged in, or tried to.
  public var loginMechanism: String?
  /// What it said to that.
  public var loginReply: SMTPReply?
  /// How messages would be handed over.
  public var ladder: SMTPLadder?
  /// What stopped the examination; nil when mail could be sent now.
  public var failure: TransportFailure?
}

/// How messages are handed over to a server, by what it offers and what the account allows.
public struct SMTPLadder: Hashable, Sendable {
  /// The steps, from the slowest.
  public enum Step: String, Hashable, Sendable {
    /// A command at a time: four round trips a message.
    case sequential
    /// Commands in groups: one round trip a message (RFC 2920).
    case pipelined
    /// Counted octets behind their envelope: no round trip while the window is not full (RFC 3030).
    case chunked
  }

  /// The step.
  public var step: Step
  /// How many messages may be unanswered on one connection.
  public var window: Int
  /// The same while the server answers slowly.
  public var farWindow: Int
  /// How many connections are open at once.
  public var connections: Int
  /// How many messages one of them carries.
  public var messagesPerConnection: Int

  init(_ capabilities: SMTPCapabilities, account: SMTPAccount) {
    let rung = SMTPRung(capabilities)
    switch rung {
    case .sequential: step = .sequential
    case .pipelined: step = .pipelined
    case .chunked: step = .chunked
    }
    window = rung.isChunked ? account.window : 1
    farWindow = rung.isChunked ? account.farWindow : 1
    connections = account.connections
    messagesPerConnection = account.messagesPerConnection ?? ConnectionShare.standard(on: rung)
  }
}

extension SMTPTransport {
  /// Finds out what the server is like; no mail is sent, and a failure is part of the answer.
  public func examine() -> SMTPExamination {
    var examination = SMTPExamination()
    do throws(TransportFailure) {
      try holdingBackBrokenPipes { () throws(TransportFailure) in
        try connect(.examination, &examination)
      }
      examination.ladder = SMTPLadder(examination.capabilities, account: account)
    } catch {
      examination.failure = error
      if case .certificate = error.reason { lookAtCertificate(&examination) }
    }
    return examination
  }

  /// A second connection, because the first one ends before it tells whose certificate it was.
  private func lookAtCertificate(_ examination: inout SMTPExamination) {
    var second = SMTPExamination()
    _ = try? holdingBackBrokenPipes { () throws(TransportFailure) in try connect(.certificateOnly, &second) }
    examination.certificate = second.certificate
    examination.encryption = second.encryption
  }

  private func connect(
    _ purpose: CurlChannel.Purpose, _ examination: inout SMTPExamination
  ) throws(TransportFailure) {
    let multi = try CurlMulti()
    let clock = ContinuousClock()
    let connection = try SMTPConnection(
      account, number: 1, wave: 0, purpose: purpose, multi: multi, share: ConnectionShare(0), trace: trace,
      at: clock.now)
    defer { connection.report(to: &examination) }
    while !connection.isOpen {
      for finished in try multi.perform() { try connection.handshakeEnded(finished.code, at: clock.now) }
      if !connection.isOpen {
        try connection.checkHandshake(at: clock.now)
        multi.wait(upTo: .milliseconds(500))
      }
    }
    connection.report(to: &examination)
    connection.sayGoodbye(multi: multi, clock: clock)
  }
}
