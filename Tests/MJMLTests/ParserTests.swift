import MJML
import Testing

@Suite struct ParserTests {
  @Test(arguments: [
    "<p>a<p>b", "<img src=x>", "a < b", "<br>", "&nbsp;&amp;", "<% if a < b %>x<% end %>",
    "{{#items}}<b>{{name}}</b>{{/items}}", "<a title=\"</mj-text>\">quoted</a>", "<!-- </mj-text> -->",
    "<style>a > b { }</style>", "<script>if (a </mj-text> b)</script>", "<mj-divider />",
    "<mj-raw>inner</mj-raw>", "caf\u{E9}", "<p class='it's'>x</p>",
  ]) func `the content of a raw component passes through untouched`(content: String) throws {
    let output = try renderInColumn("<mj-text>\(content)</mj-text>")
    #expect(output.text.contains(">\(content)</div>"))
    #expect(output.problems == [])
  }

  @Test func `white space around the content of a raw component is cut off`() throws {
    let output = try renderInColumn("<mj-text>\n   words\t\n</mj-text>")
    #expect(output.text.contains(">words</div>"))
  }

  @Test func `tags and closing tags are known in any case`() throws {
    let output = try renderInColumn("<MJ-Text color=\"red\">words</mj-TEXT>")
    #expect(output.text.contains("color:red;\">words</div>"))
  }

  @Test func `attributes are quoted in three ways`() throws {
    let output = try renderInColumn("<mj-image src=a.png alt='say \"hi\"' title = \"b\"/>")
    #expect(output.text.contains("alt=\"say &quot;hi&quot;\" src=\"a.png\""))
    #expect(output.text.contains("title=\"b\""))
  }

  @Test func `a byte order mark and a declaration before the root are passed over`() throws {
    let source = "\u{FEFF}<?xml version=\"1.0\"?>\n<!doctype mjml>\n<mjml><mj-body></mj-body></mjml>"
    #expect(try render(source).problems == [])
  }

  @Test func `a comment between components is kept`() throws {
    #expect(try renderInColumn("<!--  note  -->").text.contains("<tbody>\n<!-- note -->\n</tbody>"))
  }

  @Test func `windows line ends change nothing but the content`() throws {
    let unix =
      "<mjml>\n<mj-body>\n<mj-section>\n<mj-column>\n</mj-column>\n</mj-section>\n</mj-body>\n</mjml>"
    let windows = unix.split(separator: "\n").joined(separator: "\r\n")
    #expect(try render(unix).html == render(windows).html)
  }

  @Test func `an unclosed raw component ends where its parent ends`() throws {
    let output = try renderInColumn("<mj-text>words")
    #expect(output.text.contains(">words</div>"))
    #expect(
      output.problems.map(\.summary) == [
        "1:39: error: <mj-text> is not closed before </mj-column> [unclosed-tag]"
      ])
  }

  @Test(arguments: [
    ("<mjml><mj-body><mj-section>", "1:7: error: <mj-body> is never closed [unclosed-tag]"),
    (
      "<mjml><mj-body></mj-section></mj-body></mjml>",
      "1:16: error: </mj-section> closes nothing [unexpected-closing-tag]"
    ),
    ("<mjml><mj-body><!-- x</mj-body></mjml>", "1:16: error: the comment is never closed [unclosed-comment]"),
    ("<mjml><mj-body a=\"x", "1:7: error: the tag <mj-body is cut off [unclosed-tag]"),
  ]) func `what is never closed is reported`(source: String, problem: String) throws {
    #expect(try render(source).problems.map(\.summary).contains(problem))
  }

  @Test(arguments: ["", "words", "<html></html>", "<mj-body></mj-body>", "\u{0}", "<"])
  func `a source without root is refused`(source: String) {
    #expect(throws: MJMLFailure.self) { try render(source) }
  }

  @Test(arguments: [198, 199, 200, 600, 2_000]) func `deep nesting is refused, not followed`(depth: Int)
    throws
  {
    let source = "<mjml>" + String(repeating: "<mj-section>", count: depth)
    if depth < 200 {
      _ = try render(source)
    } else {
      let failure = #expect(throws: MJMLFailure.self) { try render(source) }
      #expect(failure?.problems.last?.id == "too-deep")
    }
  }
}
