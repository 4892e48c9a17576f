import Dates
import Testing

@Suite struct CivilDateTests {
  @Test(arguments: [
    (0, 1970, 1, 1), (-1, 1969, 12, 31), (59, 1970, 3, 1), (11_016, 2000, 2, 29), (11_017, 2000, 3, 1),
    (-25_509, 1900, 2, 28), (-25_508, 1900, 3, 1), (20_785, 2026, 11, 28), (-719_528, 0, 1, 1),
    (2_932_896, 9999, 12, 31),
  ])
  func `a day and its number belong together`(days: Int, year: Int, month: Int, day: Int) {
    #expect(CivilDate(daysSince1970: days) == CivilDate(year: year, month: month, day: day))
    #expect(CivilDate.daysSince1970(year: year, month: month, day: day) == days)
  }

  @Test func `each day follows the one before for 400 years`() {
    var expected = (year: 1999, month: 12, day: 31)
    for days in 10_956..<(10_956 + 146_097) {
      let date = CivilDate(daysSince1970: days)
      #expect((date.year, date.month, date.day) == expected)
      let isLast = CivilDate(year: expected.year, month: expected.month, day: expected.day + 1) == nil
      if !isLast {
        expected.day += 1
      } else {
        expected.day = 1
        expected.month += 1
        if expected.month == 13 { (expected.month, expected.year) = (1, expected.year + 1) }
      }
    }
    #expect(expected.year == 2399 && expected.month == 12)
  }

  @Test(arguments: [
    "2025-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-01",
    "2026-01-1", "20260101", "2026/01/01", "2026-01-01T", "２０２６-01-01", "-026-01-01", "",
  ])
  func `what the calendar does not have is no day`(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test func `days past a month's end count on`() {
    #expect(CivilDate(iso: "2024-02-29").map { [$0.year, $0.month, $0.day] } == [2024, 2, 29])
    #expect(
      CivilDate.daysSince1970(year: 2026, month: 4, day: 31)
        == CivilDate.daysSince1970(year: 2026, month: 5, day: 1))
  }

  @Test(arguments: [
    (-401, -2), (-400, -1), (-1, -1), (0, 0), (399, 0), (400, 1), (Int.min, -23_058_430_092_136_940),
  ])
  func `quotients are rounded down, also the smallest number's`(number: Int, quotient: Int) {
    #expect(number.quotientRoundedDown(by: 400) == quotient)
  }
}
