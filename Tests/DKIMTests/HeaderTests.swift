import Testing

@testable import DKIM

@Suite struct HeaderTests {
  @Test func `a header field has the canonical form of RFC 6376 section 3.4.5`() {
    let header = RawHeader("A: X\r\nB : Y\t\r\n\tZ  \r\n".octets[...])
    #expect(header.fields.map(\.name) == ["a", "b"])
    #expect(canonical(header, .relaxed) == ["a:X", "b:Y Z"])
    #expect(canonical(header, .simple) == ["A: X", "B : Y\t\r\n\tZ  "])
  }

  @Test(arguments: [
    ("Subject:", "subject:"), ("Subject: \r\n ", "subject:"), ("SUBJECT :a\r\n\r\n", "subject:a"),
    ("X: a \t b\r\n  c ", "x:a b c"), ("X: a\rb", "x:a\rb"),
  ])
  func `blanks and folds of a field are reduced`(text: String, wanted: String) {
    #expect(canonical(RawHeader(text.octets[...]), .relaxed) == [wanted])
  }

  @Test func `lines that are no fields belong to none`() {
    let header = RawHeader(" lost\r\nA: 1\r\nno field\r\n lost\r\n: x\r\nB: 2".octets[...])
    #expect(canonical(header, .relaxed) == ["a:1", "b:2"])
  }

  @Test func `repeated names go upwards, and names without a field are passed over`() {
    let header = RawHeader("A: 1\r\nB: 2\r\nA: 3\r\n".octets[...])
    let fields = header.fields(named: ["a", "a", "a", "c", "b"])
    #expect(fields.map { String(decoding: $0.octets, as: UTF8.self) } == ["A: 3", "A: 1", "B: 2"])
  }

  private func canonical(_ header: RawHeader, _ rule: DKIMCanonicalization) -> [String] {
    header.fields.map { field in
      var output: [UInt8] = []
      field.appendCanonical(rule, to: &output)
      return String(decoding: output, as: UTF8.self)
    }
  }
}
