import Foundation
import InternetMessage
import Testing

@Suite struct MessageTemplateTests {
  /// Texts that stand around values, of every kind that changes how lines are made.
  static let constants = [
    "", "\n", "a", " ", ".", "=", "From ", "Fro", "\nFrom", "\n.", ".\n", "\t\n", "Dear ", ",\n", "\r\n",
    "\r",
    String(repeating: "x", count: 74), String(repeating: "y", count: 75), String(repeating: "z", count: 76),
    String(repeating: "wörd ", count: 40), String(repeating: "line of text\n", count: 30),
    "<a href=\"https://example.org/u?t=", "\">out</a>\n", String(repeating: "文字", count: 30), "語\n",
  ]

  static let values =
    ["", " ", ".", "m ", "rom ", "Ann", "Zoë", "=", String(repeating: "v", count: 75)]
    + Samples.hostile + Samples.injections

  /// The octets that no shortcut makes: the whole text with its values, encoded at once.
  static func plainly(_ text: OpenText, _ values: [String], fields: [HeaderField] = []) -> [UInt8] {
    var filled: [UInt8] = []
    for piece in text.pieces {
      switch piece {
      case .text(let octets): filled += octets
      case .slot(let number):
        filled += values[number].utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
      }
    }
    var part = MIMEPart.text(String(decoding: filled, as: UTF8.self))
    part.preferredEncoding = text.encoding
    let body = MIMEPart.newsletter(text: .text("Plain\n"), html: part)
    return Message(header: Header(fields), body: body).encoded(boundarySeed: "7").bytes
  }

  static func template(_ text: OpenText, _ fields: [MessageTemplate.Field] = []) -> MessageTemplate {
    MessageTemplate(
      header: fields, body: .newsletter(text: .text("Plain\n"), html: .text(text)), boundarySeed: "7")
  }

  static func text(_ pieces: [String?]) -> OpenText {
    var slots = 0
    return OpenText(
      pieces.map { piece in
        if let piece { return .text(Array(piece.utf8)) }
        slots += 1
        return .slot(slots - 1)
      })
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `a message has the octets that encoding the whole text gives, whatever the texts and values`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    var buffer = MessageBuffer()
    var encodings: Set<ContentTransferEncoding> = []
    for _ in 0..<150 {
      let count = Int.random(in: 0...9, using: &generator)
      let pieces = (0..<count).map { _ -> String? in
        Bool.random(using: &generator) ? nil : Self.constants.randomElement(using: &generator)
      }
      let text = Self.text(pieces)
      encodings.insert(text.encoding)
      let template = Self.template(text)
      for _ in 0..<4 {
        let values = pieces.map { _ in
          Bool.random(using: &generator)
            ? Self.values.randomElement(using: &generator) ?? ""
            : Samples.text(count: Int.random(in: 0..<90, using: &generator), using: &generator)
        }
        template.write(to: &buffer, fields: { _ in [] }, value: { $1 += values[$0].utf8 })
        #expect(buffer.bytes == Self.plainly(text, values), "\(pieces) \(values)")
        let checked = try EncodedMessage(buffer.bytes)
        #expect(EncodedMessage(buffer) == checked)
        #expect(EncodedMessage(buffer).hasDotLine == checked.hasDotLine)
      }
    }
    #expect(encodings == [.sevenBit, .quotedPrintable, .base64])
  }

  @Test(arguments: ["Dear ", "文字文字文字文字文字"])
  func `a value of every length up to four lines moves only its own line`(before: String) {
    let text = Self.text([before, nil, ", hello ", nil, ".\n.\nFrom here\n" + before])
    let template = Self.template(text)
    var buffer = MessageBuffer()
    for length in 0...300 {
      let values = [String(repeating: "v", count: length), String(repeating: "é", count: length / 3)]
      template.write(to: &buffer, fields: { _ in [] }, value: { $1 += values[$0].utf8 })
      #expect(buffer.bytes == Self.plainly(text, values))
    }
  }

