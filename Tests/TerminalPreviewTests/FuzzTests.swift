import TerminalPreview
import Testing

struct FuzzTests {
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
      return value ^ value >> 31
    }
  }

  private static let pieces = [
    "<table width=50%>", "<tr>", "<td colspan=3 rowspan=2>", "<td style='display:block;width:120%'>", "</td>",
    "</tr>", "</table>", "<div style='display:inline-block;width:33%'>", "</div>", "<p align=right>", "<li>",
    "<ol start=99999999999999999999>", "<ul>", "</ul>",
    "<a href='https://a.example/x' style='background:red;padding:9px'>",
    "</a>", "<b>", "</i>", "<br>", "<hr>", "<pre>\n\t", "</pre>", "<blockquote>",
    "<img width=300 alt='' src=x>",
    "<div style='float:right;width:9999999999px;margin:-5px auto;border:1px solid'>", "<html lang=x>",
    "<body text=red>", "<td bgcolor=zz width=-3 cellpadding=x>", "<center>", "</center>", "<caption>",
    "<table align=left>", "<th>", "</span>", "<span style='font-weight:bold'>", "&nbsp;", "\u{202E}",
  ]

  @Test(arguments: 0..<40)
  func `no word is lost and nothing crashes, whatever the tags are`(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    var html = ""
    var words = ""
    for index in 0..<120 {
      if let piece = Self.pieces.randomElement(using: &random) { html += piece }
      if Bool.random(using: &random) {
        let word = "w" + String(index).map { "abcdefghij"[$0] }.joined()
        html += " \(word) "
        words += word
      }
    }
    let preview = Newsletters.preview(html)
    for width in [9, 40, 80] {
      var options = PreviewOptions(columns: width)
      options.numbersLinks = false
      #expect(letters(preview.frame(options).textInOrder) == words)
    }
  }

  @Test(arguments: 0..<30)
  func `a story with octets changed is drawn`(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed) &+ 1000)
    var octets = Array(try Newsletters.html("story").utf8)
    for _ in 0..<200 {
      octets[Int.random(in: octets.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    let frame = Newsletters.preview(String(decoding: octets, as: UTF8.self)).frame(.mobile)
    let hostile = frame.plainLines().joined().unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    #expect(!hostile)
  }

  @Test(arguments: ["<div>", "<table><tr><td>", "<b>", "<blockquote>", "<a href=x>", "<ul><li>"])
  func `words below thousands of levels are shown`(tag: String) {
    let html = "start " + String(repeating: tag, count: 3000) + " end"
    #expect(letters(Newsletters.preview(html).frame().textInOrder).hasSuffix("end"))
  }

  @Test func `a long table is drawn whole`() {
    let row =
      "<tr><td style='padding:4px'>left side</td><td bgcolor=#eeeeee><p>right <b>side</b></p></td></tr>"
    let html = "<table width=600>" + String(repeating: row, count: 1500) + "</table>"
    let text = letters(Newsletters.preview(html).frame().textInOrder)
    #expect(text.count == 1500 * 17)
  }
}

extension String {
  fileprivate subscript(_ digit: Character) -> String {
    let index = Int(String(digit)) ?? 0
    return String(Array(self)[index])
  }
}
