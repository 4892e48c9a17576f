import Delivery
import Testing

@Suite struct RateTests {
  static let written: [(String, Double, String)] = [
    ("20/s", 20, "20/s"), ("120/min", 2, "120/min"), ("120/m", 2, "120/min"), ("3600/h", 1, "3600/h"),
    ("86400/day", 1, "86400/d"), ("1/hour", 1.0 / 3600, "1/h"), ("10000000/s", 1e7, "10000000/s"),
  ]

  @Test(arguments: written) func `a rate is a number of messages and a time`(
    text: String, perSecond: Double, shown: String
  ) throws {
    let rate = try #require(Rate(text))
    #expect(rate.perSecond == perSecond)
    #expect(rate.description == shown)
    #expect(Rate(shown) == rate)
  }

  @Test(arguments: [
    "", "20", "/s", "20/", "0/s", "-1/s", "1.5/s", "20/week", "20/s/s", "ten/s", "20 /s", "10000001/s",
    "99999999999999999999/s",
  ]) func `anything else is none`(text: String) {
    #expect(Rate(text) == nil)
  }

  static let measured: [(Double, String)] = [
    (1000.4, "1000/s"), (10, "10/s"), (9.99, "599/min"), (1, "60/min"), (1.0 / 60, "1/min"),
    (1.0 / 61, "59/h"), (1e-9, "1/h"),
  ]

  @Test(arguments: measured) func `a measured rate is shown in the unit that fits`(
    perSecond: Double, shown: String
  ) {
    #expect(Rate(perSecond: perSecond).description == shown)
  }
}
