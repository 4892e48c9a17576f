import Diagnostics
import Testing

@testable import Records

struct RecordTests {
  @Test func `a scalar that is read as text stays what was written`() {
    let record = Record(yaml: "a: no\nb: 012\nc: 2024-01-01\nd: ~\ne: null\nf: 1.50\n", file: "x.yaml")
    #expect("abcdef".map { record.string(String($0)) } == ["no", "012", "2024-01-01", "~", "null", "1.50"])
    #expect(record.finish().isEmpty)
  }

  @Test func `values are read by their type`() {
    let record = Record(
      yaml: """
        width: 600
        ratio: 1.5
        on: true
        day: 2024-02-29
        tags: [a, b]
        tag: a
        image: {src: x.png}
        list:
          - {k: v}
        empty:
        """, file: "x.yaml")
    #expect(record.int("width", in: 1...900) == 600)
    #expect(record.number("ratio", in: 0...2) == 1.5)
    #expect(record.bool("on") == true)
    #expect(record.dateText("day") == "2024-02-29")
    #expect(record.strings("tags") == ["a", "b"])
    #expect(record.strings("tag") == ["a"])
    #expect(record.record("image")?.string("src") == "x.png")
    #expect(record.records("list")?.first?.string("k") == "v")
    #expect(record.string("empty") == nil)
    #expect(record.finish().isEmpty)
  }

