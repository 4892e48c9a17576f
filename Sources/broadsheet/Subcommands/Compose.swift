import ArgumentParser
import Composition
import Diagnostics
import Foundation
import Newsroom

/// `broadsheet compose ARTICLE...`
struct Compose: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "compose",
    abstract:
      "Makes an issue from an article, or a digest of several: issues/NNN-slug with issue.yaml, message.html and message.txt."
  )

  @Argument(
    help: "The articles, the leading one first: Markdown, JSON or press copy; - is standard input.")
  var articles: [String]

  @Option(help: "The template's folder in templates/; several articles need one of the kind digest.")
  var template = "story"

  @Option(help: "The issue's number; the next one is the standard.")
  var number: Int?

  @Option(help: "The subject; the article's title is the standard.")
  var subject: String?

  @Option(help: "The line an inbox shows beside the subject; the article's dek is the standard.")
  var preheader: String?

  @Option(help: "The address that the (first) article's call to action leads to.")
  var ctaURL: String?

  @Flag(
    help:
      "Say in every message that a program made the issue, from a feed, and nobody saw it before it went out."
  )
  var automatic = false

  @Option(
    name: [.short, .customLong("output")], help: "Write the issue into DIR instead of issues/NNN-slug.")
  var output: String?

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if articles.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("standard input can be read once: - stands there twice")
    }
    if let number, !(1...999_999).contains(number) { throw ValidationError("--number goes from 1 to 999999") }
  }

  func run() throws {
    do { try compose() } catch let error as any ExplainedError {
      var problem = error.problem
      problem.notDone = "nothing was written"
      throw ProblemError(problem)
    }
  }

  private func compose() throws {
    let request = ComposeIssue.Request(
      template: template, number: number, subject: subject, preheader: preheader, callToActionURL: ctaURL,
      isAutomatic: automatic,
      output: output.map { URL(filePath: $0, directoryHint: .isDirectory) })
    let result = try ComposeIssue(workspace: options.workspace())
      .compose(articles.map { ComposeIssue.Source(file: $0, bytes: try SourceFile.read($0)) }, request)
    for finding in result.findings { StandardError.write(finding.text) }
    if json { return try StandardOutput.write(json: ComposeResult(result)) }
    let images = result.images.address.flatMap { address in
      result.images.count == 0
        ? nil
        : "\n  \(result.folder)/images        \(counted(result.images.count, "image", "images")), to be put at \(address)"
    }
    StandardOutput.write(
      """
      Issue \(result.issue.number)  \(result.issue.shownSubject)
        \(result.folder)/issue.yaml    what was chosen, hash \(result.issue.contentHash.prefix(12))
        \(result.folder)/message.html  \(kilobytes(result.issue.html.utf8.count)) of HTML, \(size(result.issue))
        \(result.folder)/message.txt   \(result.issue.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1) lines of text\(images ?? "")
      """)
  }
}

/// `25.0 KB with values of 60 octets and links of 120; 4 variants for 2 conditions`
private func size(_ issue: ComposedIssue) -> String {
  let size = kilobytes(issue.assumedHTMLSize.octets)
  let variants =
    issue.conditions.isEmpty
    ? "" : "; \(issue.variants.count) variants for \(issue.conditions.joined(separator: ", "))"
  return
    "\(size) with values of \(HTMLSize.assumedValue) octets and links of \(HTMLSize.assumedLink)\(variants)"
}

private struct ComposeResult: Encodable {
  let v = 1
  let number: Int
  let slug: String
  let folder: String
  let subject: String
  let preheader: String
  let contentHash: String
  let htmlOctets: Int
  let assumedHTMLOctets: Int
  let conditions: [String]
  let textOctets: Int
  /// How many images lie in the issue's folder, and where they are to be put.
  let images: Int
  let imagesAddress: String?
  let findings: [JSONFinding]

  init(_ result: ComposeIssue.Result) {
    number = result.issue.number
    slug = result.issue.slug
    folder = result.folder
    subject = result.issue.shownSubject
    preheader = result.issue.shownPreheader
    contentHash = result.issue.contentHash
    htmlOctets = result.issue.html.utf8.count
    assumedHTMLOctets = result.issue.assumedHTMLSize.octets
    conditions = result.issue.conditions
    textOctets = result.issue.text.utf8.count
    images = result.images.count
    imagesAddress = images > 0 ? result.images.address : nil
    findings = result.findings.map(JSONFinding.init)
  }
}

/// A finding as JSON has it.
struct JSONFinding: Encodable {
  let id: String
  let level: String
  let message: String
  let file: String?
  let line: Int?
  let column: Int?
  let help: [String]

  init(_ finding: Finding) {
    id = finding.id
    level = finding.severity.rawValue
    message = finding.message
    file = finding.place?.file
    line = finding.place?.line
    column = finding.place?.column
    help = finding.help
  }
}
