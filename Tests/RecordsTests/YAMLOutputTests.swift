import Testing

@testable import Records

struct YAMLOutputTests {
  @Test func `a record is written in its order, with block lists`() {
    let output = YAMLOutput.mapping([
      .init("title", .text("One: two")),
      .init("number", .number(12)),
      .init("draft", .flag(false)),
      .init("tags", .list([.text("a"), .text("no")])),
      .init("authors", .list([.mapping([.init("name", .text("Ada")), .init("urls", .list([.text("x")]))])])),
      .init("none", .list([])),
      .init("image", .mapping([.init("src", .text("a.png"))])),
    ])
    #expect(
      output.yaml == """
        title: "One: two"
        number: 12
        draft: false
        tags:
          - a
          - "no"
        authors:
          - name: Ada
            urls:
              - x
        none: []
        image:
          src: a.png

        """)
  }

  @Test(arguments: [
    ("plain text", "plain text"), ("2017-02-24", "2017-02-24"), ("it's", "it's"), ("", "\"\""),
    ("no", "\"no\""),
    ("012", "\"012\""), ("12 monkeys", "12 monkeys"), ("- a", "\"- a\""), ("a: b", "\"a: b\""),
    ("a #b", "\"a #b\""),
    ("say \"hi\"", "say \"hi\""), ("\"it's\"", "'\"it''s\"'"), ("a\nb", "\"a\\nb\""), (" a", "\" a\""),
    ("https://example.org/a#b", "https://example.org/a#b"), ("\u{2028}", "\"\\u2028\""), ("#1", "\"#1\""),
    ("a:", "\"a:\""), ("*a", "\"*a\""), ("🦊", "🦊"), ("Null", "\"Null\""), ("1e3", "\"1e3\""),
  ])
  func `a scalar is quoted only where it must be, and is read back`(text: String, yaml: String) {
    #expect(YAMLOutput.quotedIfNeeded(text) == yaml)
    let record = Record(yaml: YAMLOutput.mapping([.init("k", .text(text))]).yaml, file: "x")
    #expect((record.string("k") ?? "") == text)
    #expect(record.finish().isEmpty)
  }
}
