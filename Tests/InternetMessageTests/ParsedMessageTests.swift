import Foundation
import InternetMessage
import Testing

@Suite struct ParsedMessageTests {
  @Test func `our own messages are read as they were meant`() throws {
    var dumps = ""
    for sample in try MessageSamples.all() {
      let parsed = ParsedMessage(sample.message.encoded(boundarySeed: "issue 12"))
      dumps += "# \(sample.name)\n\(parsed.dump)\n\n"
      #expect(parsed.header[.listUnsubscribe]?.identifiers.count == 2)
      #expect(parsed.header[.from]?.mailboxes.first?.displayName == "Die Zeitung, Zürich")
      #expect(parsed.header[.date]?.date == Date(timeIntervalSince1970: 1_795_342_021))
      expectSame(sample.message.body, parsed.root)
    }
    try expectSnapshot(Array(dumps.utf8), "dumps.golden")
  }

  @Test func `the text and the HTML of an issue are found`() throws {
    let sample = try #require(try MessageSamples.all().first { $0.name == "mixed-alternative-related" })
    let parsed = ParsedMessage(sample.message.encoded(boundarySeed: "1"))
    #expect(parsed.plainText?.text()?.hasPrefix("Liebe Zoë,\n\ndie neue Ausgabe ist da …\n.\nFrom") == true)
    #expect(parsed.html?.text()?.contains("<p>Liebe Zoë,</p>") == true)
    #expect(parsed.root.all.compactMap(\.contentID) == ["map@news.example.com"])
    #expect(parsed.root.all.compactMap(\.filename).last == "empty.bin")
  }

