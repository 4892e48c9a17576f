import Diagnostics
import Editorial
import Foundation
import InternetMessage
import Templating
import Testing

@testable import Composition

struct TextPartTests {
  private let wrapper = TextWrapper(mark: "mf0", width: 20)

  private func finished(_ lines: [String], _ format: TextFormat) -> String {
    TextPart.finished(lines.joined(separator: "\n"), wrapper: wrapper, format: format)
  }

  @Test func `fixed lines end where they were broken, empty ones come alone`() {
    let lines = wrapper.lines(of: "The lamp was lit when nobody came.")
    #expect(
      finished(["", ""] + lines + ["", "", "-- ", "", "End"], .fixed)
        == "The lamp was lit\nwhen nobody came.\n\n-- \n\nEnd\n")
  }

  @Test func `flowed lines end in a blank, but not the last of a paragraph`() {
    let lines = wrapper.lines(of: "The lamp was lit when nobody came.")
    #expect(finished(lines + ["", "-- "], .flowed) == "The lamp was lit \nwhen nobody came.\n\n-- \n")
  }

  @Test func `flowed lists and quotes lose the indent of lines that go on`() {
    let item = wrapper.lines(of: "The lamp was lit when nobody came.", first: "- ", rest: "  ")
    #expect(finished(item, .flowed) == "- The lamp was lit \nwhen nobody came.\n")
    let quote = wrapper.lines(of: "The lamp was lit when nobody came.", first: "> > ", rest: "> > ")
    #expect(finished(quote, .flowed) == ">> The lamp was lit \n>> when nobody \n>> came.\n")
  }

  @Test func `what flowed text would misread is stuffed with a blank`() {
    #expect(
      finished(["From me", "  https://a.example/", ">x", "> said"], .flowed)
        == " From me\n   https://a.example/\n >x\n> said\n")
    #expect(finished(["From me", ">x"], .fixed) == "From me\n>x\n")
  }

  @Test func `Japanese flows without blanks, and stays broken in a text that flows with them`() {
    let lines = wrapper.lines(of: "灯台の夜は長いので人を待つ lamp 灯台の夜")
    #expect(finished(lines, .flowedDeletingBlanks) == "灯台の夜は長いので人 \nを待つ lamp 灯台の夜\n")
    #expect(finished(lines, .flowed) == "灯台の夜は長いので人\nを待つ lamp 灯台の夜\n")
  }

  @Test(arguments: [
    ("ja", TextFormat.flowedDeletingBlanks), ("zh-Hant", .flowedDeletingBlanks), ("en", .flowed),
  ])
  func `the language decides how a text flows`(language: String, format: TextFormat) {
    #expect(TextFormat(isFlowed: true, language: language) == format)
    #expect(TextFormat(isFlowed: false, language: language) == .fixed)
  }

  /// Joins lines as RFC 3676 §4 says a reader has to.
  private func paragraphs(of text: String, deletesBlanks: Bool) -> [String] {
    var paragraphs: [String] = []
    var isOpen = false
    for var line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let quote = line.prefix { $0 == ">" }.count
      line = String(line.dropFirst(quote))
      if line.hasPrefix(" ") { line.removeFirst() }
      let isFlowed = line.hasSuffix(" ") && line != "-- "
      if isFlowed, deletesBlanks { line.removeLast() }
      if isOpen, let last = paragraphs.popLast() { line = last + line }
      paragraphs.append(line)
      isOpen = isFlowed
    }
    return paragraphs
  }

  @Test(arguments: [TextFormat.flowed, .flowedDeletingBlanks])
  func `a reader that joins flowed lines gets the paragraphs back`(format: TextFormat) {
    let text =
      "From the lamp, it was said: > or 3 — https://example.org/a/very/long/address is where one goes."
    for width in 8...60 {
      let wrapper = TextWrapper(mark: "mf0", width: width)
      let written = TextPart.finished(
        wrapper.lines(of: text).joined(separator: "\n"), wrapper: wrapper, format: format)
      #expect(
        paragraphs(of: written, deletesBlanks: format == .flowedDeletingBlanks) == [text, ""], "\(width)")
    }
  }

  @Test func `a message says how its text flows`() throws {
    var publication = try Sample.publication()
    publication.isTextFlowed = true
    let composer = try IssueComposer(
      template: Sample.template(), theme: Theme(yaml: Sample.text("config/theme.yaml"), file: "t"),
      publication: publication, lexicon: Sample.lexicon())
    let issue = try composer.compose(Sample.issue(Sample.article())).issue
    #expect(issue.textFormat == .flowed)
    let message = try NewsletterMessage(
      issue: issue, publication: publication, date: Date(timeIntervalSince1970: 1_795_342_021))
    let encoded = try message.encoded(
      for: Sample.reader(), id: MessageID(unique: "1.1", domain: DomainName("example.org")))
    let text = String(decoding: encoded.bytes, as: UTF8.self)
    #expect(text.contains("Content-Type: text/plain; charset=utf-8; format=flowed\r\n"))
    #expect(
      !text.contains(" \r\n\t") && !text.split(separator: "\r\n").dropFirst(12).contains { $0.hasSuffix(" ") }
    )
  }
}
