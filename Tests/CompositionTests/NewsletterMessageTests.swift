import Composition
import Diagnostics
import Editorial
import Foundation
import InternetMessage
import Testing

@Suite struct NewsletterMessageTests {
  static let date = Date(timeIntervalSince1970: 1_795_342_021)

  func message(_ issue: ComposedIssue, _ reader: Reader, prefix: String = "") throws -> ParsedMessage {
    let message = try NewsletterMessage(
      issue: issue, publication: try Sample.publication(), date: Self.date, subjectPrefix: prefix)
    return ParsedMessage(
      try message.encoded(for: reader, id: MessageID(unique: "1.1", domain: DomainName("example.org"))))
  }

  @Test func `the message is from the publication to this reader alone`() throws {
    let parsed = try message(Sample.compose(Sample.article()), Sample.reader("Zoë Ångström"))
    #expect(parsed.header[.from]?.decodedText == "The Lantern <letters@example.org>")
    #expect(parsed.header[.to]?.mailboxes.map(\.displayName) == ["Zoë Ångström"])
    #expect(parsed.header[.subject]?.decodedText == "A bakery & its <lamp>")
    #expect(parsed.header[.replyTo]?.decodedText == "editors@example.org")
    #expect(parsed.header[.listUnsubscribe]?.unfolded == "<https://example.org/u?t=abc>")
    #expect(parsed.header[.date]?.date == Self.date)
    #expect(parsed.root.contentType.name == "multipart/alternative")
    #expect(parsed.root.parts.map(\.contentType.name) == ["text/plain", "text/html"])
  }

  @Test func `merge fields have the reader's values, or their fallbacks`() throws {
    let issue = try Sample.compose(Sample.article(), subject: "Good morning {{recipient.name|friend}}")
    let ada = try message(issue, Sample.reader("Ada"))
    #expect(ada.header[.subject]?.decodedText == "Good morning Ada")
    #expect(ada.plainText?.text()?.contains("Hello Ada, this is fresh") == true)
    #expect(ada.html?.text()?.contains("Hello Ada, this is") == true)
    let nobody = try message(issue, Sample.reader(nil))
    #expect(nobody.header[.subject]?.decodedText == "Good morning friend")
    #expect(nobody.html?.text()?.contains("Hello friend, this is") == true)
    #expect(nobody.html?.text()?.contains("href=\"https://example.org/u?t=abc\"") == true)
  }

  @Test func `no token is left in any part`() throws {
    let issue = try Sample.compose(Sample.article())
    let parsed = try message(issue, Sample.reader())
    for part in [parsed.plainText, parsed.html] {
      #expect(part?.text()?.contains(issue.tokens.mark) == false)
    }
  }

  @Test(arguments: [
    "\"><script>alert(1)</script>", "a\r\nBcc: eve@example.org", "%0d%0aBcc: x", "\u{202E}gnp.exe", "x\u{0}y",
    "Tom & Jerry", "👩‍👩‍👧 مرحبا", String(repeating: "long ", count: 2_000), "\u{2028}x", "{{recipient.email}}",
  ])
  func `a hostile value stays text everywhere`(value: String) throws {
    var article = try Sample.article()
    article.body.append(.paragraph([try Sample.field("recipient.city", "x")]))
    let issue = try Sample.compose(article, subject: "For {{recipient.city}}")
    let reader = try Sample.reader(value, fields: ["city": value])
    let parsed = try message(issue, reader)
    let html = try #require(parsed.html?.text())
    #expect(!html.contains("<script"))
    #expect(!html.contains("\u{202E}"))
    #expect(parsed.header.fields.filter { $0.name.lowercased() == "bcc" }.isEmpty)
    let names = parsed.header.fields.map(\.name)
    #expect(
      names == [
        "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "List-Unsubscribe", "MIME-Version",
        "Content-Type",
      ])
    #expect(parsed.header[.to]?.mailboxes.map(\.address.addrSpec) == ["ada@example.org"])
  }

  @Test func `a field without value and fallback is an error that names the reader`() throws {
    var article = try Sample.article()
    article.body = [.paragraph([try Sample.field("recipient.city")])]
    let issue = try Sample.compose(article)
    #expect(issue.faults(for: try Sample.reader()).map(\.field.name) == ["recipient.city"])
    let error = #expect(throws: UnusableMergeValue.self) { try message(issue, Sample.reader()) }
    #expect(try #require(error).problem.summary == "{{recipient.city}} has no value for ada@example.org")
    #expect(
      try message(issue, Sample.reader(fields: ["city": "Köln"])).plainText?.text()?.contains("Köln") == true)
  }

  @Test func `a value in a link is percent-encoded`() throws {
    let template = try Sample.template(changing: "masthead.mjml") {
      $0.replacing(
        "href=\"{{publication.homePage}}\"", with: "href=\"https://example.org/?c={{recipient.city}}\"")
    }
    let issue = try Sample.compose(Sample.article(), template: template)
    let html = try message(issue, Sample.reader(fields: ["city": "a&b \"c\""])).html?.text()
    #expect(html?.contains("href=\"https://example.org/?c=a%26b%20%22c%22\"") == true)
  }

  @Test func `the same reader gets the same octets`() throws {
    let issue = try Sample.compose(Sample.article())
    #expect(try message(issue, Sample.reader()) == message(issue, Sample.reader()))
  }

  @Test func `a test send says so in its subject`() throws {
    let parsed = try message(Sample.compose(Sample.article()), Sample.reader(), prefix: "[Test] ")
    #expect(parsed.header[.subject]?.decodedText == "[Test] A bakery & its <lamp>")
  }
}
