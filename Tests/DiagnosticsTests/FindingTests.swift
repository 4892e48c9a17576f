import Diagnostics
import Testing

@Suite struct FindingTests {
  @Test func `a finding is printed as compilers print`() {
    let finding = Finding(
      "unknown-name", "there is nothing named 'titel' here",
      at: Place(file: "templates/story/body.mjml", line: 14, column: 15),
      sourceLine: "    <mj-text>{{titel}}</mj-text>", help: ["did you mean 'title'?"])
    #expect(
      finding.text == """
        templates/story/body.mjml:14:15: error: there is nothing named 'titel' here [unknown-name]
        14 |     <mj-text>{{titel}}</mj-text>
           |               ^
        help: did you mean 'title'?
        """)
  }

  @Test func `a long line is cut around the column`() {
    let line = String(repeating: "a", count: 300) + "X" + String(repeating: "b", count: 300)
    let text = Finding("x", "x", at: Place(file: "f", line: 1, column: 301), sourceLine: line).text
    let rows = text.split(separator: "\n")
    #expect(rows.count == 3)
    let shown = Array(rows[1])
    let caret = Array(rows[2])
    #expect(shown.count <= 108)
    #expect(shown[caret.count - 1] == "X")
  }

  @Test func `a message cannot forge a line of a terminal`() {
    let finding = Finding("x", "bad \u{1B}[2J\r\nsecond", at: Place(file: "a\nb", line: 1))
    #expect(!finding.text.contains("\u{1B}"))
    #expect(finding.text.split(whereSeparator: \.isNewline).count == 1)
  }
}

@Suite struct NearestTests {
  @Test(arguments: [
    ("articel.title", "article.title"), ("tile", "title"), ("TITLE", "title"), ("pubilcation", "publication"),
  ])
  func `a misspelt name is recognised`(name: String, meant: String) {
    #expect(nearest(to: name, in: ["title", "article.title", "publication"]) == meant)
  }

  @Test func `a name that is like nothing has no neighbour`() {
    #expect(nearest(to: "zebra", in: ["title", "article.title"]) == nil)
    #expect(didYouMean("zebra", in: ["b", "a"]) == "known: a, b")
    #expect(didYouMean("zebra", in: (1...6).map { "name\($0)" }) == nil)
  }
}

@Suite struct PrintableTextTests {
  @Test(arguments: [
    ("a\u{1B}[31mb", "a [31mb"), ("a\r\nb", "a  b"), ("x\u{202E}y", "xy"), ("a\u{2028}b", "a b"),
    ("grün 漢字 👩‍👩‍👧", "grün 漢字 👩‍👩‍👧"), ("\u{9B}2J", " 2J"),
  ])
  func `nothing that drives a terminal is left`(text: String, shown: String) {
    #expect(text.printable == shown)
  }

  @Test(arguments: [
    ("abc", 3), ("漢字", 4), ("é", 1), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("❤️", 2), ("🇩🇪", 2), ("\u{200B}", 0), ("ｆ", 2),
  ])
  func `columns are counted as terminals do`(text: String, columns: Int) {
    #expect(text.columns == columns)
  }
}
