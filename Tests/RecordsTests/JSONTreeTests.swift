import Diagnostics
import Testing

@testable import Records

struct JSONTreeTests {
  @Test func `JSON is read as YAML is`() {
    let text =
      #"{"a": "x\n\u00e9\ud83e\udd8a\/", "n": 12, "t": true, "z": null, "l": ["p", "q"], "m": {"k": "v"}}"#
    let record = Record(json: text, file: "x.json")
    #expect(record.string("a") == "x\né🦊/")
    #expect(record.int("n") == 12)
    #expect(record.bool("t") == true)
    #expect(record.string("z") == nil)
    #expect(record.strings("l") == ["p", "q"])
    #expect(record.record("m")?.string("k") == "v")
    #expect(record.finish().isEmpty)
  }

  @Test(arguments: [
    (
      "{\n  \"a\": 1,\n}",
      "x:3:1: error: this is not JSON: expected a key in quotation marks, found '}' [json-syntax]"
    ),
    ("{\"a\" 1}", "x:1:6: error: this is not JSON: expected ':', found '1' [json-syntax]"),
    ("{\"a\": x}", "x:1:7: error: this is not JSON: expected a value, found 'x' [json-syntax]"),
    ("{\"a\": 01}", "x:1:7: error: this is not JSON: expected a value, found '0' [json-syntax]"),
    ("{\"a\": \"b", "x:1:9: error: this is not JSON: expected '\"', found the end of the file [json-syntax]"),
    (
      "{\"a\": \"b\nc\"}",
      "x:1:9: error: this is not JSON: expected '\"' before the end of the line, found a blank or line end [json-syntax]"
    ),
    (
      "{\"a\": \"\\x\"}",
      "x:1:9: error: this is not JSON: expected an escape such as \\n, found 'x' [json-syntax]"
    ),
    ("{} {}", "x:1:4: error: this is not JSON: expected the end of the file, found '{' [json-syntax]"),
    ("[1 2]", "x:1:4: error: this is not JSON: expected ',' or ']', found '2' [json-syntax]"),
    ("{\"a\":1,\"a\":2}", "x:1:8: error: 'a' is given twice [duplicate-key]"),
  ])
  func `an error has its place`(json: String, words: String) {
    let record = Record(json: json, file: "x")
    _ = record.value("a")
    #expect(record.finish().first.map { $0.text.split(separator: "\n")[0] } == Substring(words))
  }

  @Test func `nesting has a limit`() {
    let record = Record(json: String(repeating: "[", count: 100_000), file: "x")
    #expect(record.finish().map(\.message) == ["the JSON is nested more than 64 levels deep"])
  }
}
