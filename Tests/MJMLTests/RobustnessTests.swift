import MJML
import Testing

/// Sources that people do not write: all must end in HTML or in a failure.
@Suite struct RobustnessTests {
  private static func column(_ content: String) -> String {
    "<mjml><mj-body><mj-section><mj-column>\(content)</mj-column></mj-section></mj-body></mjml>"
  }

  private static func many(_ text: String, _ count: Int = 20_000) -> String {
    String(repeating: text, count: count)
  }

  private static let sources: [(name: String, source: String)] = [
    ("sections in sections", "<mjml><mj-body>" + many("<mj-section>")),
    ("unknown tags in each other", "<mjml><mj-body>" + many("<div>")),
    ("raw in raw", column(many("<mj-raw>"))),
    ("raw that others close", column("<mj-raw>" + many("<mj-text>") + many("</mj-button>"))),
    ("unclosed quotes", column(many("<mj-text a=\"x>"))),
    ("unclosed quotes in raw", column("<mj-text>" + many("<p a='x>"))),
    ("unclosed comments", column(many("<!--"))),
    ("unclosed comments in raw", column("<mj-text>" + many("<!-- <") + "</mj-text>")),
    ("unclosed style sheets", column("<mj-text>" + many("<style>") + "</mj-text>")),
    ("attributes", column("<mj-text " + (0..<20_000).map { "a\($0)=\"x\" " }.joined() + ">x</mj-text>")),
    ("the same attribute", column("<mj-text " + many("color=\"red\" ") + ">x</mj-text>")),
    ("closing tags", column(many("</mj-x>"))),
    ("angle brackets", column(many("<"))),
    ("text", column(many("text "))),
    ("siblings", column(many("<mj-spacer/>", 3_000))),
    ("classes", "<mjml><mj-body><mj-section mj-class=\"" + many("a ") + "\"/></mj-body></mjml>"),
    ("carousel", column("<mj-carousel>" + many("<mj-carousel-image/>", 1_000) + "</mj-carousel>")),
    ("numbers", column("<mj-image width=\"" + many("9", 400) + "px\" height=\"" + many("9", 400) + "\"/>")),
    ("a long word", column("<mj-text>" + many("x") + "</mj-text>")),
    (
      "selectors",
      "<mjml><mj-head><mj-style inline=\"inline\">" + many("* * {a:b} ", 300)
        + "</mj-style></mj-head><mj-body><mj-raw>"
        + many("<div>", 300) + "</mj-raw></mj-body></mjml>"
    ),
  ]

  @Test(arguments: sources) func `no source brings the renderer down`(name: String, source: String) {
    do {
      let output = try MJMLRenderer().render(source)
      #expect(!output.html.isEmpty)
    } catch {
      #expect(!error.problems.isEmpty)
    }
  }

  @Test func `every beginning of a template is rendered or refused`() {
    let source = Array(
      Self.column("<mj-text a='b'>x<!-- c --></mj-text><mj-image src=\"a\"/>").utf8)
    for end in 0...source.count {
      _ = try? MJMLRenderer().render(Array(source[..<end]))
    }
  }

  @Test func `bytes that are not text are passed on`() throws {
    let source =
      Array("<mjml><mj-body><mj-raw>".utf8) + [0xFF, 0xFE, 0x00, 0xC3]
      + Array("</mj-raw></mj-body></mjml>".utf8)
    #expect(try MJMLRenderer().render(source).html.contains(0xFF))
  }
}