  @Test func `an unknown key is named with the nearest one that was asked for`() {
    let record = Record(yaml: "titel: x\nimage:\n  sorc: y\n", file: "a.md", lineOffset: 1)
    _ = record.string("title")
    _ = record.record("image")?.string("src")
    #expect(
      record.finish().map(\.text) == [
        """
        a.md:2:1: error: unknown key 'titel' [unknown-key]
        2 | titel: x
          | ^
        help: did you mean 'title'?
        """,
        """
        a.md:4:3: error: unknown key 'sorc' [unknown-key]
        4 |   sorc: y
          |   ^
        help: did you mean 'src'?
        """,
      ])
  }

  @Test(arguments: [
    ("n: wide", "'n' must be a whole number from 1 to 9, not \"wide\" [wrong-type]"),
    ("n: \"5\"", "'n' must be a whole number from 1 to 9, not \"5\" [wrong-type]"),
    ("n: 05", "'n' must be a whole number from 1 to 9, not \"05\" [wrong-type]"),
    ("n: 10", "'n' must be a whole number from 1 to 9, not \"10\" [wrong-type]"),
    ("n: [1]", "'n' must be a whole number from 1 to 9, not a list [wrong-type]"),
    ("b: yes", "'b' must be true or false, not \"yes\" [wrong-type]"),
    ("d: 2023-02-29", "'d' must be a date such as 2024-01-31, not \"2023-02-29\" [wrong-type]"),
    ("s: {a: b}", "'s' must be a text, not a mapping [wrong-type]"),
    ("l: {a: b}", "'l' must be a list of texts, not a mapping [wrong-type]"),
    ("l: [[a]]", "each entry of 'l' must be a text, not a list [wrong-type]"),
    ("m: x", "'m' must be a mapping, not \"x\" [wrong-type]"),
    ("r: x", "'r' must be a list of mappings, not \"x\" [wrong-type]"),
    ("r: [x]", "each entry of 'r' must be a mapping, not \"x\" [wrong-type]"),
    ("f: a1", "'f' must be a number, not \"a1\" [wrong-type]"),
    ("c: blue", "'c' cannot be \"blue\" [unknown-word]"),
    ("q: x", "'z' is missing [missing-key]"),
  ])
  func `a wrong value is said in these words`(yaml: String, words: String) {
    let record = Record(yaml: yaml, file: "x")
    _ = (record.int("n", in: 1...9), record.bool("b"), record.dateText("d"), record.string("s"))
    _ = (record.strings("l"), record.record("m"), record.records("r"), record.number("f"))
    _ = (record.choice("c", of: ["red", "green"]), record.string("q"))
    if yaml.hasPrefix("q") { _ = record.string("z", required: true) }
    let lines = record.finish().filter { $0.id != "unknown-key" }.map { finding in
      finding.text.split(separator: "\n")[0].split(separator: ": error: ")[1]
    }
    #expect(lines == [Substring(words)])
  }

  @Test(arguments: [
    (
      "a: 1\nb: 2\na: 3\n",
      "x:3:1: error: 'a' is given twice [duplicate-key]\n3 | a: 3\n  | ^\nhelp: it is first given on line 1"
    ),
    (
      "title: One: two\n",
      "x:1:11: error: this is not YAML: mapping values are not allowed in this context [yaml-syntax]\n1 | title: One: two\n  |           ^\nhelp: put quotation marks around a text with ': ' in it, or with @, ` or % in front"
    ),
    (
      "a: &x 1\nb: *x\n",
      "x:2:4: error: a YAML alias is not read here [yaml-alias]\n2 | b: *x\n  |    ^\nhelp: write the value out"
    ),
    ("- a\n", "x:1:1: error: this must be keys with values ('title: …') [wrong-type]\n1 | - a\n  | ^"),
    ("[1]: 2\n", "x:1:1: error: a key must be a text [wrong-type]\n1 | [1]: 2\n  | ^"),
    (
      "a:\n\tb: 1\n",
      "x:2:1: error: this is not YAML: a tab stands where it has a meaning [yaml-syntax]\n2 |  b: 1\n  | ^\nhelp: indent with blanks: YAML takes no tabs there"
    ),
    (
      "a: \u{1}\n",
      "x:1:4: error: this is not YAML: control characters are not allowed [yaml-syntax]\n1 | a:  \n  |    ^"
    ),
  ])
  func `YAML that cannot be used is said with its place`(yaml: String, words: String) {
    #expect(Record(yaml: yaml, file: "x").finish().map(\.text) == [words])
  }

  @Test func `an empty text is a record without keys, and an unreadable one misses nothing`() {
    let empty = Record(yaml: "", file: "x")
    #expect(empty.isReadable && empty.keys.isEmpty)
    let broken = Record(yaml: "a: [", file: "x")
    _ = broken.string("title", required: true)
    #expect(!broken.isReadable)
    #expect(broken.finish().map(\.id) == ["yaml-syntax"])
  }

  @Test func `asterisks and ampersands within text are no aliases`() {
    let record = Record(yaml: "a: Q &A and *A\nb: '*'\nc: x{{---*\n", file: "x")
    #expect(["a", "b", "c"].map { record.string($0) } == ["Q &A and *A", "*", "x{{---*"])
    #expect(record.finish().isEmpty)
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
    String(repeating: "? ", count: 10_000), String(repeating: "{a: ", count: 10_000),
    "a: &a [x,x]\nb: &b [*a,*a]\n? *b\n: c", String(repeating: "a: b\n", count: 300_000),
  ])
  func `no text exhausts the stack or the memory`(yaml: String) {
    #expect(!Record(yaml: yaml, file: "x").finish().isEmpty)
  }

  @Test func `nesting and size have limits`() {
    let deep = Record(
      yaml: "a: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40), file: "x")
    #expect(deep.finish().map(\.message).contains("the YAML is nested more than 32 levels deep"))
    let long = Record(yaml: "a: " + String(repeating: "x", count: YAMLTree.sizeLimit), file: "x")
    #expect(long.finish().map(\.message) == ["the YAML is longer than 1 MiB"])
  }

  @Test func `columns count characters, not bytes`() {
    let record = Record(yaml: "\"👩‍🚒é\": {x: 1}\n", file: "x")
    _ = record.record("👩‍🚒é")
    #expect(record.finish().first?.place == Place(file: "x", line: 1, column: 8))
  }
}
