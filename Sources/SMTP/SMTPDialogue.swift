internal import Delivery

/// What one connection says after the login, and which answer belongs to what.
///
/// It decides and does nothing: every event adds the actions to perform to those there are, so
/// that it is tested without a socket. A message that `begin` took comes back
/// in exactly one action: `conclude` with its outcome, or `giveBack` while it
/// had not been claimed.
///
/// Answers come in the order of the commands, so every command stands in a
/// queue until its answer is there, and the oldest message is the one that is
/// talked about.
struct SMTPDialogue {
  enum Action: Equatable {
    /// Commit this before anything of the message leaves.
    case claim(DeliveryID)
    /// Write this line.
    case send(SMTPCommand)
    /// Write the message for DATA, with doubled dots and the final one.
    case sendMessage(DeliveryID)
    /// Write the octets of the message as they are, for BDAT.
    case sendOctets(DeliveryID)
    /// Write the end of a message that has nothing in it.
    case sendLoneDot
    /// The fate of the message is known.
    case conclude(DeliveryID, SubmissionOutcome)
    /// The connection is gone and the message was never claimed: it can go over another one.
    ///
    /// It is the first when its own answer was awaited, and not the answer to one before it.
    case giveBack(DeliveryID, SMTPPhase, RefusalReason, isFirst: Bool)
  }

  /// A command whose answer is awaited.
  enum Step: Equatable {
    case rset, mailFrom, rcptTo, data, body, loneDot, quit

    var phase: SMTPPhase {
      switch self {
      case .rset, .mailFrom, .quit: .mailFrom
      case .rcptTo: .rcptTo
      case .data: .data
      case .body, .loneDot: .body
      }
    }
  }

  /// A message that is under way.
  struct Message {
    var delivery: DeliveryID
    var envelope: Envelope
    var size: Int
    var asksForUTF8: Bool
    /// What a refusal decided; the answers behind it are still to come.
    var verdict: SubmissionOutcome?
    var refusedAt: SMTPPhase?
    /// MAIL or RCPT was accepted.
    var hasOpenedTransaction = false
    var isClaimed: Bool
    /// The last octet was taken by the connection.
    var hasLeft = false
  }

  let rung: SMTPRung
  let capabilities: SMTPCapabilities
  /// How many messages can be under way where they are chunked.
  private(set) var window: Int
  private let saysSize: Bool
  var awaited: [Step] = []
  /// The oldest first.
  var messages: [Message] = []
  /// After a refusal the server may keep the transaction open, and the next
  /// recipient would join the envelope of the previous sender.
  var transactionMayBeOpen = false
  /// Messages whose answer came before their last octet had left.
  var departuresOwed = 0
  private(set) var isOver = false
  /// Whether it ended before its goodbye, or before all answers were there.
  private(set) var wasInterrupted = false
  private var isQuitting = false

  init(capabilities: SMTPCapabilities, window: Int = 1) {
    self.capabilities = capabilities
    self.window = max(1, window)
    rung = SMTPRung(capabilities)
    saysSize = capabilities.offers("SIZE")
  }

  /// Whether nothing is under way and a message can begin.
  var isIdle: Bool { !isOver && !isQuitting && messages.isEmpty && awaited.isEmpty }

  /// Whether another message can begin now.
  var hasRoom: Bool {
    guard !isOver, !isQuitting else { return false }
    return switch rung {
    case .sequential: isIdle
    case .pipelined: isIdle || messages.count == 1 && awaited == [.body]
    case .chunked: messages.count < window
    }
  }

  /// How many messages it makes sense to have for it.
  var capacity: Int { rung.isChunked ? window : 1 }

  /// Lets more messages be under way from now on.
  mutating func widen(to window: Int) { self.window = max(self.window, window) }

