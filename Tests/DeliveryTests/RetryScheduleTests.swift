import Foundation
import Testing

@testable import Delivery

@Suite struct RetryScheduleTests {
  private let start = Date(timeIntervalSince1970: 1_795_000_000)

  @Test(arguments: [(1, 15), (2, 30), (3, 60), (4, 120), (5, 240), (6, 240), (100, 240), (0, 15)])
  func `the pause doubles from 15 minutes to 4 hours`(attempts: Int, minutes: Int) {
    #expect(RetrySchedule().pause(afterAttempts: attempts) == .seconds(minutes * 60))
  }

  @Test func `the longest pause is kept when doubling would pass it`() {
    let schedule = RetrySchedule(firstPause: .seconds(10), longestPause: .seconds(25))
    #expect(
      (1...4).map { schedule.pause(afterAttempts: $0) } == [
        .seconds(10), .seconds(20), .seconds(25), .seconds(25),
      ])
  }

  @Test func `the next attempt comes after the pause`() {
    #expect(RetrySchedule().nextAttempt(afterAttempts: 2, first: start, now: start + 1000) == start + 2800)
  }

  @Test(arguments: [(-1, true), (0, true), (1, false)])
  func `an attempt later than 48 hours after the first is not made`(seconds: Double, isMade: Bool) {
    let now = start + 44 * 3600 + seconds
    #expect((RetrySchedule().nextAttempt(afterAttempts: 9, first: start, now: now) != nil) == isMade)
  }

  @Test func `a delivery that is always deferred on time is tried 16 times`() {
    var now = start
    var attempts = 1
    while let next = RetrySchedule().nextAttempt(afterAttempts: attempts, first: start, now: now) {
      (now, attempts) = (next, attempts + 1)
    }
    #expect(attempts == 16)
    #expect(now.timeIntervalSince(start) <= 48 * 3600)
  }
}
