internal import CCurl
internal import Delivery
internal import InternetMessage

/// One connection, and the submissions under way on it.
///
/// It works in turns, so that the turns of many connections share one commit:
/// `read` and `begin` collect what happened and build what is to be written,
/// and only what `write` does afterwards touches the socket.
final class SMTPConnection {
  typealias Instant = ContinuousClock.Instant

  /// With so many octets waiting to leave, no message begins.
  private static let mostWaiting = 1 << 20

  /// Its number within the run, from 1.
  let number: Int
  /// The wave of the backoff it was opened in.
  let wave: Int
  /// Whether the login is over.
  private(set) var isOpen = false
  /// How it ended, as far as that is known.
  private(set) var end: RefusalReason?
  /// When the answer that is awaited is late, or the login.
  private(set) var deadline: Instant?
  /// Since when nothing is under way.
  private(set) var idleSince: Instant

  private let channel: CurlChannel
  private let account: SMTPAccount
  private let trace: ((SMTPTraceEvent) -> Void)?
  /// How many messages connections carry, by what others have met with.
  private let share: ConnectionShare
  private let began: Instant
  private var dialogue = SMTPDialogue(capabilities: SMTPCapabilities())
  private var parser = SMTPReplyParser()
  private var garbage: String?
  /// How many messages have begun on it.
  private(set) var messagesCarried = 0
  /// When the first message began, until it has its answer.
  private var measuredFrom: Instant?
  /// Whether all that there was has been read, in this turn.
  private(set) var wasReadJustNow = false
  private var writeFailure: String?

  /// Begins to connect.
  init(
    _ account: SMTPAccount, number: Int, wave: Int, purpose: CurlChannel.Purpose = .sending, multi: CurlMulti,
    share: ConnectionShare, trace: SMTPTrace?, at now: Instant
  ) throws(TransportFailure) {
    let trace = trace.map { trace in { (event: SMTPTraceEvent) in trace(number, event) } }
    channel = try CurlChannel(account, purpose: purpose, multi: multi, trace: trace)
    self.account = account
    self.share = share
    self.number = number
    self.wave = wave
    self.trace = trace
    began = now
    idleSince = now
    deadline = now + account.timeouts.connect
  }

  /// What the server offers.
  var capabilities: SMTPCapabilities { dialogue.capabilities }
  /// Whether nothing is under way.
  var isIdle: Bool { isOpen && dialogue.isIdle }
  /// Whether it is of no more use.
  var isOver: Bool { isOpen && dialogue.isOver }
  /// Whether it ended before it was to end.
  var isLost: Bool { isOver && dialogue.wasInterrupted }
  /// Whether goodbye can be said.
  var canQuit: Bool { isOpen && dialogue.canQuit }
  /// How many messages have begun and have no outcome.
  var messagesUnderWay: Int { dialogue.messages.count }
  /// How many messages can be under way on it at once.
  var capacity: Int { dialogue.capacity }
  /// How many more can be.
  var room: Int { hasRoom ? max(0, capacity - messagesUnderWay) : 0 }
  /// Whether it has carried its share.
  var isSpent: Bool {
    let standard = account.messagesPerConnection ?? ConnectionShare.standard(on: dialogue.rung)
    return messagesCarried >= min(share.messages, standard)
  }
  /// Whether another submission can begin; what waits to leave is bounded, except for one message.
  var hasRoom: Bool {
    isOpen && dialogue.hasRoom && !isSpent && writeFailure == nil && dialogue.buffer.count < Self.mostWaiting
  }

  /// What is known about the connection so far.
  func report(to examination: inout SMTPExamination) {
    examination.peer = channel.peer
    examination.greeting = channel.handshake.greeting
    examination.encryption = channel.encryption
    examination.certificate = channel.certificate
    examination.capabilities = channel.handshake.capabilities
    examination.loginMechanism = channel.loginMechanism
    if channel.loginMechanism != nil { examination.loginReply = channel.handshake.lastReply }
  }

  /// Whether this is what the multi handle talks about.
  func isMade(of easy: UnsafeMutableRawPointer) -> Bool { channel.easy == easy }

  /// What to wait for.
  var socket: curl_waitfd { curl_waitfd(channel.socket, toWrite: !dialogue.buffer.isEmpty) }