  @Test func `no value makes a line that breaks a rule`() throws {
    let text = Self.text(["", nil, "\n", nil, " ", nil, "\n<p>", nil, "</p>\n"])
    let template = Self.template(text)
    var buffer = MessageBuffer()
    for value in Self.values + [".", "From me", String(repeating: "w", count: 10_000)] {
      template.write(to: &buffer, fields: { _ in [] }, value: { $1 += value.utf8 })
      let parsed = ParsedMessage(try EncodedMessage(buffer.bytes))
      let body = try #require(parsed.root.parts.last?.body)
      #expect(QuotedPrintableEncoderTests.faults(Array(body)) == [])
      let line = value.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
      let read = try #require(parsed.root.parts.last?.decodedBody)
      #expect(
        read == line + [13, 10] + line + [32] + line + [13, 10] + Array("<p>".utf8) + line
          + Array("</p>\r\n".utf8))
    }
  }

  @Test func `a text with a slot is never 7bit, because of what may come`() {
    #expect(Self.text(["Hello\n"]).encoding == .sevenBit)
    #expect(Self.text(["Hello ", nil, "\n"]).encoding == .quotedPrintable)
    #expect(Self.text([nil]).encoding == .quotedPrintable)
    #expect(Self.text([String(repeating: "文", count: 20), nil]).encoding == .base64)
  }

  @Test func `fields stand in their order, those of the reader in their slots`() throws {
    let template = Self.template(
      Self.text(["Hello ", nil]),
      [.fixed(.text(.subject, "An issue")), .slot(0), .slot(1), .fixed(.text(.mimeVersion, "9")), .slot(2)])
    var buffer = MessageBuffer()
    let ann = Mailbox(displayName: "Zoë", address: try EmailAddress("zoe@example.org"))
    template.write(
      to: &buffer,
      fields: { [[.mailboxes(.to, [ann])], [], [.text(.listHelp, "")]][$0] },
      value: { $1 += "\($0)".utf8 })
    let parsed = ParsedMessage(EncodedMessage(buffer))
    #expect(parsed.header.fields.map(\.name) == ["Subject", "To", "MIME-Version", "Content-Type"])
    #expect(parsed.header[.to]?.mailboxes.map(\.displayName) == ["Zoë"])
    #expect(parsed.html?.text() == nil)
    #expect(Array(EncodedMessage(buffer).header.suffix(2)) == [13, 10])
  }

  @Test func `a dot at a line start is known, wherever it comes from`() throws {
    let texts: [[String?]] = [
      ["a.\n"], [".\n"], ["a\n.b\n"], ["a\n", ".b\n"], ["a\n", nil, "b\n"], ["a\n", nil, "\n.\n"],
      ["a", nil, ".\n"],
    ]
    var found: Set<Bool> = []
    for text in texts {
      for value in [".", "x", ""] {
        let field = HeaderField.text(value == "." ? ".x" : "X", "y")
        for template in [Self.template(Self.text(text)), Self.template(Self.text(text), [.slot(0)])] {
          var buffer = MessageBuffer()
          template.write(to: &buffer, fields: { _ in [field] }, value: { $1 += value.utf8 })
          let hasDotLine = String(decoding: [13, 10] + buffer.bytes, as: UTF8.self).contains("\r\n.")
          found.insert(hasDotLine)
          #expect(EncodedMessage(buffer).hasDotLine == hasDotLine, "\(text) \(value)")
          #expect(try EncodedMessage(buffer.bytes).hasDotLine == hasDotLine)
          let signed = EncodedMessage(buffer).prepending([.text("A", "b")])
          #expect(signed.hasDotLine == hasDotLine)
        }
      }
    }
    #expect(found == [true, false])
  }

  @Test func `a buffer is used again without growing`() {
    let template = Self.template(Self.text([String(repeating: "a line of text\n", count: 4_000), nil]))
    var buffer = MessageBuffer()
    template.write(to: &buffer, fields: { _ in [] }, value: { $1 += "first".utf8 })
    let capacity = buffer.bytes.capacity
    let first = buffer.bytes
    for _ in 0..<10 { template.write(to: &buffer, fields: { _ in [] }, value: { $1 += "other".utf8 }) }
    #expect(buffer.bytes.capacity == capacity)
    #expect(buffer.bytes.count == first.count)
  }
}
