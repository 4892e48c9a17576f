import Testing

@testable import SMTP

@Suite struct ReconnectBackoffTests {
  private let now = ContinuousClock.now
  private var backoff = ReconnectBackoff(
    ReconnectPolicy(attempts: 3, firstPause: .seconds(1), longestPause: .seconds(5)))

  @Test(arguments: [(0, 1.0), (1, 1.0), (2, 2.0), (3, 4.0), (4, 5.0), (9, 5.0), (.max, 5.0)])
  func `the pause doubles and is bounded`(_ failures: Int, _ expected: Double) {
    let policy = ReconnectPolicy(attempts: 10, firstPause: .seconds(1), longestPause: .seconds(5))
    #expect(policy.pause(afterFailures: failures) == .seconds(expected))
    #expect(ReconnectPolicy(attempts: 0).attempts == 1)
  }

  @Test mutating func `connections that are lost together are one failure`() {
    for _ in 1...10 { backoff.failed(wave: 0, wasOpen: true, at: now) }
    #expect(backoff.failures == 1 && !backoff.isExhausted)
    #expect(backoff.pause(at: now) == .seconds(1))
    #expect(backoff.pause(at: now + .milliseconds(999)) == .milliseconds(1))
    #expect(backoff.pause(at: now + .seconds(1)) == .zero)
  }

  @Test mutating func `failures in a row exhaust it, and an answer about a message ends the row`() {
    for wave in 0...1 { backoff.failed(wave: wave, wasOpen: true, at: now) }
    #expect(!backoff.isExhausted)
    backoff.serverAnswered()
    backoff.failed(wave: 2, wasOpen: true, at: now)
    #expect(backoff.pause(at: now) == .seconds(1))
    for wave in 3...4 { backoff.failed(wave: wave, wasOpen: true, at: now) }
    #expect(backoff.isExhausted)
  }

  @Test mutating func `while others work, one that cannot be opened waits longer and longer`() {
    var pauses: [Duration] = []
    for wave in 0..<4 {
      backoff.serverAnswered()
      backoff.failed(wave: wave, wasOpen: false, at: now)
      pauses.append(backoff.pause(at: now))
    }
    #expect(pauses == [.seconds(1), .seconds(2), .seconds(4), .seconds(5)])
    backoff.serverAnswered()
    #expect(!backoff.isExhausted)
    backoff.opened()
    backoff.failed(wave: 4, wasOpen: false, at: now)
    #expect(backoff.pause(at: now) == .seconds(1))
  }
}
