import Composition
import Diagnostics
import Editorial
import Foundation
import InternetMessage
import Templating
import Testing

@Suite struct ConditionTests {
  private func condition(_ inner: String) throws -> Inline {
    guard let field = MergeField(inner: inner) else { throw Sample.NoField() }
    return .mergeField(field)
  }

  private func article() throws -> Article {
    var article = try Sample.article()
    article.body = [
      .paragraph([
        .text("Hello "), try condition("#recipient.member"), .text("dear member"),
        try condition("/recipient.member"), try condition("^recipient.member"), .text("reader"),
        try condition("/recipient.member"), .text("."),
      ]),
      .paragraph([try condition("#recipient.press")]),
      .heading(level: 2, [.text("For the press")]),
      .list(ListBlock(items: [[.paragraph([.text("pictures")])]])),
      .paragraph([try condition("/recipient.press")]),
      .paragraph([.text("To everybody.")]),
    ]
    return article
  }

  private func parsed(_ issue: ComposedIssue, _ fields: [String: String]) throws -> ParsedMessage {
    let messages = try NewsletterMessage(
      issue: issue, publication: try Sample.publication(), date: Date(timeIntervalSince1970: 1_795_342_021))
    return ParsedMessage(
      try messages.encoded(
        for: Sample.reader(fields: fields), id: MessageID(unique: "1", domain: DomainName("example.org"))))
  }

  @Test func `each reader gets the parts whose conditions hold, in both parts of the message`() throws {
    let issue = try Sample.compose(
      article(), subject: "News{{#recipient.member}} for members{{/recipient.member}}")
    #expect(issue.conditions == ["recipient.member", "recipient.press"])
    #expect(issue.variants.count == 4)
    let cases: [([String: String], String, String, Bool)] = [
      ([:], "News", "Hello reader.", false),
      (["member": "yes"], "News for members", "Hello dear member.", false),
      (["member": "no", "press": "1"], "News", "Hello reader.", true),
      (["member": "since 2019", "press": "TRUE"], "News for members", "Hello dear member.", true),
      (["member": " ", "press": "0"], "News", "Hello reader.", false),
      (["member": "False", "press": "off"], "News", "Hello reader.", false),
    ]
    for (fields, subject, greeting, isPress) in cases {
      let message = try parsed(issue, fields)
      #expect(message.header[.subject]?.decodedText == subject)
      for text in [message.plainText?.text(), message.html?.text()].compactMap(\.self) {
        #expect(text.contains(greeting), "\(fields)")
        #expect(text.contains("For the press") == isPress)
        #expect(text.contains("pictures") == isPress)
        #expect(text.contains("To everybody."))
        #expect(!text.contains("{{"))
      }
    }
  }

  @Test func `a template may depend on conditions as well`() throws {
    let template = try Sample.template(changing: "body.txt") {
      $0 + "{{#recipient.member}}Thank you for your support.{{/recipient.member}}\n"
    }
    let issue = try Sample.compose(Sample.article(), template: template)
    #expect(issue.conditions == ["recipient.member"])
    #expect(!issue.variants[0].text.contains("your support"))
    #expect(issue.variants[1].text.contains("your support"))
    #expect(issue.variants[0].html == issue.variants[1].html)
  }

  @Test func `title and dek may depend on conditions and hold merge fields`() throws {
    var article = try Sample.article()
    article.title = "A lamp{{#recipient.member}} for {{recipient.name|you}}{{/recipient.member}}"
    let issue = try Sample.compose(article)
    let member = try parsed(issue, ["member": "1"])
    #expect(member.header[.subject]?.decodedText == "A lamp for Ada")
    #expect(member.html?.text()?.contains("A lamp for Ada</h1>") == true)
    #expect(try parsed(issue, [:]).html?.text()?.contains("A lamp</h1>") == true)
  }

  @Test(arguments: [0, 3, 4, 5]) func `four conditions make 16 variants, and more are refused`(count: Int)
    throws
  {
    let subject = (0..<count).map { "{{#recipient.c\($0)}}x{{/recipient.c\($0)}}" }.joined()
    func compose() throws -> ComposedIssue {
      try Sample.compose(Sample.article(), subject: "News " + subject)
    }
    guard count > 4 else {
      #expect(try compose().variants.count == 1 << count)
      return
    }
    let error = #expect(throws: UnusableContent.self) { try compose() }
    #expect(
      try #require(error).findings.map(\.text) == [
        """
        error: 5 conditions on the reader would make 32 variants of the issue; 16 are the limit [too-many-conditions]
        help: conditions: recipient.c0, recipient.c1, recipient.c2, recipient.c3, recipient.c4
        help: at most 4 can be used; a value with a fallback needs none
        """
      ])
  }

  @Test(arguments: [
    ("{{#recipient.a}}x", "{{#recipient.a}} never ends"),
    ("x{{/recipient.a}}", "{{/recipient.a}} ends what never began"),
    (
      "{{#recipient.a}}{{#recipient.b}}x{{/recipient.a}}{{/recipient.b}}",
      "{{/recipient.a}} stands before the end of {{#recipient.b}}"
    ),
  ])
  func `two ends that do not fit are said`(subject: String, words: String) throws {
    let error = #expect(throws: UnusableContent.self) {
      try Sample.compose(Sample.article(), subject: "News \(subject)")
    }
    #expect(try #require(error).findings.map(\.message) == [words])
  }

  @Test func `a field that only some variants hold is needed by their readers alone`() throws {
    var article = try Sample.article()
    article.body = [
      .paragraph([
        try condition("#recipient.member"), try Sample.field("recipient.number"),
        try condition("/recipient.member"), .text("Hello."),
      ])
    ]
    let issue = try Sample.compose(article)
    #expect(issue.faults(for: try Sample.reader()).isEmpty)
    #expect(
      issue.faults(for: try Sample.reader(fields: ["member": "1"])).map(\.field.name) == ["recipient.number"])
  }

  @Test func `every variant is in the hash`() throws {
    let one = try Sample.compose(article()).contentHash
    var changed = try article()
    changed.body[3] = .list(ListBlock(items: [[.paragraph([.text("other pictures")])]]))
    #expect(try Sample.compose(changed).contentHash != one)
  }
}
