internal import Delivery
internal import InternetMessage

/// What one connection says after the login, and which answer belongs to what.
///
/// It decides and does nothing: what it says waits in a buffer, and what is to be committed before that leaves is
/// added to the news of the turn. So it is tested without a socket. A submission that `begin` took comes back
/// exactly once: as an outcome, or returned while it had not been claimed.
///
/// Answers come in the order of the commands, so every command stands in a
/// queue until its answer is there, and the oldest message is the one that is
/// talked about.
struct SMTPDialogue {
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
    let delivery: DeliveryID
    /// What is to be sent; nil once that is claimed and in the buffer.
    var submission: Submission?
    /// What a refusal decided; the answers behind it are still to come.
    var verdict: SubmissionOutcome?
    var refusedAt: SMTPPhase?
    /// MAIL or RCPT was accepted.
    var hasOpenedTransaction = false
    /// The last octet was taken by the connection.
    var hasLeft = false

    var isClaimed: Bool { submission == nil }
  }

  let rung: SMTPRung
  let capabilities: SMTPCapabilities
  /// How many messages can be under way where they are chunked.
  private(set) var window: Int
  private let saysSize: Bool
  /// What is to leave.
  var buffer: SendBuffer
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

  init(
    capabilities: SMTPCapabilities, window: Int = 1, trace: ((SMTPTraceEvent) -> Void)? = nil
  ) {
    self.capabilities = capabilities
    buffer = SendBuffer(trace: trace)
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

  /// Begins a message, unless it needs what the server does not offer.
  mutating func begin(_ submission: Submission, _ news: inout TurnNews) {
    precondition(hasRoom, "a message began where there is no room for it")
    if submission.needsSMTPUTF8, !capabilities.offers("SMTPUTF8") {
      return conclude(submission.delivery, .rejected(.mailFrom, .notOffered("SMTPUTF8")), &news)
    }
    let needsReset = transactionMayBeOpen || needsResetInWindow
    transactionMayBeOpen = false
    messages.append(
      Message(delivery: submission.delivery, submission: rung.isChunked ? nil : submission))
    if needsReset { say(.rset, .rset) }
    // Without PIPELINING the next command waits for the answer to this one.
    if needsReset, rung == .sequential { return }
    sayMailFrom(of: submission)
    if rung == .sequential { return }
    say(.rcptTo(submission.envelope.recipient), .rcptTo)
    guard rung.isChunked else { return say(.data, .data) }
    say(.bdat(submission.message.bytes.count), .body)
    news.round.claims.append(submission.delivery)
    buffer.append(message: submission.message)
  }

  /// So many octets of the buffer were taken by the connection.
  mutating func left(_ count: Int) {
    for _ in 0..<buffer.consume(count) { messageLeft() }
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
  mutating func quit() {
    precondition(canQuit, "QUIT while there is more to say")
    isQuitting = true
    say(.quit, .quit)
  }

  /// The connection ended, or an answer did not come in time: what becomes of everything under way.
  mutating func ended(_ reason: RefusalReason, _ news: inout TurnNews) {
    ended(reason, at: awaited.first?.phase ?? .mailFrom, &news)
  }

  /// Ends while the answer of a phase is awaited, or has just been read.
  mutating func ended(_ reason: RefusalReason, at phase: SMTPPhase, _ news: inout TurnNews) {
    guard !isOver else { return }
    for (index, message) in messages.enumerated() {
      if let verdict = message.verdict {
        conclude(message.delivery, verdict, &news)
      } else if let submission = message.submission {
        news.returned.append(
          .init(
            submission: submission, phase: index == 0 ? phase : .mailFrom, reason: reason,
            isFirst: index == 0))
      } else {
        // Without its last octet the server cannot have the message.
        conclude(
          message.delivery, message.hasLeft ? .unknown(.body, reason) : .deferred(.body, reason), &news)
      }
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

  mutating func conclude(_ delivery: DeliveryID, _ outcome: SubmissionOutcome, _ news: inout TurnNews) {
    news.round.outcomes.append((delivery, outcome))
  }

  mutating func say(_ command: SMTPCommand, _ step: Step) {
    awaited.append(step)
    buffer.append(command)
  }

  mutating func sayMailFrom(of submission: Submission) {
    let mail = SMTPCommand.mailFrom(
      submission.envelope.returnPath, size: saysSize ? submission.message.bytes.count : nil,
      smtpUTF8: submission.needsSMTPUTF8)
    say(mail, .mailFrom)
  }

  /// What becomes of the message before this one is not known when this one leaves: were its recipient
  /// refused, the transaction would stay open.
  private var needsResetInWindow: Bool { rung.isChunked && !messages.isEmpty }
}

extension Submission {
  /// Whether only a server that offers SMTPUTF8 can be asked for it.
  fileprivate var needsSMTPUTF8: Bool { envelope.needsSMTPUTF8 || message.needsSMTPUTF8 }
}
