import Delivery
import Foundation
import MailSandbox
import SMTP
import Testing

/// All connections in one engine.
@Suite struct ManyConnectionsTests {
  @Test(arguments: Rung.allCases, [SMTPSecurity.none, .startTLS])
  func `every message goes once, over as many connections as are allowed`(
    _ rung: Rung, _ security: SMTPSecurity
  ) throws {
    let fixture = try SandboxFixture(rung) {
      $0.security = security.ofSandbox
      $0.rules = [try SandboxRule("body slow 20ms")]
    }
    var account = try fixture.account(security)
    account.connections = 5
    account.messagesPerConnection = 12
    let count = 200
    let queue = MemoryQueue(
      try (1...count).map { try .example(Int64($0), to: "reader\($0)@example.org") })
    var open: Set<Int> = []
    var most = 0
    let transport = SMTPTransport(account: account) { connection, event in
      if case .client(let line) = event, line.hasPrefix("MAIL") { open.insert(connection) }
      if event == .client("QUIT") { open.remove(connection) }
      most = max(most, open.count)
    }
    try transport.deliver(from: queue)

    let filed = try fixture.messages().flatMap { $0.envelope.rcptTo.map(\.address) }
    #expect(Set(filed).count == count && filed.count == count)
    #expect(queue.outcomes.count == count)
    #expect(queue.outcomes.values.allSatisfy { if case .accepted = $0 { true } else { false } })
    #expect(Set(queue.claims).count == count && queue.claims.count == count)
    #expect(most == 5)
    for message in try fixture.messages() {
      let number = message.envelope.rcptTo[0].address.filter(\.isNumber)
      #expect(message.envelope.mailFrom.address == "bounces+\(number)@example.com")
    }
  }

  @Test func `one round commits what happened on all connections`() throws {
    let fixture = try SandboxFixture(.chunked)
    var account = try fixture.account()
    account.connections = 4
    let queue = MemoryQueue(try (1...400).map { try .example(Int64($0), to: "reader\($0)@example.org") })
    try SMTPTransport(account: account).deliver(from: queue)
    #expect(queue.log.contains { $0.claims.count > account.window })
    #expect(queue.log.count < 800)
  }

  @Test func `a login that is refused is tried over one connection alone`() throws {
    let fixture = try SandboxFixture {
      $0.authentication = .users(["letters": "another"])
    }
    var account = try fixture.account(login: SMTPLogin(user: "letters", password: "wrong"))
    account.connections = 10
    let queue = MemoryQueue(try (1...50).map { try .example(Int64($0), to: "reader\($0)@example.org") })
    var attempts = 0
    #expect(throws: TransportFailure.self) {
      try SMTPTransport(account: account) { _, event in
        if case .client(let line) = event, line.hasPrefix("AUTH") { attempts += 1 }
      }.deliver(from: queue)
    }
    #expect(attempts == 1)
    #expect(queue.log.isEmpty)
  }

  @Test func `a few messages open no more connections than they need`() throws {
    let fixture = try SandboxFixture(.chunked)
    var account = try fixture.account()
    account.connections = 10
    var connections: Set<Int> = []
    let queue = MemoryQueue(try (1...4).map { try .example(Int64($0), to: "reader\($0)@example.org") })
    try SMTPTransport(account: account) { connection, _ in connections.insert(connection) }
      .deliver(from: queue)
    #expect(connections.count <= 2)
    #expect(queue.outcomes.count == 4)
  }

  @Test(.timeLimit(.minutes(1)), arguments: Rung.allCases)
  func `those whom a server cannot be asked for hold nobody up, and are recorded by and by`(
    _ rung: Rung
  ) throws {
    let fixture = try SandboxFixture(rung) { $0.extensions.remove(.smtpUTF8) }
    var account = try fixture.account()
    account.idleLimit = .seconds(600)
    let strangers = try (1...2500).map { try Submission.example(Int64($0), to: "dörte@example.org") }
    let queue = MemoryQueue(strangers + [try .example(2501, to: "ann@example.org")])
    try SMTPTransport(account: account).deliver(from: queue)
    #expect(queue.outcomes.count == 2501)
    #expect(queue.outcomes[2501]?.words.hasPrefix("accepted") == true)
    #expect(queue.log.map(\.outcomes.count).max() == 1000)
  }

  @Test func `a queue that pauses is asked again, and idle connections say goodbye meanwhile`() throws {
    let fixture = try SandboxFixture(.chunked)
    var account = try fixture.account()
    account.idleLimit = .milliseconds(20)
    let queue = PausingQueue(try (1...3).map { try .example(Int64($0), to: "reader\($0)@example.org") })
    var said: [String] = []
    try SMTPTransport(account: account) { said.append("\($0) \($1)") }.deliver(from: queue)
    #expect(queue.outcomes.keys.sorted() == [1, 2, 3])
    #expect(said.filter { $0.hasSuffix("C: QUIT") } == ["1 C: QUIT", "2 C: QUIT", "3 C: QUIT"])
  }

  @Test func `when sending is to stop, what was begun is finished and nothing else begun`() throws {
    let fixture = try SandboxFixture(.pipelined)
    let queue = MemoryQueue(try (1...9).map { try .example(Int64($0), to: "reader\($0)@example.org") })
    queue.whenCommitting = { [unowned queue] round in
      if round.claims.contains(where: { $0.number == 3 }) { queue.isStopping = true }
    }
    queue.beforeNext = { [unowned queue] _ in if queue.isStopping { queue.dropWaiting() } }
    try SMTPTransport(account: fixture.account()).deliver(from: queue)
    #expect(queue.outcomes.keys.sorted() == queue.claims.sorted())
    #expect(queue.outcomes.keys.sorted() == [1, 2, 3, 4])
  }

  /// A server that takes two connections and refuses every other with 421.
  @Test func `a connection that is refused while others work is no failure`() throws {
    let fixture = try SandboxFixture(.chunked) {
      $0.rules = [try SandboxRule("greeting each 2 421 4.7.0 too many connections")]
    }
    var account = try fixture.account()
    account.connections = 4
    account.messagesPerConnection = 5
    let queue = MemoryQueue(try (1...60).map { try .example(Int64($0), to: "reader\($0)@example.org") })
    try SMTPTransport(account: account, reconnect: .eager).deliver(from: queue)
    #expect(queue.outcomes.values.count { if case .accepted = $0 { true } else { false } } == 60)
  }
}

/// Gives one message, then nothing for a while, then the next.
private final class PausingQueue: SubmissionQueue {
  private var waiting: [Submission]
  private(set) var outcomes: [Int64: SubmissionOutcome] = [:]
  private var notBefore = ContinuousClock.now
  private var hasGiven = false

  init(_ submissions: [Submission]) { waiting = submissions.reversed() }

  var pause: Duration? { waiting.isEmpty ? nil : max(.zero, ContinuousClock.now.duration(to: notBefore)) }
  let isStopping = false

  func next() -> Submission? {
    guard ContinuousClock.now >= notBefore else { return nil }
    notBefore = ContinuousClock.now + .milliseconds(80)
    return waiting.popLast()
  }

  func commit(_ round: Round) {
    for (delivery, outcome) in round.outcomes { outcomes[delivery.number] = outcome }
  }
}
