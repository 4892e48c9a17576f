import Delivery
import Foundation
import MailSandbox
import SMTP
import Testing

/// A server that treats each reader otherwise.
@Suite struct MisbehaviourTests {
  static let rules = [
    "rcptTo bob@example.org 550 5.1.1 no such user",
    "data cyd@example.org 451 4.3.0 later",
    "body dan@example.org close",
    "body eve@example.org keep close",
    "body fay@example.org 452 4.3.1 no space",
    "mailFrom *+7@* first 1 421 4.3.2 closing",
    "rcptTo hal@example.org slow 50ms",
  ]

  /// Each misbehaviour costs the one it meets; over one connection, one message after the other.
  @Test(arguments: [Rung.sequential, .pipelined])
  func `nobody pays for another one where the body waits for its envelope`(_ rung: Rung) throws {
    let run = try run(rung)
    #expect(
      run.queue.outcomes.mapValues(\.words) == [
        1: "accepted: 250 2.0.0 filed as 1",
        2: "rejected at rcptTo: 550 5.1.1 no such user",
        3: "deferred at data: 451 4.3.0 later",
        4: "unknown at body: the connection was lost",
        5: "unknown at body: the connection was lost",
        6: "deferred at body: 452 4.3.1 no space",
        7: "accepted: 250 2.0.0 filed as 3",
        8: "accepted: 250 2.0.0 filed as 4",
      ])
    #expect(run.filed == ["ann", "eve", "gil", "hal"])
    #expect(run.queue.claims == [1, 4, 5, 6, 7, 8])
  }

  /// With one message in the window each pays alone as well, but has been claimed.
  @Test func `nobody pays for another one in a window of one`() throws {
    let run = try run(.chunked, window: 1)
    #expect(
      run.queue.outcomes.mapValues(\.words) == [
        1: "accepted: 250 2.0.0 filed as 1",
        2: "rejected at rcptTo: 550 5.1.1 no such user",
        3: "accepted: 250 2.0.0 filed as 2",
        4: "unknown at body: the connection was lost",
        5: "unknown at body: the connection was lost",
        6: "deferred at body: 452 4.3.1 no space",
        7: "deferred at mailFrom: 421 4.3.2 closing",
        8: "accepted: 250 2.0.0 filed as 4",
      ])
    #expect(run.filed == ["ann", "cyd", "eve", "hal"])
  }

  /// In a wider one, what is lost behind a lost connection is unknown: never accepted, and never sent again.
  @Test func `in a window nothing is recorded as accepted that was not, nor as deferred that was`() throws {
    let run = try run(.chunked)
    let words = run.queue.outcomes.mapValues(\.words)
    #expect(words.count == 8)
    #expect(words[1] == "accepted: 250 2.0.0 filed as 1")
    #expect(words[2] == "rejected at rcptTo: 550 5.1.1 no such user")
    #expect(words[3] == "accepted: 250 2.0.0 filed as 2")
    #expect(words[4]?.hasPrefix("unknown at body: the connection was lost") == true)
    for (number, name) in MisbehaviourTests.names.enumerated() {
      let outcome = try #require(run.queue.outcomes[Int64(number + 1)])
      switch outcome {
      case .accepted: #expect(run.filed.contains(name))
      case .deferred, .rejected: #expect(!run.filed.contains(name))
      case .unknown: break
      }
    }
    #expect(Set(run.filed).count == run.filed.count)
  }

  private static let names = ["ann", "bob", "cyd", "dan", "eve", "fay", "gil", "hal"]

  private func run(_ rung: Rung, window: Int = 4) throws -> (queue: MemoryQueue, filed: [String]) {
    let fixture = try SandboxFixture(rung) { $0.rules = try Self.rules.map { try SandboxRule($0) } }
    let queue = MemoryQueue(
      try Self.names.enumerated().map { try .example(Int64($0 + 1), to: "\($1)@example.org") })
    var account = try fixture.account()
    account.window = window
    try SMTPTransport(account: account, reconnect: .eager).deliver(from: queue)
    try fixture.sandbox.stop()
    return (queue, try fixture.messages().map { String($0.envelope.rcptTo[0].address.prefix(3)) })
  }
}
