internal import Delivery

/// One call of `deliver`: rounds of reading, one commit, writing.
///
/// 1. Read what arrived: outcomes, and messages about to leave.
/// 2. Commit both in one round.
/// 3. Only then write.
final class DeliveryRun {
  private let account: SMTPAccount
  private let reconnect: ReconnectPolicy
  private let trace: SMTPTrace?
  private let queue: any SubmissionQueue
  private let multi: CurlMulti
  private var connection: SMTPConnection?
  /// Came back unclaimed when its connection was lost, and goes first on the next one.
  private var returned: Submission?
  /// How often that happened to it.
  private var losses = 0
  private var failuresInARow = 0
  private var hasConnected = false

  init(
    account: SMTPAccount, reconnect: ReconnectPolicy, trace: SMTPTrace?, queue: any SubmissionQueue
  ) throws(TransportFailure) {
    self.account = account
    self.reconnect = reconnect
    self.trace = trace
    self.queue = queue
    multi = try CurlMulti()
  }

  /// Delivers until the queue gives nothing more.
  func run() throws {
    while true {
      guard let submission = try returned ?? queue.next() else {
        guard let pause = queue.pause else { break }
        multi.wait(upTo: pause)
        continue
      }
      returned = submission
      let connection = try usableConnection()
      returned = nil
      try handOver(submission, over: connection)
    }
    connection?.quit()
  }

  private func handOver(_ submission: Submission, over connection: SMTPConnection) throws {
    var news = connection.begin(submission)
    while true {
      try settle(news)
      connection.write()
      if connection.isIdle || connection.isOver { break }
      connection.wait()
      news = connection.read()
    }
  }

  /// Commits a turn's news as one round. When that throws, the connection is dropped without another word.
  private func settle(_ news: [SMTPConnection.News]) throws {
    var round = Round()
    for item in news {
      switch item {
      case .claim(let delivery): round.claims.append(delivery)
      case .outcome(let delivery, let outcome):
        if outcome.isTheServersWord { failuresInARow = 0 }
        losses = 0
        round.outcomes.append((delivery, outcome))
      case .returned(let submission, let phase, let reason):
        losses += 1
        // Once may be the connection; twice, silence or nonsense is this recipient.
        if losses > 1 || !reason.isAboutTheConnection {
          losses = 0
          round.outcomes.append((submission.delivery, .deferred(phase, reason)))
        } else {
          returned = submission
        }
      }
    }
    guard !round.claims.isEmpty || !round.outcomes.isEmpty else { return }
    do {
      try queue.commit(round)
    } catch {
      connection = nil
      throw error
    }
  }

  /// The open connection if it is still good, or a new one.
  private func usableConnection() throws -> SMTPConnection {
    if let open = connection {
      // An idle connection is judged by reading: a farewell or the end may wait there.
      if open.isIdle { _ = open.read() }
      if open.isIdle, open.messagesCarried < account.messagesPerConnection { return open }
      connection = nil
      if open.isIdle {
        open.quit()
      } else {
        try pauseAfterFailure(or: lost(open))
      }
    }
    let opened = try openConnection()
    connection = opened
    return opened
  }

  private func openConnection() throws -> SMTPConnection {
    while true {
      do throws(TransportFailure) {
        let opened = try SMTPConnection(account, multi: multi, trace: trace)
        hasConnected = true
        return opened
      } catch {
        guard error.mayPass, hasConnected || error.isTheServersWord else { throw error }
        try pauseAfterFailure(or: error)
      }
    }
  }

  private func pauseAfterFailure(or failure: TransportFailure) throws(TransportFailure) {
    failuresInARow += 1
    guard let pause = reconnect.pause(afterFailures: failuresInARow) else { throw failure }
    trace?(.note("connecting again in \(pause)"))
    multi.wait(upTo: pause)
  }

  private func lost(_ connection: SMTPConnection) -> TransportFailure {
    let reason = connection.end ?? .connectionLost("")
    return TransportFailure(.lost(reason, attempts: failuresInARow + 1), account: account)
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

extension RefusalReason {
  /// Whether another connection may do better at once.
  fileprivate var isAboutTheConnection: Bool {
    switch self {
    case .reply, .connectionLost: true
    case .timedOut, .notOffered, .unintelligible: false
    }
  }
}

extension TransportFailure {
  /// Whether the server itself asked us to come back later.
  fileprivate var isTheServersWord: Bool {
    if case .refused = reason { true } else { false }
  }
}
