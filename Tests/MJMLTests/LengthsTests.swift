import Testing

@testable import MJML

@Suite struct LengthsTests {
  private func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

  @Test(arguments: [("20px", 20.0), (" 7", 7), ("-3em", -3), ("12.9%", 12), ("0x10", 0)])
  func `whole numbers are read as JavaScript reads them`(text: String, number: Double) {
    #expect(Lengths.integer(bytes(text)) == number)
  }

  @Test(arguments: [("33.33%", 33.33), (".5em", 0.5), ("-1.5px", -1.5), ("12.", 12), ("1.2.3", 1.2)])
  func `decimal numbers are read as JavaScript reads them`(text: String, number: Double) {
    #expect(Lengths.decimal(bytes(text)) == number)
  }

  @Test(arguments: ["", "auto", "px", "-"]) func `what is no number is none`(text: String) {
    #expect(Lengths.integer(bytes(text)).isNaN)
    #expect(Lengths.decimal(bytes(text)).isNaN)
  }

  @Test(arguments: [
    (100.0, "100"), (33.333333333333336, "33.333333333333336"), (14.285714285714286, "14.285714285714286"),
    (0.1 + 0.2, "0.30000000000000004"), (-2.5, "-2.5"), (0, "0"),
  ]) func `numbers are printed as JavaScript prints them`(number: Double, text: String) {
    #expect(JavaScriptNumber.text(number) == text)
  }

  @Test(arguments: [
    ("1px", [1.0, 1, 1, 1]), ("1px 2px", [1, 2, 1, 2]), ("1px 2px 3px", [1, 2, 3, 2]),
    ("1px  2px 3px 4px", [1, 2, 3, 4]),
  ]) func `a shorthand gives each side its part`(text: String, sides: [Double]) {
    let order: [Lengths.Side] = [.top, .right, .bottom, .left]
    #expect(order.map { Lengths.side($0, of: bytes(text)) } == sides)
  }

  @Test(arguments: [("2px solid red", 2.0), ("solid 3px red", 3), ("none", 0), ("", 0)])
  func `the width of a border is its first number`(text: String, width: Double) {
    #expect(Lengths.borderWidth(bytes(text)) == width)
  }
}
