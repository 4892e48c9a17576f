import Foundation
import InternetMessage
import Testing

@Suite struct MessageTests {
  @Test func `messages are written as before`() throws {
    for sample in try MessageSamples.all() {
      try expectSnapshot(sample.message.encoded(boundarySeed: "issue 12").bytes, "\(sample.name).eml")
    }
  }

  @Test func `messages keep the wire rules and are ASCII`() throws {
    for sample in try MessageSamples.all() {
      let encoded = sample.message.encoded(boundarySeed: "issue 12")
      #expect(try EncodedMessage(encoded.bytes) == encoded)
      #expect(!encoded.needsSMTPUTF8 && !encoded.needs8BitMIME)
      for line in String(decoding: encoded.bytes, as: UTF8.self).components(separatedBy: "\r\n") {
        #expect(line.utf8.count <= 120, "\(line)")
        #expect(!line.hasPrefix("."))
        #expect(!line.hasSuffix(" "))
      }
    }
  }

  @Test func `the same message and seed give the same octets, another seed other boundaries`() throws {
    let message = Message(
      header: try MessageSamples.header(subject: "x"), body: .newsletter(text: .text("a"), html: .html("b")))
    #expect(message.encoded(boundarySeed: "1") == message.encoded(boundarySeed: "1"))
    #expect(message.encoded(boundarySeed: "1") != message.encoded(boundarySeed: "2"))
  }

  @Test func `a boundary that occurs in the content is not used`() throws {
    let header = Header([.text(.subject, "x")])
    let first = Message(header: header, body: .mixed([.text("a")])).encoded(boundarySeed: "1")
    let boundary = try #require(boundaries(of: first).first)
    let second = Message(header: header, body: .mixed([.text("--\(boundary)\nb")])).encoded(boundarySeed: "1")
    #expect(try #require(boundaries(of: second).first) != boundary)
  }

  @Test func `boundaries of one message differ and are not prefixes of one another`() throws {
    let tree = (0..<12).reduce(MIMEPart.text("a")) { part, _ in .mixed([part, .alternative([.text("b")])]) }
    let found = boundaries(of: Message(header: Header(), body: tree).encoded(boundarySeed: "1"))
    #expect(found.count == 24)
    #expect(Set(found).count == 24)
    #expect(found.allSatisfy { $0.count == 18 })
  }

  static let encodings: [(text: String, encoding: String)] = [
    ("", "7bit"),
    ("Hello\nworld\n", "7bit"),
    (String(repeating: "a", count: 77), "7bit"),
    (String(repeating: "a", count: 78), "7bit"),
    (String(repeating: "a", count: 79), "quoted-printable"),
    (String(repeating: "a", count: 234), "quoted-printable"),
    (String(repeating: "a", count: 9980), "quoted-printable"),
    ("trailing \n", "quoted-printable"),
    ("trailing ", "quoted-printable"),
    (".\n", "quoted-printable"),
    ("a\n.b", "quoted-printable"),
    ("From x", "quoted-printable"),
    ("Fromage", "7bit"),
    ("a\u{0}b", "quoted-printable"),
    ("a\u{1B}[31m", "quoted-printable"),
    ("Grüße aus Zürich von der Redaktion", "quoted-printable"),
    ("今週のニュースレター", "base64"),
    ("ü", "quoted-printable"),
  ]

  @Test(arguments: encodings) func `the transfer encoding suits the text`(text: String, encoding: String)
    throws
  {
    let bytes = Message(header: Header(), body: .text(text)).encoded(boundarySeed: "").bytes
    let wire = String(decoding: bytes, as: UTF8.self)
    #expect(wire.contains("Content-Transfer-Encoding: \(encoding)\r\n"))
    _ = try EncodedMessage(bytes)
  }

  @Test func `a preferred encoding is followed where it is safe`() {
    var part = MIMEPart.text("今週")
    part.preferredEncoding = .quotedPrintable
    #expect(encodedText(part).hasSuffix("\r\n\r\n=E4=BB=8A=E9=80=B1\r\n"))
    part.preferredEncoding = .eightBit
    #expect(encodedText(part).contains("Content-Transfer-Encoding: quoted-printable\r\n"))
  }

  static let filenames: [(name: String, wire: [String])] = [
    ("a.pdf", ["Content-Disposition: attachment; filename=a.pdf"]),
    ("a b.pdf", ["Content-Disposition: attachment; filename=\"a b.pdf\""]),
    ("/etc/passwd", ["Content-Disposition: attachment; filename=passwd"]),
    ("C:\\Users\\ann\\a.pdf", ["Content-Disposition: attachment; filename=a.pdf"]),
    ("..", ["Content-Disposition: attachment"]),
    ("a\r\nBcc: x.pdf", ["Content-Disposition: attachment; filename=\"a Bcc: x.pdf\""]),
    ("\u{202E}fdp.exe", ["Content-Disposition: attachment; filename=fdp.exe"]),
    ("Zoë.pdf", ["Content-Disposition: attachment; filename*=UTF-8''Zo%C3%AB.pdf"]),
    ("100%.pdf", ["Content-Disposition: attachment; filename=\"100%.pdf\""]),
    ("*", ["Content-Disposition: attachment; filename=\"*\""]),
    ("ü100%'*.pdf", ["Content-Disposition: attachment; filename*=UTF-8''%C3%BC100%25%27%2A.pdf"]),
    (
      String(repeating: "文", count: 12),
      [
        "Content-Disposition: attachment;",
        " filename*0*=UTF-8''%E6%96%87%E6%96%87%E6%96%87%E6%96%87%E6%96%87%E6%96%87;",
        " filename*1*=%E6%96%87%E6%96%87%E6%96%87%E6%96%87%E6%96%87%E6%96%87",
      ]
    ),
  ]

  @Test(arguments: filenames) func `file names have no path and are encoded where they must be`(
    name: String, wire: [String]
  ) {
    #expect(lines(.contentDisposition(ContentDisposition(.attachment, filename: name))) == wire)
  }

  @Test func `fields about MIME are written from the body alone`() {
    let header = Header([.text(.contentType, "text/evil"), .text(.mimeVersion, "2.0"), .text(.subject, "x")])
    let text = encodedText(.text("a"), header: header)
    #expect(
      text
        == "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        + "Content-Transfer-Encoding: 7bit\r\n\r\na\r\n")
  }

  @Test func `a field is put before the others`() throws {
    let signed = Message(header: Header([.text(.subject, "x")]), body: .text("a")).encoded(boundarySeed: "")
      .prepending([try .structured(.dkimSignature, "v=1; a=rsa-sha256; b=abc")])
    #expect(
      String(decoding: signed.bytes, as: UTF8.self).hasPrefix(
        "DKIM-Signature: v=1; a=rsa-sha256; b=abc\r\nSubject: x\r\n"))
  }

  @Test func `a message is not attached as base64 message`() {
    let part = MIMEPart.attachment([1], type: ContentType("message/rfc822") ?? .plainText, filename: "a.eml")
    #expect(part.contentType == .octetStream)
    #expect(ContentType("text") == nil && ContentType("a/b/c") == nil && ContentType("a b/c") == nil)
    #expect(ContentType("Image/PNG")?.name == "image/png")
  }
}

private func encodedText(_ part: MIMEPart, header: Header = Header()) -> String {
  String(decoding: Message(header: header, body: part).encoded(boundarySeed: "").bytes, as: UTF8.self)
}

private func boundaries(of message: EncodedMessage) -> [String] {
  String(decoding: message.bytes, as: UTF8.self).matches(of: /boundary="([^"]+)"/).map { String($0.output.1) }
}
