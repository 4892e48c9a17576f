import MJML
import Testing

@Suite struct CascadeTests {
  /// The color of a text, with these attributes in the head and on the text.
  private func color(_ head: String, _ text: String, column: String = "") throws -> String {
    let output = try render(
      """
      <mjml><mj-head><mj-attributes>\(head)</mj-attributes></mj-head><mj-body><mj-section><mj-column \(column)>
      <mj-text \(text)>x</mj-text></mj-column></mj-section></mj-body></mjml>
      """)
    let after = output.text.split(separator: "text-align:left;color:")
    return String(after.last?.prefix { $0 != ";" } ?? "")
  }

  private static let all = "<mj-all color=\"all\"/>"
  private static let tag = "<mj-text color=\"tag\"/>"
  private static let classes = "<mj-class name=\"a\" color=\"a\"/><mj-class name=\"b\" color=\"b\"/>"
  private static let around = "<mj-class name=\"out\"><mj-text color=\"around\"/></mj-class>"

  @Test func `each level is stronger than the one before`() throws {
    #expect(try color("", "") == "#000000")
    #expect(try color(Self.all, "") == "all")
    #expect(try color(Self.all + Self.tag, "") == "tag")
    #expect(try color(Self.tag + Self.all, "") == "tag")
    #expect(try color(Self.tag + Self.classes, "mj-class=\"a b\"") == "b")
    #expect(try color(Self.tag + Self.classes, "mj-class=\"b a\"") == "a")
    #expect(try color(Self.classes + Self.around, "mj-class=\"a\"", column: "mj-class=\"out\"") == "around")
    #expect(
      try color(Self.classes + Self.around, "mj-class=\"a\" color=\"own\"", column: "mj-class=\"out\"")
        == "own")
  }

  @Test func `colours of three digits become long, where a colour is meant`() throws {
    #expect(try color("<mj-all color=\"#abc\"/>", "") == "#aabbcc")
    #expect(try color("", "color=\"#AbC\"") == "#AAbbCC")
    #expect(
      try renderInColumn("<mj-text font-family=\"#abc\">x</mj-text>").text.contains("font-family:#abc;"))
  }

  @Test func `css classes of several classes are collected`() throws {
    let output = try render(
      """
      <mjml><mj-head><mj-attributes><mj-class name="a" css-class="one"/><mj-class name="b" css-class="two"/>
      </mj-attributes></mj-head><mj-body><mj-section mj-class="a b"/></mj-body></mjml>
      """)
    #expect(output.text.contains("<div class=\"one two\""))
    #expect(output.text.contains("class=\"one-outlook two-outlook\""))
  }
}
