internal import Delivery
internal import InternetMessage

/// One connection that is logged in, with the submission it carries.
///
/// It works in turns, so that the turns of many connections can share one
/// commit: `read` collects what arrived, and only what `write` does afterwards
/// touches the socket.
final class SMTPConnection {
  /// What a turn brought.
  enum News {
    /// The message is about to leave: commit this before `write`.
    case claim(DeliveryID)
    /// The submission's fate is known.
    case outcome(DeliveryID, SubmissionOutcome)
    /// The connection is gone and the submission was never claimed.
    case returned(Submission, SMTPPhase, RefusalReason)
  }

  /// How many messages it has carried.
  private(set) var messagesCarried = 0
  /// How it ended, as far as that is known.
  private(set) var end: RefusalReason?

  /// What the server offers.
  let capabilities: SMTPCapabilities

  private let channel: CurlChannel
  private let timeouts: SMTPTimeouts
  private let trace: SMTPTrace?
  private let buffer = SendBuffer()
  private let clock = ContinuousClock()
  private let inbox = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 * 1024, alignment: 16)
  private var dialogue: SMTPDialogue
  private var parser = SMTPReplyParser()
  private var garbage: String?
  private var submission: Submission?
  private var owesBody = false
  private var isSendingBody = false
  private var writeFailure: String?
  private var deadline: ContinuousClock.Instant?

  /// Connects and logs in.
  init(_ account: SMTPAccount, multi: CurlMulti, trace: SMTPTrace?) throws(TransportFailure) {
    channel = try CurlChannel(account, multi: multi, trace: trace)
    try channel.connect()
    let handshake = channel.handshake
    if account.login != nil, handshake.lastReply?.code != 235 {
      throw TransportFailure(.loginNotOffered(handshake.capabilities.authMechanisms), account: account)
    }
    capabilities = handshake.capabilities
    dialogue = SMTPDialogue(capabilities: capabilities)
    timeouts = account.timeouts
    self.trace = trace
  }

  deinit {
    inbox.deallocate()
  }

  /// Whether it can take a submission.
  var isIdle: Bool { dialogue.isIdle }

  /// Whether it is of no more use.
  var isOver: Bool { dialogue.isOver }

  /// Takes a submission; nothing is written yet.
  func begin(_ submission: Submission) -> [News] {
    self.submission = submission
    messagesCarried += 1
    let needsUTF8 = submission.envelope.needsSMTPUTF8 || submission.message.needsSMTPUTF8
    return perform(
      dialogue.begin(submission.envelope, size: submission.message.bytes.count, needsSMTPUTF8: needsUTF8))
  }

  /// Waits until there is something to do, at most until the answer that is awaited is late.
  func wait() {
    guard writeFailure == nil else { return }
    let left = deadline.map { clock.now.duration(to: $0) } ?? .zero
    if left > .zero { channel.wait(upTo: left, toWrite: !buffer.isEmpty) }
  }

  /// Collects what arrived, and what time has decided.
  func read() -> [News] {
    var news: [News] = []
    while !isOver {
      switch channel.receive(into: inbox) {
      case .bytes(let count):
        parser.append(UnsafeRawBufferPointer(rebasing: inbox[..<count]))
        news += takeReplies()
      case .ended(let words):
        news += finish(.connectionLost(words))
      case .nothingYet:
        if let writeFailure {
          news += finish(.connectionLost(writeFailure))
        } else if let deadline, clock.now >= deadline {
          news += finish(garbage.map { .unintelligible($0) } ?? .timedOut)
        }
        return news
      }
    }
    return news
  }

  /// Writes what the last turn decided.
  func write() {
    guard !isOver, writeFailure == nil else { return }
    if owesBody, let submission {
      owesBody = false
      isSendingBody = true
      submission.message.bytes.withUnsafeBytes { buffer.append(stuffing: $0) }
      trace?(.client("(\(submission.message.bytes.count) octets of message)"))
    }
    while !buffer.isEmpty {
      switch channel.send(buffer.pending) {
      case .bytes(let count):
        buffer.consume(count)
        if isSendingBody { startTimer() }
      case .full: return
      case .ended(let words):
        // The server may have said why before it went: read first.
        writeFailure = words
        return
      }
    }
    if isSendingBody {
      isSendingBody = false
      dialogue.bodyLeft()
      startTimer()
    }
  }

  /// Says QUIT and waits a little for the answer.
  func quit() {
    guard isIdle else { return }
    _ = perform(dialogue.quit())
    write()
    while !isOver {
      wait()
      _ = read()
    }
  }

  private func takeReplies() -> [News] {
    var news: [News] = []
    while !isOver, let event = parser.next() {
      switch event {
      case .garbage(let text):
        trace?(.server(text))
        garbage = garbage ?? text
      case .reply(let reply):
        garbage = nil
        trace?(.server(reply.description))
        news += perform(dialogue.received(reply))
        if isOver { end = .reply(reply) }
      }
    }
    return news
  }

  private func finish(_ reason: RefusalReason) -> [News] {
    end = end ?? reason
    return perform(dialogue.ended(reason))
  }

  private func perform(_ action: SMTPDialogue.Action) -> [News] {
    startTimer()
    switch action {
    case .send(let command):
      trace?(.client(command.line))
      buffer.append(line: command.line)
    case .claimAndSendBody:
      guard let submission else { break }
      owesBody = true
      return [.claim(submission.delivery)]
    case .conclude(let outcome):
      guard let concluded = takeSubmission() else { break }
      return [.outcome(concluded.delivery, outcome)]
    case .giveBack(let phase, let reason):
      guard let given = takeSubmission() else { break }
      return [.returned(given, phase, reason)]
    case .nothing: break
    }
    return []
  }

  private func takeSubmission() -> Submission? {
    defer { submission = nil }
    return submission
  }

  private func startTimer() {
    deadline = dialogue.limit(in: timeouts).map { clock.now + $0 }
  }
}
