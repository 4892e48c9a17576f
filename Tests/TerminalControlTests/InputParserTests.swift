import TerminalPreview
import Testing

@testable import TerminalControl

struct InputParserTests {
  private static let cases: [(octets: String, inputs: [TerminalInput])] = [
    ("a", [.key(.character("a"))]),
    ("é日👩", [.key(.character("é")), .key(.character("日")), .key(.character("👩"))]),
    ("\r\t\u{7F}", [.key(.enter), .key(.tab), .key(.backspace)]),
    ("\u{1B}[A\u{1B}OB\u{1B}[1;5C", [.key(.up), .key(.down), .key(.right)]),
    (
      "\u{1B}[5~\u{1B}[6~\u{1B}[1~\u{1B}[F\u{1B}[Z",
      [
        .key(.pageUp), .key(.pageDown), .key(.home), .key(.end), .key(.backTab),
      ]
    ),
    ("\u{1B}[?64;1;4;22c", [.reply(.primaryAttributes([64, 1, 4, 22]))]),
    ("\u{1B}P>|kitty(0.26.5)\u{1B}\\", [.reply(.version("kitty(0.26.5)"))]),
    (
      "\u{1B}]11;rgb:ffff/8080/0000\u{1B}\\",
      [
        .reply(.background(red: 1, green: 32896.0 / 65535, blue: 0))
      ]
    ),
    ("\u{1B}]11;rgb:ff/00/ff\u{7}", [.reply(.background(red: 1, green: 0, blue: 1))]),
    ("\u{1B}_Gi=31;OK\u{1B}\\", [.reply(.kittyGraphics(isOK: true, message: "OK"))]),
    ("\u{1B}_Gi=31;ENOENT:no\u{1B}\\", [.reply(.kittyGraphics(isOK: false, message: "ENOENT:no"))]),
    ("\u{1B}[6;18;9t", [.reply(.cellSize(width: 9, height: 18))]),
    ("\u{1B}[?2026;2$y", [.reply(.mode(number: 2026, state: 2))]),
    ("x\u{1B}[200;1Rx", [.key(.character("x")), .key(.character("x"))]),
    ("\u{1B}]11;nothing\u{1B}\\q", [.key(.character("q"))]),
    ("\u{1B}[6;0;9t\u{1B}[6;18tq", [.key(.character("q"))]),
  ]

  @Test(arguments: cases.indices)
  func `keys and answers are told apart, however they are cut`(index: Int) {
    let (text, inputs) = Self.cases[index]
    let octets = Array(text.utf8)
    for cut in 0...octets.count {
      var parser = InputParser()
      #expect(parser.feed(octets[..<cut]) + parser.feed(octets[cut...]) == inputs)
    }
    var parser = InputParser()
    #expect(octets.flatMap { parser.feed([$0]) } == inputs)
    #expect(!parser.isWaiting)
  }

  @Test func `an escape that stands alone is the key`() {
    var parser = InputParser()
    #expect(parser.feed([0x1B]).isEmpty)
    #expect(parser.isWaiting)
    #expect(parser.settle() == [.key(.escape)])
    #expect(parser.feed(Array("[A".utf8)) == [.key(.character("[")), .key(.character("A"))])
  }

  @Test(arguments: [-1, 0, 1]) func `a string that does not end is given up`(more: Int) {
    var parser = InputParser()
    let count = InputParser.limit + more
    let flood = Array("\u{1B}]".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: count)
    let found = parser.feed(flood) + parser.feed(Array("\u{1B}\\".utf8))
    #expect(found.allSatisfy { $0 == .key(.character("\\")) })
    _ = parser.settle()
    #expect(parser.feed([UInt8(ascii: "q")]) == [.key(.character("q"))])
  }

  @Test func `any octets at all are read`() {
    var parser = InputParser()
    var state: UInt64 = 7
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      _ = parser.feed([UInt8(truncatingIfNeeded: state >> 33)])
    }
    _ = parser.feed(Array("\u{18}\u{1B}\\\u{1B}[A".utf8))
    #expect(parser.feed(Array("\u{1B}[B".utf8)).last == .key(.down))
  }
}
