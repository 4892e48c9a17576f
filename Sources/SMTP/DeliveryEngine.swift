internal import CCurl
internal import Delivery
internal import Diagnostics

/// One call of `deliver`: all connections on one thread, in rounds.
///
/// 1. Read what arrived on all of them; take what there is room for.
/// 2. Commit the claims and outcomes of all of them at once.
/// 3. Only then write.
///
/// It begins with care. The first connection is opened alone, so that a wrong
/// password is tried once and not ten times; then there are as many as there is
/// work for. The first message goes alone, so that a sender who is
/// refused has bothered one reader; with each that is accepted nine more may be
/// under way.
struct DeliveryEngine: ~Copyable {
  typealias Instant = ContinuousClock.Instant

  /// With so many outcomes a round is recorded before more is begun.
  private static let outcomesInRound = 1000

  private let account: SMTPAccount
  private let trace: SMTPTrace?
  private let multi: CurlMulti
  private let clock = ContinuousClock()
  private let inbox = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

  private var work: HeldWork
  private var backoff: ReconnectBackoff
  private let share: ConnectionShare
  private var connections: [SMTPConnection] = []
  private var sockets: [curl_waitfd] = []
  private var connectionsMade = 0
  private var hasConnected = false
  /// How many messages were accepted since the server was last in doubt.
  private var accepted = 0
  private var lastFailure: TransportFailure?
  /// Whether more could begin at once.
  private var hasMore = false
  /// Why nothing new is begun; thrown when what is under way has ended.
  private var verdict: (any Error)?

  init(
    account: SMTPAccount, reconnect: ReconnectPolicy, trace: SMTPTrace?, queue: any SubmissionQueue
  ) throws(TransportFailure) {
    self.account = account
    self.trace = trace
    work = HeldWork(queue)
    backoff = ReconnectBackoff(reconnect)
    share = ConnectionShare(account.messagesPerConnection ?? .max)
    multi = try CurlMulti()
  }

  deinit {
    inbox.deallocate()
  }

  /// Delivers until the queue gives nothing more.
  mutating func run() throws {
    var news = TurnNews()
    while true {
      digest(&news)
      // A refusal may be a reason for the queue to stop: it hears of it before more is begun.
      if news.hasRefusal { try commit(&news) }
      takeWork(&news)
      try commit(&news)
      let now = clock.now
      for connection in connections { connection.write(at: now) }
      if connections.isEmpty, work.isDone || verdict != nil { break }
      wait()
      try read(&news)
    }
    if let verdict { throw verdict }
  }
}

// Reading and writing.
extension DeliveryEngine {
  private mutating func wait() {
    sockets.removeAll(keepingCapacity: true)
    for connection in connections where connection.isOpen { sockets.append(connection.socket) }
    multi.wait(upTo: waitLimit, for: &sockets)
  }

  /// Until the next thing that time decides.
  ///
  /// While something is held or the queue pauses, it may want to stop: it is asked twice a second.
  private var waitLimit: Duration {
    if hasMore { return .zero }
    let now = clock.now
    var limit = work.isWaiting(at: now) || !work.isEmpty ? Duration.milliseconds(500) : .seconds(60)
    if let left = work.pause(at: now) { limit = min(limit, left) }
    if !work.isEmpty, backoff.pause(at: now) > .zero { limit = min(limit, backoff.pause(at: now)) }
    for connection in connections {
      if let deadline = connection.deadline { limit = min(limit, now.duration(to: deadline)) }
      // Connections on their way change their limit without a word.
      if !connection.isOpen { limit = min(limit, .seconds(1)) }
      if connection.isIdle { limit = min(limit, now.duration(to: connection.idleSince + account.idleLimit)) }
    }
    return max(limit, .zero)
  }

  private mutating func read(_ news: inout TurnNews) throws {
    let now = clock.now
    var index = 0
    for connection in connections where connection.isOpen {
      let isReadable = sockets[index].revents != 0
      index += 1
      if isReadable || connection.deadline.map({ $0 <= now }) == true {
        connection.read(inbox, at: now, &news)
      }
    }
    try finishHandshakes(at: now)
    removeEnded(at: now)
  }

  private mutating func finishHandshakes(at now: Instant) throws {
    guard connections.contains(where: { !$0.isOpen }) else { return }
    for finished in try multi.perform() {
      guard let connection = connections.first(where: { $0.isMade(of: finished.easy) }) else { continue }
      do throws(TransportFailure) {
        try connection.handshakeEnded(finished.code, at: now)
        hasConnected = true
        backoff.opened()
      } catch { couldNotOpen(connection, error, at: now) }
    }
    for connection in connections where !connection.isOpen {
      do throws(TransportFailure) { try connection.checkHandshake(at: now) } catch {
        couldNotOpen(connection, error, at: now)
      }
    }
  }

  private mutating func removeEnded(at now: Instant) {
    for connection in connections where connection.isLost {
      share.ended(after: connection.messagesCarried, window: connection.capacity)
      backoff.failed(wave: connection.wave, wasOpen: true, at: now)
      let reason = connection.end ?? .connectionLost("")
      note(TransportFailure(.lost(reason, attempts: backoff.failures), account: account), of: connection)
    }
    connections.removeAll(where: \.isOver)
  }

