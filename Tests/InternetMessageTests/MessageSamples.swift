import Foundation
import InternetMessage

/// Messages that the encoder, the parser and Python are tried with.
enum MessageSamples {
  struct Sample: Sendable {
    var name: String
    var message: Message
  }

  static func all() throws -> [Sample] {
    let text = "Liebe Zoë,\n\ndie neue Ausgabe ist da …\n.\nFrom Zürich with love\n-- \nBroadsheet\n"
    let html =
      "<!doctype html>\n<html lang=\"de\"><body><p>Liebe Zoë,</p>\n<img src=\"cid:map@news.example.com\"></body></html>\n"
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + (0..<200).map { UInt8($0) }
    let picture = MIMEPart.inline(
      png, type: ContentType("image/png") ?? .octetStream, contentID: try MessageID("map@news.example.com"),
      filename: "map.png")
    let file = MIMEPart.attachment(
      Array("%PDF-1.4\r\n".utf8), type: ContentType("application/pdf") ?? .octetStream,
      filename: "../../Ausgabe für Zoë – Nummer 12, mit allen Beilagen und einem sehr langen Namen.pdf")
    let header = try header(subject: "Die neue Ausgabe: Grüße aus Zürich")
    return [
      Sample(
        name: "plain-ascii",
        message: Message(header: try self.header(subject: "Hello"), body: .text("Hello,\nworld\n"))),
      Sample(name: "plain-without-line-end", message: Message(header: header, body: .text("Grüße"))),
      Sample(
        name: "plain-japanese",
        message: Message(header: try self.header(subject: "今週のニュース"), body: .text(Samples.hostile[12]))),
      Sample(name: "empty", message: Message(header: header, body: .text(""))),
      Sample(
        name: "alternative",
        message: Message(header: header, body: .newsletter(text: .text(text), html: .html(html)))),
      Sample(
        name: "alternative-related",
        message: Message(
          header: header, body: .newsletter(text: .text(text), html: .html(html), pictures: [picture]))),
      Sample(
        name: "mixed-alternative-related",
        message: Message(
          header: header,
          body: .newsletter(
            text: .text(text), html: .html(html), pictures: [picture],
            attachments: [file, .attachment([], filename: "empty.bin")]))),
      Sample(
        name: "open-text",
        message: Message(
          header: header,
          body: .text(OpenText([.text(Array("Liebe ".utf8)), .slot(0), .text(Array(",\n.\nÖ\n".utf8))])))),
    ]
  }

  static func header(subject: String, name: String = "Die Zeitung, Zürich") throws -> Header {
    Header([
      .date(.date, Date(timeIntervalSince1970: 1_795_342_021), secondsFromGMT: 3600),
      .mailboxes(.from, [Mailbox(displayName: name, address: try EmailAddress("news@zürich.example.com"))]),
      .mailboxes(.to, [try Mailbox("Zoë O'Hara <zoe@example.net>")]),
      .messageIDs(.messageID, [try MessageID("42.1042@news.example.com")]),
      .text(.subject, subject),
      try .uris(
        .listUnsubscribe,
        [
          "https://news.example.com/unsubscribe/5f8a7c2b9e4d4f0f8a7c2b9e4d4f0f8a7c2b9e4d4f0f8a7c2b9e4d4f0f",
          "mailto:unsubscribe+5f8a7c2b9e4d4f0f@news.example.com?subject=unsubscribe",
        ]),
      try .structured(.listUnsubscribePost, "List-Unsubscribe=One-Click"),
      .listID(name: "Die Zeitung", identifier: try DomainName("weekly.news.example.com")),
    ])
  }
}
