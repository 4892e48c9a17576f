import MJML
import Testing

@Suite struct ValidationTests {
  private static let cases: [(source: String, problem: String)] = [
    (
      "<mj-txt>x</mj-txt>",
      "1:39: error: there is no tag <mj-txt>; the result does not have it nor what is in it [unknown-tag]"
    ),
    (
      "<mj-text colour=\"red\">x</mj-text>",
      "1:48: error: mj-text has no attribute colour [unknown-attribute]"
    ),
    (
      "<mj-text padding-top=\"10\">x</mj-text>",
      "1:61: error: padding-top of mj-text is \"10\", but takes a length in px or % [invalid-value]"
    ),
    (
      "<mj-text align=\"middle\">x</mj-text>",
      "1:55: error: align of mj-text is \"middle\", but takes left, right, center or justify [invalid-value]"
    ),
    (
      "<mj-text color=\"#12\">x</mj-text>",
      "1:55: error: color of mj-text is \"#12\", but takes a colour [invalid-value]"
    ),
    (
      "<mj-text padding=\"1px 2px 3px 4px 5px\">x</mj-text>",
      "1:57: error: padding of mj-text is \"1px 2px 3px 4px 5px\", but takes 1 to 4 lengths in px or % [invalid-value]"
    ),
    (
      "<mj-section></mj-section>",
      "1:39: error: mj-section cannot stand in mj-column, only in mj-body, mj-wrapper [misplaced-tag]"
    ),
    (
      "{{#items}}<mj-text>x</mj-text>",
      "1:39: error: text inside <mj-column> does not reach the result: \"{{#items}}\" [dropped-text]"
    ),
    (
      "<mj-text color=\"red\" color=\"blue\">x</mj-text>",
      "1:60: warning: attribute color is given twice: the first one counts [duplicate-attribute]"
    ),
  ]

  @Test(arguments: cases) func `a problem says what is wrong and where`(source: String, problem: String)
    throws
  {
    #expect(try renderInColumn(source).problems.map(\.summary) == [problem])
  }

  @Test func `a problem shows its line and the names that would be right`() throws {
    let source = "<mjml>\n  <mj-body>\n    <mj-sektion>\n    </mj-sektion>\n  </mj-body>\n</mjml>"
    let problem = try #require(render(source).problems.first)
    #expect(problem.sourceLine == "    <mj-sektion>")
    #expect((problem.line, problem.column) == (3, 5))
    #expect(problem.word == "mj-sektion")
    #expect(problem.candidates == ["mj-raw", "mj-section", "mj-wrapper", "mj-hero", "mj-include"])
  }

  @Test(arguments: [
    "padding=\"0\"", "padding=\"{{space}}\"", "color=\"rgba(1, 2, 3, .5)\"", "color=\"#12345678\"",
    "color=\"REBECCAPURPLE\"",
    "line-height=\"1.5\"", "line-height=\"120%\"", "letter-spacing=\"-.5em\"", "css-class=\"a\"",
    "mj-class=\"b\"",
    "padding=\"1px  2px\"", "font-family=\"anything; at all\"",
  ]) func `values that are right are not reported`(attribute: String) throws {
    #expect(try renderInColumn("<mj-text \(attribute)>x</mj-text>").problems == [])
  }

  @Test(arguments: [
    ("<mjml></mjml>", "1:1: error: there is no mj-body, so the result shows nothing [no-body]"),
    (
      "<mjml><mj-body></mj-body><mj-body></mj-body></mjml>",
      "1:26: error: only the first mj-body reaches the result [duplicate-tag]"
    ),
  ]) func `there is one body`(source: String, problem: String) throws {
    #expect(try render(source).problems.map(\.summary) == [problem])
  }

  @Test func `columns are counted in characters`() throws {
    let problem = try #require(
      try render("<mjml><mj-body><!-- \u{E9}\u{1F6A2} --><mj-x/></mj-body></mjml>").problems.first)
    #expect(problem.column == 27)
  }

  @Test func `strict validation refuses, skipping it says nothing`() throws {
    let source = "<mjml><mj-body><mj-section foo=\"1\"/></mj-body></mjml>"
    #expect(throws: MJMLFailure.self) { try render(source, options: MJMLOptions(validation: .strict)) }
    let soft = try render(source)
    let skipped = try render(source, options: MJMLOptions(validation: .skip))
    #expect(soft.problems.count == 1)
    #expect(skipped.problems == [])
    #expect(soft.html == skipped.html)
  }

  @Test func `warnings do not stop strict validation`() throws {
    let source = "<mjml><mj-body><mj-section padding=\"0\" padding=\"0\"/></mj-body></mjml>"
    #expect(try render(source, options: MJMLOptions(validation: .strict)).problems.count == 1)
  }

  @Test func `after two hundred problems the others are counted`() throws {
    let output = try renderInColumn(String(repeating: "<mj-x/>", count: 250))
    #expect(output.problems.count == 201)
    #expect(output.problems.last?.message == "50 more problems are not listed")
  }
}