  /// Takes the multi handle's word that the login is over.
  func handshakeEnded(_ code: CURLcode, at now: Instant) throws(TransportFailure) {
    try channel.handshakeEnded(code)
    dialogue = SMTPDialogue(
      capabilities: channel.handshake.capabilities, window: account.window, trace: trace)
    isOpen = true
    idleSince = now
    deadline = nil
  }

  /// Throws when the login takes too long.
  func checkHandshake(at now: Instant) throws(TransportFailure) {
    deadline = began + channel.handshakeLimit
    if let deadline, now >= deadline { throw channel.late }
  }

  /// Takes a submission; nothing is written yet.
  func begin(_ submission: Submission, at now: Instant, _ news: inout TurnNews) {
    let before = messagesUnderWay
    dialogue.begin(submission, &news)
    if messagesUnderWay > before {
      if messagesCarried == 0 { measuredFrom = now }
      messagesCarried += 1
    }
    if deadline == nil { startTimer(at: now) }
  }

  /// Collects what arrived, and what time has decided.
  func read(_ inbox: UnsafeMutableRawBufferPointer, at now: Instant, _ news: inout TurnNews) {
    while !isOver {
      switch channel.receive(into: inbox) {
      case .bytes(let count):
        wasReadJustNow = true
        parser.append(UnsafeRawBufferPointer(rebasing: inbox[..<count]))
        takeReplies(at: now, &news)
        if writeFailure == nil, !channel.mayHoldMore(afterReading: count, of: inbox.count) { return }
      case .ended(let words): finish(.connectionLost(words), &news)
      case .nothingYet:
        if let writeFailure {
          finish(.connectionLost(writeFailure), &news)
        } else if let deadline, now >= deadline {
          finish(garbage.map { .unintelligible($0) } ?? .timedOut, &news)
        }
        return
      }
    }
  }

  /// Writes what the last turn built.
  func write(at now: Instant) {
    guard isOpen, writeFailure == nil else { return }
    if wasReadJustNow, dialogue.buffer.isEmpty { channel.acknowledgeAtOnce() }
    wasReadJustNow = false
    while !dialogue.buffer.isEmpty {
      switch channel.send(dialogue.buffer) {
      case .bytes(let count):
        dialogue.left(count)
        startTimer(at: now)
      case .full: return
      case .ended(let words):
        // The server may have said why before it went: read first, and at once.
        writeFailure = words
        deadline = now
        return
      }
    }
  }

  /// Says QUIT with the next write.
  func quit(at now: Instant) {
    guard canQuit else { return }
    let wasIdle = isIdle
    dialogue.quit()
    if wasIdle { startTimer(at: now) }
  }

  /// Says QUIT and waits a little for the answer, where there is nothing else to do.
  func sayGoodbye(multi: CurlMulti, clock: ContinuousClock) {
    let inbox = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
    defer { inbox.deallocate() }
    var nothing = TurnNews()
    quit(at: clock.now)
    while !isOver {
      write(at: clock.now)
      var sockets = [socket]
      multi.wait(upTo: deadline.map { clock.now.duration(to: $0) } ?? .zero, for: &sockets)
      read(inbox, at: clock.now, &nothing)
    }
  }

  private func takeReplies(at now: Instant, _ news: inout TurnNews) {
    var hasAnswer = false
    while !isOver, let event = parser.next() {
      switch event {
      case .garbage(let text):
        trace?(.server(text))
        garbage = garbage ?? text
        dialogue.receivedGarbage(text, &news)
        if isOver { end = .unintelligible(text) }
      case .reply(let reply):
        garbage = nil
        trace?(.server(reply.description))
        dialogue.received(reply, &news)
        if isOver { end = .reply(reply) }
        hasAnswer = true
      }
    }
    guard hasAnswer else { return }
    measure(at: now)
    startTimer(at: now)
  }

  /// Learns from the first answer to a message how far away the server is.
  private func measure(at now: Instant) {
    guard let began = measuredFrom, messagesUnderWay < messagesCarried else { return }
    measuredFrom = nil
    if now - began >= SMTPAccount.farAnswer { dialogue.widen(to: account.farWindow) }
  }

  private func finish(_ reason: RefusalReason, _ news: inout TurnNews) {
    end = end ?? reason
    dialogue.ended(reason, &news)
  }

  private func startTimer(at now: Instant) {
    if dialogue.isIdle { idleSince = now }
    deadline = dialogue.limit(in: account.timeouts).map { now + $0 }
  }
}
