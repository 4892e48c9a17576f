import ArgumentParser
import Diagnostics
import Foundation
import Newsroom

/// `broadsheet import SOURCE|-`
struct Import: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Reads articles from where they live and writes them as Markdown.",
    discussion: """
      SOURCE is a file, an address, a folder, or - for standard input:

        an article    Markdown, JSON, press copy
        a web page    https://… or FILE.html; navigation and boxes are left out
        a feed        RSS, Atom, JSON Feed
        an export     of WordPress (XML), Ghost or Buttondown (JSON)
        a folder      of posts (Hugo, Jekyll, Eleventy, Astro)
        an archive    ZIP of any of these, as Substack, Ghost and Buttondown give it

      Press copy is plain text as a web page leaves it: paragraphs first, then the
      section, the title and "By NAME" as last lines. Several articles need -o or
      --json. What was written into a folder of a project is remembered for --new.
      """)

  @Argument(help: "The file, address or folder; - is standard input.")
  var source: String

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "Write into a folder, DIR/SLUG.md, or into the file of one article, FILE.md, instead of standard output.",
      valueName: "dir|file.md"))
  var output: String?

  @Option(help: "The address that the proposed call to action leads to.")
  var ctaURL: String?

  @Flag(help: "Say in the front matter where each field was found.")
  var explain = false

  @Flag(help: "Of a feed, only entries that were not taken before.")
  var new = false

  @Option(help: "Of several articles, only those since a day: 2024-05-17, 7d, 2w.")
  var since: SinceDay?

  @Option(help: "Of several articles, only the newest so many.")
  var limit: Int?

  @Option(help: "Of several articles, only those with this in title, tags, section or byline.")
  var match: String?

  @Flag(help: "Write the images too: into DIR/SLUG/, or beside FILE.md into FILE/.")
  var downloadImages = false

  @Flag(help: "Replace files that are there.")
  var force = false

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @OptionGroup var web: WebOptions

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
    if downloadImages, output == nil {
      throw ValidationError("--download-images needs -o for the images")
    }
  }

  func run() throws {
    let project = try? Project.find(from: options.start)
    if new, project == nil { _ = try Project.find(from: options.start) }
    let importer = try ImportArticle(
      start: options.start, choice: choice, memory: project.map(LedgerMemory.init))
    var result = try read(importer)
    guard output != nil || json || result.articles.count < 2 else {
      throw TooManyArticles(count: result.articles.count, file: nil)
    }
    var files: [String] = []
    if let output {
      let written = try ImportTarget(output).write(
        result.articles, replace: force, images: downloadImages ? web.fetch : nil)
      result.articles = written.map(\.article)
      files = written.map(\.file)
    }
    if output != nil || new { try importer.remember(result.articles, of: result) }
    try show(result, files: files)
  }

  private var choice: ImportArticle.Choice {
    var choice = ImportArticle.Choice()
    choice.callToActionURL = ctaURL
    choice.explains = explain
    choice.onlyNew = new
    choice.since = since?.text
    choice.limit = limit
    choice.match = match
    return choice
  }

  private func read(_ importer: ImportArticle) throws -> ImportResult {
    if source.isWebAddress { return try importer.articles(from: web.fetch(source), rememberedAs: source) }
    if let scheme = source.wholeMatch(of: /([A-Za-z][A-Za-z0-9+.-]*):\/\/.*/)?.1 {
      throw ProblemError(
        Problem(
          .usage, "an address that begins with \(scheme.lowercased()):// is not fetched",
          evidence: ["https:// and http:// are"], notDone: "nothing was written"))
    }
    if SourceFile.isFolder(source) {
      return try importer.articles(inFolder: URL(filePath: source, directoryHint: .isDirectory))
    }
    return try importer.articles(
      from: ImportDocument(bytes: SourceFile.read(source), file: SourceFile.shownName(source)))
  }

  private func show(_ result: ImportResult, files: [String]) throws {
    for finding in result.articles.flatMap(\.findings) + result.findings { StandardError.write(finding.text) }
    if json {
      let articles = result.articles.enumerated().map { index, article in
        ImportReport.Article(article, file: files.indices.contains(index) ? files[index] : nil)
      }
      return try StandardOutput.write(json: ImportReport(result, articles: articles))
    }
    if result.articles.isEmpty {
      return StandardError.write(
        result.knownCount > 0 ? "nothing new: all \(result.knownCount) were taken before" : "nothing matches")
    }
    if output == nil { return StandardOutput.write(octets: Array(result.articles[0].markdown.utf8)) }
    for file in files { StandardOutput.write("wrote \(file)") }
  }
}

extension String {
  /// Whether it is an address on the web rather than a file.
  var isWebAddress: Bool { ["http://", "https://"].contains { lowercased().hasPrefix($0) } }
}

/// A file named on the command line, or standard input for `-`.
enum SourceFile {
  /// What messages call it.
  static func shownName(_ name: String) -> String { name == "-" ? "standard input" : name }

  static func read(_ name: String) throws -> [UInt8] {
    name == "-" ? try StandardInput.readAll() : try Files.read(name)
  }

  static func isFolder(_ name: String) -> Bool {
    var isFolder: ObjCBool = false
    return name != "-" && FileManager.default.fileExists(atPath: name, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Calls the body with each mail, and the name of its file, of a mailbox, a folder or standard input.
  static func forEachMail(in name: String, _ body: ([UInt8], String) throws -> Void) throws {
    if name == "-" {
      try MailFiles.forEach(from: .standardInput, name: shownName(name), body)
    } else {
      try MailFiles.forEach(in: URL(filePath: name), body)
    }
  }
}