  private mutating func couldNotOpen(
    _ connection: SMTPConnection, _ failure: TransportFailure, at now: Instant
  ) {
    connections.removeAll { $0 === connection }
    guard failure.mayPass, hasConnected || failure.isTheServersWord else { return stop(because: failure) }
    backoff.failed(wave: connection.wave, wasOpen: false, at: now)
    note(failure, of: connection)
  }

  private mutating func note(_ failure: TransportFailure, of connection: SMTPConnection) {
    if backoff.failures > 1 { accepted = 0 }
    lastFailure = failure
    trace?(connection.number, .note(failure.problem.summary))
  }
}

// Work.
extension DeliveryEngine {
  /// Learns from what was read, before anything new is begun.
  private mutating func digest(_ news: inout TurnNews) {
    for returned in news.returned {
      if let outcome = work.takeBack(returned) {
        news.round.outcomes.append((returned.submission.delivery, outcome))
      }
    }
    for (delivery, outcome) in news.round.outcomes {
      if outcome.isTheServersWord { backoff.serverAnswered() }
      if case .accepted = outcome { accepted += 1 }
      work.settled(delivery)
    }
  }

  /// Commits a round. When that throws, all connections are dropped without another word.
  private mutating func commit(_ news: inout TurnNews) throws {
    defer { news.clear() }
    guard !news.round.claims.isEmpty || !news.round.outcomes.isEmpty else { return }
    do {
      try work.queue.commit(news.round)
    } catch {
      connections = []
      throw error
    }
  }

  private mutating func stop(because error: any Error) {
    verdict = verdict ?? error
    work.drop()
  }

  /// Begins what there is room for, opens connections for what there is not, and closes what is not needed.
  private mutating func takeWork(_ news: inout TurnNews) {
    let now = clock.now
    if work.queue.isStopping { work.drop() }
    do {
      if verdict == nil { try begin(at: now, &news) }
      if verdict == nil { try openConnections(at: now) }
    } catch { stop(because: error) }
    let isFinishing = verdict != nil || work.isDone
    for connection in connections where connection.canQuit {
      let isForgotten = connection.isIdle && now - connection.idleSince >= account.idleLimit
      if isFinishing || connection.isSpent || isForgotten { connection.quit(at: now) }
    }
    // One that is on its way has no part in it any more.
    if isFinishing { connections.removeAll { !$0.isOpen } }
  }

  /// Gives each connection with room one submission after the other, by turns.
  private mutating func begin(at now: Instant, _ news: inout TurnNews) throws {
    defer { removeEnded(at: now) }
    hasMore = false
    var left = mayBegin
    var mayHaveRoom = left > 0
    while mayHaveRoom {
      mayHaveRoom = false
      for connection in connections where connection.hasRoom && left > 0 {
        // An idle connection is judged by reading: a farewell or the end may wait there.
        if connection.isIdle, !connection.wasReadJustNow {
          connection.read(inbox, at: now, &news)
          guard connection.hasRoom else { continue }
        }
        guard let submission = try work.next(at: now) else { return }
        let before = connection.messagesUnderWay
        connection.begin(submission, at: now, &news)
        mayHaveRoom = true
        // One that this server cannot be asked for has its outcome already, and the next may begin.
        if connection.messagesUnderWay > before { left -= 1 }
        guard news.round.outcomes.count < Self.outcomesInRound else {
          hasMore = true
          return
        }
      }
    }
  }

  /// How many messages may begin.
  private var mayBegin: Int { 1 + 9 * accepted - connections.reduce(0) { $0 + $1.messagesUnderWay } }

  /// Opens connections for what could begin and finds no room.
  private mutating func openConnections(at now: Instant) throws {
    let open = connections.count(where: \.isOpen)
    // While a message goes alone there is time to open others, unless the server is in doubt.
    let isNeeded =
      mayBegin > 0 ? !connections.contains(where: \.hasRoom) : open > 0 && backoff.failures == 0
    guard isNeeded, connections.count < account.connections, open > 0 || connections.isEmpty,
      try work.holds(1, at: now) > 0
    else { return }
    if connections.isEmpty, backoff.isExhausted, let lastFailure { throw lastFailure }
    guard backoff.pause(at: now) == .zero else { return }
    let onTheirWay = connections.count - open
    // Until one is open nobody knows whether others would be; where one was refused, more may be too many.
    let isOneByOne = open == 0 || backoff.isRefused
    let most = isOneByOne ? max(0, 1 - onTheirWay) : account.connections - connections.count
    let perConnection = connections.first { $0.isOpen }?.capacity ?? 1
    let room = connections.reduce(0) { $0 + $1.room }
    let waiting = try work.holds(room + (most + onTheirWay) * perConnection, at: now) - room
    let more = min(most, (waiting + perConnection - 1) / perConnection - onTheirWay)
    for _ in 0..<max(0, more) {
      connectionsMade += 1
      let connection = try SMTPConnection(
        account, number: connectionsMade, wave: backoff.wave, multi: multi, share: share,
        trace: trace, at: now)
      connections.append(connection)
    }
  }
}

extension SubmissionOutcome {
  /// Whether it rests on an answer, so that the server can be said to work.
  fileprivate var isTheServersWord: Bool {
    switch self {
    case .accepted: true
    case .deferred(_, .reply(let reply)), .rejected(_, .reply(let reply)): reply.code != 421
    default: false
    }
  }
}

extension TransportFailure {
  /// Whether the server itself asked us to come back later.
  fileprivate var isTheServersWord: Bool {
    if case .refused = reason { true } else { false }
  }
}
