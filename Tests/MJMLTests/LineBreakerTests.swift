import MJML
import Testing

@testable import struct MJML.LineBreaker

@Suite struct LineBreakerTests {
  private func broken(_ text: String, _ limit: Int) -> (text: String, tooLong: Int?) {
    let result = LineBreaker.broken(Array(text.utf8), limit: limit)
    return (String(decoding: result.html, as: UTF8.self), result.tooLong)
  }

  @Test func `short lines stay as they are`() {
    #expect(broken("<p>\nshort lines\n</p>", 60).text == "<p>\nshort lines\n</p>")
  }

  @Test(arguments: [97, 98, 99, 297, 980]) func `a line is broken at the limit, not before`(count: Int) {
    let words = String(repeating: "word ", count: count / 5) + String(repeating: "x", count: count % 5)
    let lines = broken(words, 99).text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count < 99 })
    #expect((count < 99) == (lines.count == 1))
    #expect(lines.joined(separator: " ") == words)
  }

  @Test func `without spaces lines are broken inside of tags`() {
    let text = broken(String(repeating: "<b>x</b>", count: 40), 60)
    #expect(text.tooLong == nil)
    #expect(text.text.contains("<b\n>") || text.text.contains("</b\n>"))
    #expect(text.text.filter { $0 != "\n" } == String(repeating: "<b>x</b>", count: 40))
  }

  @Test(arguments: [
    "<pre>" + String(repeating: "a b ", count: 40) + "</pre>",
    "<script>" + String(repeating: "a b ", count: 40) + "</script>",
    "<a href=\"" + String(repeating: "a b ", count: 40) + "\">x</a>",
    "{{ " + String(repeating: "a b ", count: 40) + "}}",
  ]) func `nothing is broken where white space means something`(html: String) {
    let result = broken(html, 60)
    let tags = result.text.filter { $0 == "\n" }.count
    #expect(result.tooLong != nil)
    #expect(tags <= 2)
    #expect(result.text.contains(String(repeating: "a b ", count: 40)))
  }

  @Test func `styles are broken behind semicolons, but not in addresses`() {
    let style = String(repeating: "color:red;", count: 20)
    let url = "url(data:image/png;base64,AAAA)"
    let result = broken("<p style=\"\(style)background:\(url);\(style)\">x</p>", 80)
    #expect(result.tooLong == nil)
    #expect(result.text.contains(url))
    #expect(result.text.filter { $0 != "\n" } == "<p style=\"\(style)background:\(url);\(style)\">x</p>")
  }

  @Test func `all lines of a rendered template are short`() throws {
    let long = String(repeating: "word <b>and</b> word", count: 500)
    let output = try renderInColumn("<mj-text>\(long)</mj-text><mj-raw><!-- \(long) --></mj-raw>")
    #expect(output.html.split(separator: 10, omittingEmptySubsequences: false).allSatisfy { $0.count < 998 })
  }

  @Test func `a word that is too long is reported`() throws {
    let output = try renderInColumn("<mj-text>\(String(repeating: "x", count: 2_000))</mj-text>")
    #expect(output.problems.map(\.id) == ["long-line"])
    #expect(output.problems.map(\.severity) == [.warning])
  }
}
