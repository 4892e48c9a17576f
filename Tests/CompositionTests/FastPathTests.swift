import Editorial
import Foundation
import InternetMessage
import Templating
import Testing

@testable import Composition

/// One recipient more is encoded around his values only. Here the same message is made the plain way.
@Suite struct FastPathTests {
  static let date = Date(timeIntervalSince1970: 1_795_342_021)

  static let values: [String] = [
    "", " ", "Ada", "Zoë", ".", "From here", "\"><script>alert(1)</script>", "a\r\nBcc: eve@example.org",
    "%0d%0aBcc: x", String(repeating: "x", count: 10_000), String(repeating: "wörd ", count: 2_000),
    "\u{202E}gnp.exe", "👩‍👩‍👧 مرحبا", "x\u{0}y", "\u{2028}z", "=?UTF-8?Q?no?=", "{{recipient.email}}", "a=b&c<d>",
    "javascript:alert(1)", "文字文字文字", "\u{200F}ימין",
  ]

  /// A page of HTML and a text with fields in every context, long and short lines, and in two scripts.
  static func issue(_ filler: String, seed: UInt64) throws -> ComposedIssue {
    var generator = Random(seed)
    var tokens = MergeTokens(content: [filler])
    func token(_ name: String, _ fallback: String? = "friend") throws -> String {
      guard let field = MergeField(name: name, fallback: fallback) else { throw Sample.NoField() }
      return tokens.token(for: field)
    }
    var html = "<!doctype html><html lang=\"en\"><body>"
    var text = ""
    for _ in 0..<12 {
      let places = [
        "<p>\(try token("recipient.name"))</p>", "<img alt=\"\(try token("recipient.city"))\">",
        "<a href=\"https://example.org/?c=\(try token("recipient.city"))\">x</a>",
        "<a href=\"\(try token("links.unsubscribe", nil))\">out</a>",
        "<a href='\(try token("links.browser", nil))'>web</a>",
      ]
      html += String(repeating: filler, count: Int.random(in: 0...40, using: &generator))
      if Bool.random(using: &generator) { html += "\n" }
      html += places.randomElement(using: &generator) ?? ""
      text += String(repeating: filler, count: Int.random(in: 0...9, using: &generator))
      text += [".\n", "\n", " ", "From "].randomElement(using: &generator) ?? ""
      text += try token("recipient.city")
    }
    html += "</body></html>\n"
    let variant = try IssueVariant(
      subject: "News for \(try token("recipient.name"))", preheader: "", html: html, text: text,
      tokens: tokens)
    return ComposedIssue(
      number: 1, slug: "x", title: "x", language: "en", variants: [variant], tokens: tokens)
  }

  /// The message as one would write it down: fields, two filled texts, and the encoder for whole messages.
  static func plainly(
    _ issue: ComposedIssue, for reader: Reader, id: MessageID, list: ListHeaders
  ) throws -> EncodedMessage {
    let publication = try Sample.publication()
    let variant = issue.variants[0]
    func value(_ field: MergeField) -> String { reader.value(of: field) ?? "" }
    func part(_ text: MergeableText, _ type: ContentType) -> MIMEPart {
      var part = MIMEPart.text(text.filled(value), as: type)
      part.preferredEncoding = text.open(from: 0).encoding
      return part
    }
    var fields: [HeaderField] = [
      .mailboxes(.from, [publication.from]),
      .mailboxes(.to, [Mailbox(displayName: reader.name, address: reader.address)]),
      .text(.subject, variant.mergeableSubject.filled(value)), .date(.date, date),
      .messageIDs(.messageID, [id]),
    ]
    if let replyTo = publication.replyTo { fields.append(.mailboxes(.replyTo, [replyTo])) }
    fields += try ListHeaders.wayOut(
      reader.unsubscribeURL, mail: reader.unsubscribeMail, offersOneClick: list.offersOneClick)
    fields += try list.sharedFields(isAutomatic: false)
    let body = MIMEPart.newsletter(
      text: part(variant.mergeableText, .plainText), html: part(variant.mergeableHTML, .html))
    return Message(header: Header(fields), body: body).encoded(boundarySeed: issue.contentHash)
  }

  @Test(arguments: ["A line of plain words. ", "Größe & Güte, 25 €\n", "<b>=</b>\n.\n", "今週のニュース"])
  func `the octets are those that the plain way gives, whatever the issue and the values`(
    filler: String
  ) throws {
    let list = ListHeaders(identifier: try DomainName("club.example.org"), name: "The Lantern")
    var buffer = MessageBuffer()
    for seed in 0..<2 {
      let issue = try Self.issue(filler, seed: UInt64(seed))
      let messages = try NewsletterMessage(
        issue: issue, publication: try Sample.publication(), list: list, date: Self.date)
      for (index, value) in Self.values.enumerated() {
        var reader = try Sample.reader(
          value, fields: ["city": Self.values[(index * 7 + seed) % Self.values.count]])
        reader.unsubscribeMail = "mailto:u@example.org?subject=\(index)"
        let id = try MessageID(unique: "1.\(index)", domain: DomainName("example.org"))
        try messages.write(for: reader, id: id, to: &buffer)
        let message = EncodedMessage(buffer)
        #expect(message == (try Self.plainly(issue, for: reader, id: id, list: list)), "\(value)")
        guard index == seed else { continue }
        #expect(try EncodedMessage(message.bytes) == message)
        #expect(message == (try messages.encoded(for: reader, id: id)))
        #expect(!message.needs8BitMIME && !message.needsSMTPUTF8)
      }
    }
  }

  @Test(arguments: values.indices) func `a value stays text in every place`(index: Int) throws {
    let value = Self.values[index]
    let issue = try Self.issue("A line. ", seed: 5)
    let messages = try NewsletterMessage(issue: issue, publication: try Sample.publication(), date: Self.date)
    let reader = try Sample.reader(value, fields: ["city": value])
    let id = try MessageID(unique: "1.1", domain: DomainName("example.org"))
    let parsed = ParsedMessage(try messages.encoded(for: reader, id: id))
    let html = try #require(parsed.html?.text())
    let plain = MergeableText.html(issue.html, tokens: issue.tokens).text.filled { _ in "" }
    for sign in ["<", ">", "\""] as [Character] {
      let isOurs = plain.count { $0 == sign }
      #expect(html.count { $0 == sign } == isOurs, "\(sign)")
    }
    #expect(!html.unicodeScalars.contains { $0.value == 0 || (0x202A...0x202E).contains($0.value) })
    #expect(parsed.header.fields.filter { $0.name.lowercased() == "bcc" }.isEmpty)
    #expect(parsed.plainText?.text()?.contains("\u{202E}") == false)
  }
}

/// Numbers that are the same on each run (SplitMix64).
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