  @Test(arguments: ["\n", "\r"]) func `other line ends give the same tree`(lineEnd: String) throws {
    for sample in try MessageSamples.all() {
      let bytes = sample.message.encoded(boundarySeed: "1").bytes
      let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: lineEnd)
      let parsed = ParsedMessage(Array(text.utf8))
      let original = ParsedMessage(bytes)
      #expect(parsed.root.all.map(\.contentType) == original.root.all.map(\.contentType))
      #expect(parsed.root.all.map { $0.text() } == original.root.all.map { $0.text() })
      #expect(parsed.header.fields.map(\.unfolded) == original.header.fields.map(\.unfolded))
    }
  }

  static let types: [(wire: String, dump: String)] = [
    ("text/html", "text/html (7bit, 1 octets)"),
    ("TEXT/HTML; CHARSET=\"utf-8\"", "text/html; charset=utf-8 (7bit, 1 octets)"),
    ("text/plain (comment); (another) charset = utf-8", "text/plain; charset=utf-8 (7bit, 1 octets)"),
    ("text/plain; a=\"x;y\"; b=z", "text/plain; a=\"x;y\"; b=z (7bit, 1 octets)"),
    ("text/plain; a=two words", "text/plain; a=\"two words\" (7bit, 1 octets)"),
    ("text/plain; a=\"open", "text/plain; a=open (7bit, 1 octets)"),
    ("text/plain;;; ; a=b;", "text/plain; a=b (7bit, 1 octets)"),
    ("text/plain; a", "text/plain (7bit, 1 octets)"),
    ("text/plain; ü=b; =c", "text/plain (7bit, 1 octets)"),
    ("text/plain; a=b; A=c", "text/plain; a=b (7bit, 1 octets)"),
    ("text", "text/plain; charset=us-ascii (7bit, 1 octets)"),
    ("", "application/octet-stream (7bit, 1 octets)"),
    ("nonsense", "application/octet-stream (7bit, 1 octets)"),
    ("application/x; name*=UTF-8''Zo%C3%AB%20x.pdf", "application/x \"Zoë x.pdf\" (7bit, 1 octets)"),
    ("application/x; name*=iso-8859-1'en'Zo%EB", "application/x \"Zoë\" (7bit, 1 octets)"),
    (
      "application/x; name*0*=UTF-8''Zo%C3; name*1*=%AB; name*2=\" %41.pdf\"",
      "application/x \"Zoë %41.pdf\" (7bit, 1 octets)"
    ),
    ("application/x; name*1=b; name*0=a", "application/x \"ab\" (7bit, 1 octets)"),
    ("application/x; name=plain; name*=UTF-8''Zo%C3%AB", "application/x \"Zoë\" (7bit, 1 octets)"),
    ("application/x; name=\"=?UTF-8?Q?Zo=C3=AB?=\"", "application/x \"Zoë\" (7bit, 1 octets)"),
    ("application/x; name==?UTF-8?B?Wm/Dqw==?=", "application/x \"Zoë\" (7bit, 1 octets)"),
    ("application/x; name=../../etc/passwd", "application/x \"passwd\" (7bit, 1 octets)"),
    ("application/x; name*99999999999999999999=a; name*x=b; name*0*1*=c", "application/x (7bit, 1 octets)"),
    ("multipart/mixed", "multipart/mixed (7bit, 1 octets)"),
    ("multipart/mixed; boundary=\"\"", "multipart/mixed (7bit, 1 octets)"),
  ]

  @Test(arguments: types) func `content types are read, broken ones too`(wire: String, dump: String) {
    #expect(ParsedMessage(Array("Content-Type: \(wire)\r\n\r\nx".utf8)).dump == dump)
  }

  static let bodies: [(encoding: String, wire: String, text: String)] = [
    ("7bit", "a\r\nb", "a\nb"),
    ("x-unknown", "a=41", "a=41"),
    ("QUOTED-PRINTABLE", "Z=C3=BCrich=\r\n!", "Zürich!"),
    ("quoted-printable", "Z=c3=bcrich", "Zürich"),
    ("quoted-printable", "a=\nb=\rc= \t\r\nd", "abcd"),
    ("quoted-printable", "a  \t\r\nb=20\r\nc ", "a\nb \nc"),
    ("quoted-printable", "=", ""),
    ("quoted-printable", "a=ZZ=4=", "a=ZZ=4"),
    ("quoted-printable (comment)", "=41", "A"),
    ("base64", "WsO8cmljaA==", "Zürich"),
    ("base64", "WsO8\r\ncm ljaA", "Zürich"),
    ("base64", "!WsO8*cm,lj\u{C4}aA==", "Zürich"),
    ("base64", "WsO8cg==aWNo", "Zürich"),
    ("base64", "W", ""),
    ("base64", "====", ""),
  ]

  @Test(arguments: bodies)
  func `bodies are decoded, broken ones too`(
    encoding: String, wire: String, text: String
  ) {
    let bytes = Array(
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \(encoding)\n\n\(wire)".utf8)
    #expect(ParsedMessage(bytes).root.text() == text)
  }

  static let trees: [(name: String, wire: String, dump: String)] = [
    (
      "preamble and epilogue", "\nThis is a preamble\n--b\n\nA\n--b--\nepilogue\n--b\n\nB",
      "multipart/mixed\n  text/plain; charset=us-ascii (7bit, 1 octets)"
    ),
    (
      "never closed", "\n--b\n\nA\n--b\n\nB\n",
      "multipart/mixed\n  text/plain; charset=us-ascii (7bit, 1 octets)\n  text/plain; charset=us-ascii (7bit, 2 octets)"
    ),
    ("never opened", "\nno delimiter\n", "multipart/mixed (7bit, 13 octets)"),
    ("closed only", "\n--b--\n", "multipart/mixed (7bit, 6 octets)"),
    (
      "blanks behind delimiters", "\n--b \t\n\nA\n--b-- \n",
      "multipart/mixed\n  text/plain; charset=us-ascii (7bit, 1 octets)"
    ),
    (
      "longer line is no delimiter", "\n--b\n\nA\n--bc\n--b--\n",
      "multipart/mixed\n  text/plain; charset=us-ascii (7bit, 6 octets)"
    ),
    ("empty part", "\n--b\n--b--", "multipart/mixed\n  text/plain; charset=us-ascii (7bit, 0 octets)"),
    (
      "no empty line", "\n--b\nContent-Type: text/html\n--b--",
      "multipart/mixed\n  text/html (7bit, 0 octets)"
    ),
    (
      "nested with the same boundary",
      "\n--b\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nA\n--b--\n",
      "multipart/mixed\n  multipart/alternative (7bit, 0 octets)\n  text/plain; charset=us-ascii (7bit, 1 octets)"
    ),
    (
      "inner never closed",
      "\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nA\n--b\n\nB\n--b--\n",
      "multipart/mixed\n  multipart/alternative\n    text/plain; charset=us-ascii (7bit, 1 octets)\n"
        + "  text/plain; charset=us-ascii (7bit, 1 octets)"
    ),
    (
      "message inside", "\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nA\n--b--\n",
      "multipart/mixed\n  message/rfc822\n    text/plain; charset=us-ascii (7bit, 1 octets)"
    ),
    (
      "encoded message inside",
      "\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeAoKQQ==\n--b--\n",
      "multipart/mixed\n  message/rfc822\n    text/plain; charset=us-ascii (7bit, 1 octets)"
    ),
  ]

  @Test(arguments: trees) func `multiparts are told apart, broken ones too`(
    name: String, wire: String, dump: String
  ) {
    let message = ParsedMessage(Array("Content-Type: multipart/mixed; boundary=b\n\(wire)".utf8))
    #expect(message.dump == dump, "\(name)")
  }

  @Test func `the text of an attached message is not the text of the message`() {
    let wire =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
      + "Content-Type: text/plain\n\ninner\n--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nfile\n"
      + "--b\nContent-Type: text/plain; charset=windows-1252\n\nouter\n--b--\n"
    #expect(ParsedMessage(Array(wire.utf8)).plainText?.text() == "outer")
    #expect(ParsedMessage(Array(wire.utf8)).html == nil)
  }

  @Test func `parts of a digest are messages`() {
    let wire = "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nA\n--b--\n"
    let root = ParsedMessage(Array(wire.utf8)).root
    #expect(root.parts.first?.parts.first?.header[.subject]?.unfolded == "one")
  }
}

private func expectSame(_ part: MIMEPart, _ parsed: ParsedPart) {
  #expect(parsed.contentType.name == part.contentType.name)
  #expect(parsed.disposition == part.disposition)
  #expect(parsed.contentID == part.contentID?.contents)
  switch part.content {
  case .text(let text):
    let read = parsed.text()
    #expect(read == text || read == text + "\n")
  case .openText(let text):
    let octets = text.pieces.reduce(into: [UInt8]()) { if case .text(let more) = $1 { $0 += more } }
    #expect(parsed.decodedBody == octets)
  case .binary(let octets): #expect(parsed.decodedBody == octets)
  case .multipart(let parts):
    #expect(parsed.parts.count == parts.count)
    for (part, parsed) in zip(parts, parsed.parts) { expectSame(part, parsed) }
  }
}
