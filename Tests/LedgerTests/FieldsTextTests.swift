import Testing

@testable import Ledger

@Suite struct FieldsTextTests {
  static let samples: [[String: String]] = [
    [:], ["email": "ada@example.org"], ["b": "2", "a": "1", "": ""],
    ["名": "☀️", "quote\"": "\\", "n": "a\r\nb\u{0}\u{1F}"],
  ]

  @Test(arguments: samples) func `fields are read as they were written`(fields: [String: String]) throws {
    var writer = FieldsText()
    let text = writer.text(of: fields)
    #expect(try FieldsText.fields(in: text) == fields)
    #expect(writer.text(of: fields) == text)
  }

  @Test func `names are in order and learnt anew when they change`() {
    var writer = FieldsText()
    #expect(writer.text(of: ["b": "1", "a": "x\"y\n"]) == #"{"a":"x\"y\u000a","b":"1"}"#)
    #expect(writer.text(of: ["b": "2", "a": "z"]) == #"{"a":"z","b":"2"}"#)
    #expect(writer.text(of: ["b": "2", "c": "z"]) == #"{"b":"2","c":"z"}"#)
    #expect(writer.text(of: [:]) == "{}")
    #expect(writer.text(of: ["c": "z"]) == #"{"c":"z"}"#)
  }

  @Test(arguments: [
    #"{"a":1,"b":2}"#, "", "{", #"{"a"}"#, #"["a","b"]"#, "[]", "{]", #"{"a","b":}"#, #"{"a":"b}"#,
    #"{"a":"b""c":"d"}"#,
  ])
  func `what is no object of texts is refused`(text: String) {
    #expect(throws: DecodingError.self) { try FieldsText.fields(in: text) }
  }

  @Test func `JSON that somebody else wrote is read too`() throws {
    #expect(try FieldsText.fields(in: #" { "a" : "b" , "c" : "\u00e9" } "#) == ["a": "b", "c": "é"])
    #expect(try FieldsText.fields(in: #" {"a": "b"} "#) == ["a": "b"])
  }
}
