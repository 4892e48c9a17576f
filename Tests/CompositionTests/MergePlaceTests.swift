import Diagnostics
import Editorial
import InternetMessage
import Testing

@testable import Composition

@Suite struct MergePlaceTests {
  private func opened(_ html: (String) -> String, fallback: String? = nil) throws -> (
    text: MergeableText, findings: [Finding]
  ) {
    var tokens = MergeTokens(content: [])
    guard let field = MergeField(name: "recipient.x", fallback: fallback) else { throw Sample.NoField() }
    return MergeableText.html(html(tokens.token(for: field)), tokens: tokens)
  }

  @Test(arguments: [
    ("<p>@</p>", "text"), ("<img alt=\"a @\">", "attribute"), ("<a title='@'>", "attribute"),
    ("<a href=\"@\">", "wholeURL"), ("<a href=\"https://e.org/?a=@\">", "urlPart"),
    ("<a href=\"mailto:@\">", "urlPart"), ("<!--[if mso]><p>@</p><![endif]-->", "text"),
    ("<title>@</title>", "text"),
  ])
  func `a value is written for where it stands`(html: String, context: String) throws {
    let (text, findings) = try opened { html.replacing("@", with: $0) }
    #expect(findings.isEmpty)
    #expect(text.slots.map { "\($0.context)" } == [context])
  }

  @Test(arguments: [
    "<table width=\"@\">", "<p class=\"a @\">", "<p style=\"color:@\">", "<td bgcolor=\"@\">",
    "<style>a { color: @ }</style>", "<p @>", "<@>", "<p width=@>", "<p id='@'>", "<p onclick=\"@\">",
    "<a href=\"javascript:@\">", "<a href=\"data:text/html,@\">", "<img srcset=\"@ 2x\">",
    "<form action=\"@\">",
    "<meta http-equiv=\"refresh\" content=\"@\">", "<iframe srcdoc=\"@\">", "<html lang=\"@\">",
  ])
  func `no value goes where it would change how the page looks or works`(html: String) throws {
    let findings = try opened { html.replacing("@", with: $0) }.findings
    #expect(findings.map(\.id) == ["merge-field-place"])
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//example.org", "x", " ",
    "https://a b", "https://netflix.com@evil.example", "java\tscript:alert(1)", "https://x\r\ny",
  ])
  func `a value for a whole address must be the address of a link`(value: String) throws {
    let slot = try #require(try opened { "<a href=\"\($0)\">x</a>" }.text.slots.first)
    let reader = try Sample.reader(fields: ["x": value])
    #expect(slot.fault(for: reader) != nil)
    var bytes: [UInt8] = []
    #expect(throws: UnusableMergeValue.self) { try slot.append(for: reader, to: &bytes) }
    #expect(bytes.isEmpty)
  }

  @Test func `an address is written as HTML has it`() throws {
    let slot = try #require(try opened { "<a href=\"\($0)\">x</a>" }.text.slots.first)
    var bytes: [UInt8] = []
    try slot.append(for: Sample.reader(fields: ["x": "https://example.org/a?b=1&c='ü"]), to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "https://example.org/a?b=1&amp;c=&#39;%C3%BC")
  }

  @Test func `a fallback for a whole address must be one as well`() throws {
    #expect(
      try opened({ "<a href=\"\($0)\">" }, fallback: "friend").findings.map(\.id) == ["merge-field-link"])
    #expect(try opened({ "<a href=\"\($0)\">" }, fallback: "https://example.org/").findings.isEmpty)
  }

  @Test func `in the text part a value inside an address is part of it`() throws {
    var tokens = MergeTokens(content: [])
    guard let field = MergeField(name: "recipient.x") else { throw Sample.NoField() }
    let token = tokens.token(for: field)
    let text = MergeableText.plain(
      "In \(token): https://example.org/?c=\(token) and \(token)", tokens: tokens)
    #expect(text.filled { _ in "a b" } == "In a b: https://example.org/?c=a%20b and a b")
  }

  @Test(arguments: [(81_919, nil), (81_920, "near"), (102_400, "near"), (102_401, "clips what is past")])
  func `a page that comes near to being clipped is said`(octets: Int, words: String?) {
    let finding = HTMLSize(octets: octets).finding
    #expect((finding == nil) == (words == nil))
    if let words { #expect(finding?.message.contains(words) == true) }
  }

  @Test func `the size is that of the HTML with the values as they are written`() throws {
    let issue = try Sample.compose(Sample.article())
    for name in ["Ada", "A & B <c>", String(repeating: "ü", count: 500)] {
      let reader = try Sample.reader(name)
      let html = issue.variants[0].mergeableHTML.filled { reader.value(of: $0) ?? "" }
      #expect(issue.htmlSize(for: reader).octets == html.utf8.count)
    }
    #expect(issue.assumedHTMLSize.octets > issue.htmlSize(for: try Sample.reader("Ada")).octets)
  }
}