  /// Begins a message of `size` octets.
  mutating func begin(
    _ delivery: DeliveryID, _ envelope: Envelope, size: Int, needsSMTPUTF8: Bool, _ actions: inout [Action]
  ) {
    precondition(hasRoom, "a message began where there is no room for it")
    if needsSMTPUTF8, !capabilities.offers("SMTPUTF8") {
      return actions.append(.conclude(delivery, .rejected(.mailFrom, .notOffered("SMTPUTF8"))))
    }
    if rung.isChunked { actions.append(.claim(delivery)) }
    let needsReset = transactionMayBeOpen || needsResetInWindow
    transactionMayBeOpen = false
    let message = Message(
      delivery: delivery, envelope: envelope, size: size, asksForUTF8: needsSMTPUTF8,
      isClaimed: rung.isChunked)
    messages.append(message)
    if needsReset { say(.rset, .rset, &actions) }
    // Without PIPELINING the next command waits for the answer to this one.
    if needsReset, rung == .sequential { return }
    sayMailFrom(of: message, &actions)
    if rung == .sequential { return }
    say(.rcptTo(envelope.recipient), .rcptTo, &actions)
    if rung.isChunked {
      say(.bdat(size), .body, &actions)
      actions.append(.sendOctets(delivery))
    } else {
      say(.data, .data, &actions)
    }
  }

  /// The last octet of the oldest message that was still leaving was taken by the connection.
  mutating func messageLeft() {
    if departuresOwed > 0 {
      departuresOwed -= 1
    } else if let index = messages.firstIndex(where: { $0.isClaimed && !$0.hasLeft }) {
      messages[index].hasLeft = true
    }
  }

  /// Whether goodbye can be said: nothing more has to be said about the messages under way.
  ///
  /// It is the last command of its group (RFC 2920 §3.1), so it costs no round trip of its own.
  var canQuit: Bool {
    guard !isOver, !isQuitting else { return false }
    return switch rung {
    case .sequential: isIdle
    case .pipelined: isIdle || awaited == [.body]
    case .chunked: true
    }
  }

  /// Says goodbye.
  mutating func quit(_ actions: inout [Action]) {
    precondition(canQuit, "QUIT while there is more to say")
    isQuitting = true
    say(.quit, .quit, &actions)
  }

  /// The connection ended, or an answer did not come in time: what becomes of everything under way.
  mutating func ended(_ reason: RefusalReason, _ actions: inout [Action]) {
    ended(reason, at: awaited.first?.phase ?? .mailFrom, &actions)
  }

  /// Ends while the answer of a phase is awaited, or has just been read.
  mutating func ended(_ reason: RefusalReason, at phase: SMTPPhase, _ actions: inout [Action]) {
    guard !isOver else { return }
    actions += messages.enumerated().map { index, message in
      if let verdict = message.verdict { return .conclude(message.delivery, verdict) }
      guard message.isClaimed else {
        return .giveBack(message.delivery, index == 0 ? phase : .mailFrom, reason, isFirst: index == 0)
      }
      // Without its last octet the server cannot have the message.
      return .conclude(
        message.delivery, message.hasLeft ? .unknown(.body, reason) : .deferred(.body, reason))
    }
    wasInterrupted = !isQuitting || !messages.isEmpty
    isOver = true
    messages = []
    awaited = []
  }

  /// How long the answer that is awaited may take (RFC 5321 §4.5.3.2); nil while none is.
  func limit(in timeouts: SMTPTimeouts) -> Duration? {
    switch awaited.first {
    case nil: nil
    case .mailFrom, .rset: timeouts.mailFrom
    case .rcptTo: timeouts.rcptTo
    case .data: timeouts.data
    case .body: messages.first?.hasLeft == true ? timeouts.endOfMessage : timeouts.block
    case .loneDot: timeouts.endOfMessage
    case .quit: timeouts.quit
    }
  }

  mutating func say(_ command: SMTPCommand, _ step: Step, _ actions: inout [Action]) {
    awaited.append(step)
    actions.append(.send(command))
  }

  mutating func sayMailFrom(of message: Message, _ actions: inout [Action]) {
    let mail = SMTPCommand.mailFrom(
      message.envelope.returnPath, size: saysSize ? message.size : nil, smtpUTF8: message.asksForUTF8)
    say(mail, .mailFrom, &actions)
  }

  /// What becomes of the message before this one is not known when this one leaves: were its recipient
  /// refused, the transaction would stay open.
  private var needsResetInWindow: Bool { rung.isChunked && !messages.isEmpty }
}
