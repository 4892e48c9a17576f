import Diagnostics
import Foundation
import Newsroom
import Testing

@Suite struct MomentTests {
  static let now = Date(timeIntervalSince1970: 1_795_000_000)  // 2026-11-18T11:06:40Z

  static let moments: [(String, String)] = [
    ("2026-11-28T10:00Z", "2026-11-28T10:00:00Z"), ("2026-11-28T10:00+01:00", "2026-11-28T09:00:00Z"),
    ("2026-11-28 10:00:30 -0330", "2026-11-28T13:30:30Z"),
    ("2026-11-28 10:00 Europe/Berlin", "2026-11-28T09:00:00Z"),
    ("2026-07-28 10:00 Europe/Berlin", "2026-07-28T08:00:00Z"),
    ("12:06 Europe/Berlin", "2026-11-19T11:06:00Z"), ("12:07 Europe/Berlin", "2026-11-18T11:07:00Z"),
    ("+90s", "2026-11-18T11:08:10Z"), ("+2h", "2026-11-18T13:06:40Z"), ("+7d", "2026-11-25T11:06:40Z"),
  ]

  @Test(arguments: moments) func `a time with its zone is a moment`(text: String, expected: String) throws {
    #expect(try Moment(text, now: Self.now).date.ISO8601Format() == expected)
  }

  @Test(arguments: [
    "", "tomorrow", "10:00", "2026-11-28", "2026-11-28T10:00", "2026-11-28T10:00 CET",
    "2026-11-28T10:00+15:00",
    "2026-13-01T10:00Z", "2026-11-31T10:00Z", "2026-11-28T24:00Z", "2026-11-28T10:60Z", "+", "+2", "+2w",
    "-2h",
    // Clocks in Berlin jump from two to three, and go from three back to two.
    "2026-03-29 02:30 Europe/Berlin", "2026-10-25 02:30 Europe/Berlin",
  ]) func `what is not one moment is refused with examples`(text: String) {
    do throws(InvalidMoment) {
      Issue.record("\(text) is \(try Moment(text, now: Self.now).date)")
    } catch {
      #expect(error.problem.kind == .usage)
      #expect(error.problem.suggestions.count == 4)
    }
  }

  @Test func `around a change of clocks the hours that are clear are moments`() throws {
    for (text, expected) in [
      ("2026-03-29 01:59 Europe/Berlin", "2026-03-29T00:59:00Z"),
      ("2026-03-29 03:00 Europe/Berlin", "2026-03-29T01:00:00Z"),
      ("2026-10-25 01:59 Europe/Berlin", "2026-10-24T23:59:00Z"),
      ("2026-10-25 03:00 Europe/Berlin", "2026-10-25T02:00:00Z"),
      ("2026-10-25T02:30+02:00", "2026-10-25T00:30:00Z"),
    ] {
      #expect(try Moment(text, now: Self.now).date.ISO8601Format() == expected)
    }
  }

  @Test func `a duration is shown by its two largest units`() {
    for (seconds, words) in [
      (0, "0 s"), (59, "59 s"), (60, "1 min"), (626, "10 min 26 s"), (3600, "1 h"), (11_521, "3 h 12 min"),
      (187_200, "2 d 4 h"),
    ] {
      #expect(Duration.seconds(seconds).words == words)
    }
  }
}
