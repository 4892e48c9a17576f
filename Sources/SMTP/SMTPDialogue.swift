internal import Delivery

/// What one connection says after the login, one command at a time.
///
/// It decides and does nothing: every event returns the action to perform, so
/// that it is tested without a socket. A submission that `begin` took comes
/// back in exactly one action: `conclude` with its outcome, or `giveBack`
/// while its message had not been claimed.
struct SMTPDialogue {
  enum Action: Equatable {
    /// Write this line and wait for its answer.
    case send(SMTPCommand)
    /// Commit the claim, and only then write the message.
    case claimAndSendBody
    /// The submission's fate is known.
    case conclude(SubmissionOutcome)
    /// The connection is gone and the message was never claimed: it can go over another one.
    case giveBack(SMTPPhase, RefusalReason)
    /// Nothing to do.
    case nothing
  }

  private enum State: Equatable {
    case idle, mailFrom, rcptTo, data, sendingBody, endOfBody, resetting, quitting, over
  }

  private var state = State.idle
  private var envelope: Envelope?
  private var size: Int?
  private var asksForUTF8 = false
  /// After a refusal the server may keep the transaction open, and the next
  /// recipient would join the envelope of the previous sender.
  private var transactionMayBeOpen = false
  private let capabilities: SMTPCapabilities

  init(capabilities: SMTPCapabilities) {
    self.capabilities = capabilities
  }

  /// Whether the next submission can begin.
  var isIdle: Bool { state == .idle }

  /// Whether the connection can no longer be used.
  var isOver: Bool { state == .over }

  /// Begins a submission; its message has `size` octets.
  mutating func begin(_ envelope: Envelope, size: Int, needsSMTPUTF8: Bool) -> Action {
    precondition(state == .idle, "a submission began while another one is under way")
    if needsSMTPUTF8, !capabilities.offers("SMTPUTF8") {
      return .conclude(.rejected(.mailFrom, .notOffered("SMTPUTF8")))
    }
    self.envelope = envelope
    self.size = capabilities.offers("SIZE") ? size : nil
    self.asksForUTF8 = needsSMTPUTF8
    guard transactionMayBeOpen else { return sendMailFrom() }
    state = .resetting
    return .send(.rset)
  }

  /// The last byte of the message was taken by the connection.
  mutating func bodyLeft() {
    if state == .sendingBody { state = .endOfBody }
  }

  /// Says goodbye; only while idle.
  mutating func quit() -> Action {
    precondition(state == .idle, "QUIT while a submission is under way")
    state = .quitting
    return .send(.quit)
  }

  /// The connection ended, or its answer did not come in time.
  mutating func ended(_ reason: RefusalReason) -> Action {
    defer { state = .over }
    switch state {
    case .resetting, .mailFrom: return .giveBack(.mailFrom, reason)
    case .rcptTo: return .giveBack(.rcptTo, reason)
    case .data: return .giveBack(.data, reason)
    // Without its last byte the server cannot have the message.
    case .sendingBody: return .conclude(.deferred(.body, reason))
    case .endOfBody: return .conclude(.unknown(.body, reason))
    case .idle, .quitting, .over: return .nothing
    }
  }

  /// A reply arrived: it belongs to the command that waits for one.
  mutating func received(_ reply: SMTPReply) -> Action {
    // The server is closing down (RFC 5321 §3.8): whatever waited for an
    // answer before its message left can go over another connection.
    if reply.code == 421, state != .endOfBody, state != .sendingBody { return ended(.reply(reply)) }
    switch state {
    case .resetting:
      guard reply.isPositive else { return ended(.reply(reply)) }
      transactionMayBeOpen = false
      return sendMailFrom()
    case .mailFrom:
      guard reply.isPositive, let envelope else {
        return refused(reply, at: .mailFrom, opensTransaction: false)
      }
      state = .rcptTo
      return .send(.rcptTo(envelope.recipient))
    case .rcptTo:
      guard reply.isPositive else { return refused(reply, at: .rcptTo, opensTransaction: true) }
      state = .data
      return .send(.data)
    case .data:
      guard reply.code == 354 else { return refused(reply, at: .data, opensTransaction: true) }
      state = .sendingBody
      return .claimAndSendBody
    case .sendingBody:
      // An answer before the end: the server will not read the rest as a message.
      state = .over
      return .conclude(
        reply.isPositive ? .deferred(.body, unfitting(reply)) : SubmissionOutcome(reply, at: .body))
    case .endOfBody:
      return answeredToBody(reply)
    case .quitting:
      state = .over
      return .nothing
    case .idle, .over:
      // Nobody asked: question and answer are out of step.
      state = .over
      return .nothing
    }
  }

  private mutating func sendMailFrom() -> Action {
    guard let envelope else { preconditionFailure("there is no envelope to begin with") }
    state = .mailFrom
    return .send(.mailFrom(envelope.returnPath, size: size, smtpUTF8: asksForUTF8))
  }

  private mutating func refused(_ reply: SMTPReply, at phase: SMTPPhase, opensTransaction: Bool) -> Action {
    guard reply.isTransient || reply.isPermanent else { return ended(unfitting(reply)) }
    transactionMayBeOpen = opensTransaction
    state = .idle
    return .conclude(SubmissionOutcome(reply, at: phase))
  }

  private mutating func answeredToBody(_ reply: SMTPReply) -> Action {
    state = reply.isIntermediate || reply.code == 421 ? .over : .idle
    return .conclude(SubmissionOutcome(reply, at: .body))
  }

  private func unfitting(_ reply: SMTPReply) -> RefusalReason { .unintelligible(reply.description) }
}

extension SMTPDialogue {
  /// How long the answer that is awaited may take (RFC 5321 §4.5.3.2); nil while none is.
  func limit(in timeouts: SMTPTimeouts) -> Duration? {
    switch state {
    case .idle, .over: nil
    case .mailFrom, .resetting: timeouts.mailFrom
    case .rcptTo: timeouts.rcptTo
    case .data: timeouts.data
    case .sendingBody: timeouts.block
    case .endOfBody: timeouts.endOfMessage
    case .quitting: timeouts.quit
    }
  }
}
