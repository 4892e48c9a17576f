import Composition
import Editorial
import Foundation
import InternetMessage

/// An issue whose messages have 60 KB, or another size: text and HTML with 6 merge fields, and one in the subject.
struct SampleIssue {
  let messages: NewsletterMessage
  let readers: [(Reader, MessageID)]
  private let issue: ComposedIssue
  private let publication: Publication
  private let date = Date(timeIntervalSince1970: 1_795_342_021)

  init(octetsOfHTML size: Int = 52_000) throws {
    publication = Publication(
      name: "The Lantern", from: try Mailbox("The Lantern <letters@example.org>"),
      replyTo: try Mailbox("editors@example.org"), postalAddress: "12 Harbour Street, Springfield",
      homePage: "https://example.org/", language: "en", reason: "You signed up.", hasBrowserLink: false)
    issue = try Self.composed(size)
    messages = try NewsletterMessage(issue: issue, publication: publication, date: date)
    let names = ["Ada Lovelace", "Zoë Ångström", "Mei Lin", "Bo"]
    readers = try (0..<1_000).map { index in
      let reader = Reader(
        address: try EmailAddress("reader\(index)@example.org"), name: names[index % names.count],
        fields: ["city": ["Springfield", "Köln", "São Paulo"][index % 3]],
        unsubscribeURL: "https://example.org/u?t=aebagbafaydqqcikbmga2dqp\(index)", browserURL: nil)
      return (reader, try MessageID(unique: "12.\(index).k3f9", domain: DomainName("example.org")))
    }
  }

  /// As long as the stories of the sample project.
  static func story() throws -> SampleIssue { try SampleIssue(octetsOfHTML: 26_500) }

  private static func composed(_ size: Int) throws -> ComposedIssue {
    var tokens = MergeTokens(content: [])
    let name = tokens.token("recipient.name", "friend")
    let city = tokens.token("recipient.city", "your town")
    let out = tokens.token("links.unsubscribe", nil)
    let paragraph = """
      <tr><td align="left" style="font-size:0px;padding:0 32px 18px;word-break:break-word;">
      <div style="font-family:Georgia,serif;font-size:17px;line-height:1.6;text-align:left;color:#1c1b19;">The
      bakery on the corner opens at four, and by five the first loaves are gone. Nobody in the street has
      ever asked for a receipt – or, for that matter, for the price.</div></td></tr>

      """
    var html = "<!doctype html>\n<html lang=\"en\"><body><table role=\"presentation\">\n"
    html += "<tr><td>Hello \(name), this is what happened in <b>\(city)</b> this week.</td></tr>\n"
    while html.utf8.count < size / 2 { html += paragraph }
    html += "<tr><td><a href=\"https://example.org/near?city=\(city)\">Near you</a></td></tr>\n"
    while html.utf8.count < size { html += paragraph }
    html +=
      "<tr><td><a href=\"\(out)\" style=\"color:inherit\">Unsubscribe</a></td></tr>\n</table></body></html>\n"
    let line = "The bakery on the corner opens at four, and by five the first loaves\nare gone.\n\n"
    let text = "Hello \(name),\n\n" + String(repeating: line, count: 40) + "-- \nUnsubscribe: \(out)\n"
    let variant = try IssueVariant(
      subject: "Good morning \(name)", preheader: "", html: html, text: text, tokens: tokens)
    return ComposedIssue(
      number: 12, slug: "bakery", title: "The bakery", language: "en", variants: [variant], tokens: tokens)
  }

  /// The message encoded whole, as a mailer does that knows nothing of other readers.
  func whole(_ reader: Reader, _ id: MessageID) throws -> EncodedMessage {
    var text = issue.text
    var html = issue.html
    var subject = issue.subject
    var tokens = issue.tokens
    for field in issue.tokens.fields {
      let token = tokens.token(for: field)
      let value = reader.value(of: field) ?? ""
      text = text.replacingOccurrences(of: token, with: value)
      html = html.replacingOccurrences(of: token, with: value)
      subject = subject.replacingOccurrences(of: token, with: value)
    }
    let header = Header([
      .mailboxes(.from, [publication.from]),
      .mailboxes(.to, [Mailbox(displayName: reader.name, address: reader.address)]),
      .text(.subject, subject), .date(.date, date), .messageIDs(.messageID, [id]),
      try .uris(.listUnsubscribe, [reader.unsubscribeURL]),
    ])
    let body = MIMEPart.newsletter(text: .text(text), html: .html(html))
    return Message(header: header, body: body).encoded(boundarySeed: "12")
  }

  /// Writes what another program needs to make the same message: `{name}`, `{city}` and `{out}` for values.
  func write(to folder: URL) throws {
    var tokens = issue.tokens
    func open(_ text: String) -> String {
      zip(issue.tokens.fields, ["{name}", "{city}", "{out}"]).reduce(text) { text, pair in
        text.replacingOccurrences(of: tokens.token(for: pair.0), with: pair.1)
      }
    }
    try open(issue.subject).write(to: folder.appending(path: "subject"), atomically: false, encoding: .utf8)
    try open(issue.text).write(to: folder.appending(path: "text"), atomically: false, encoding: .utf8)
    try open(issue.html).write(to: folder.appending(path: "html"), atomically: false, encoding: .utf8)
    let message = try messages.encoded(for: readers[1].0, id: readers[1].1)
    try Data(message.bytes).write(to: folder.appending(path: "ours.eml"))
  }
}

extension MergeTokens {
  fileprivate mutating func token(_ name: String, _ fallback: String?) -> String {
    MergeField(name: name, fallback: fallback).map { token(for: $0) } ?? name
  }
}
