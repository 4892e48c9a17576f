import ArticleSources
import Composition
import Diagnostics
import Editorial
import Foundation
import InternetMessage
import Templating
import Testing

/// The samples of the project's templates, composed and filled in for the reader they name.
@Suite struct TemplateSampleTests {
  /// A template and one of its samples.
  static let samples = [
    "story/sample", "story/sample-rtl", "digest/sample", "digest/sample-rtl", "plain/sample",
    "plain/sample-rtl",
  ]

  static func composed(_ sample: String, theme: Theme? = nil) throws -> (
    issue: ComposedIssue, findings: [Finding], reader: Reader
  ) {
    let name = String(sample.prefix { $0 != "/" })
    let file = "templates/\(sample).yaml"
    let read = try SampleIssue(
      yaml: try Sample.text(file), file: file, template: name, lexicon: try Sample.lexicon())
    let composer = try Sample.composer(try Sample.template(named: name), theme: theme)
    let (issue, findings) = try composer.compose(read.issue)
    return (issue, findings, try Sample.reader(read.recipient["name"]))
  }

  /// HTML and text as the reader of the sample gets them.
  static func parts(_ sample: String, theme: Theme? = nil) throws -> (html: String, text: String) {
    let (issue, _, reader) = try composed(sample, theme: theme)
    let message = try NewsletterMessage(
      issue: issue, publication: try Sample.publication(), date: Date(timeIntervalSince1970: 1_795_342_021))
    let parsed = ParsedMessage(
      try message.encoded(for: reader, id: MessageID(unique: "1.1", domain: DomainName("example.org"))))
    let html = try #require(parsed.html?.text())
    let text = try #require(parsed.plainText?.text())
    return (html.replacing("\r\n", with: "\n"), text.replacing("\r\n", with: "\n"))
  }

  @Test(arguments: samples) func `HTML and text are as they were looked at`(sample: String) throws {
    let parts = try Self.parts(sample)
    let name = sample.replacing("/", with: "-")
    try expectSnapshot(parts.html, "templates/\(name).html")
    try expectSnapshot(parts.text, "templates/\(name).txt")
  }

  @Test func `a logo has one picture for light screens and one for dark ones, and the name as its words`()
    throws
  {
    let logo = """
      logo:
        light: https://example.org/images/logo.png
        dark: https://example.org/images/logo-on-dark.png
        width: 220
        height: 48

      """
    let html = try Self.parts("story/sample", theme: Sample.theme(adding: logo)).html
    try expectSnapshot(html, "templates/story-logo.html")
    for picture in ["logo", "logo-on-dark"] {
      #expect(
        html.contains("src=\"https://example.org/images/\(picture).png\" alt=\"The Lantern\" width=\"220\""))
    }
  }

  @Test(arguments: samples) func `there is nothing to be said about a sample`(sample: String) throws {
    #expect(try Self.composed(sample).findings.map(\.text) == [])
  }
}
