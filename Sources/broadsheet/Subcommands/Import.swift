import ArgumentParser
import Diagnostics
import Foundation
import Newsroom

/// `broadsheet import FILE|-`
struct Import: FolderCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads an article from Markdown, JSON or press copy and writes it as Markdown.",
    discussion: """
      Press copy is plain text as a web page leaves it: paragraphs first, then the
      section, the title and "By NAME" as last lines.
      """)

  @Argument(help: "The file; - is standard input.")
  var source: String

  @Option(name: [.short, .customLong("output")], help: "Write DIR/SLUG.md instead of standard output.")
  var output: String?

  @Option(help: "The address that the proposed call to action leads to.")
  var ctaURL: String?

  @Flag(help: "Replace the file if there is one.")
  var force = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let importer = try ImportArticle(start: options.start, callToActionURL: ctaURL)
    let imported = try importer.article(from: SourceFile.read(source), file: source)
    for finding in imported.findings { StandardError.write(finding.text) }
    guard let output else { return StandardOutput.write(octets: Array(imported.markdown.utf8)) }
    let file = try importer.save(
      imported, in: URL(filePath: output, directoryHint: .isDirectory), replace: force)
    StandardOutput.write("wrote \(file)")
  }
}

/// A file named on the command line, or standard input for `-`.
enum SourceFile {
  static func read(_ name: String) throws -> [UInt8] {
    name == "-" ? try StandardInput.readAll() : try Files.read(URL(filePath: name))
  }
}
