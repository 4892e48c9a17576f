public import ArgumentParser
import Composition
import Diagnostics
import Foundation
public import MJML
import Newsroom

/// `broadsheet mjml`
struct MJMLCommand: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "mjml",
    abstract: "Turns MJML into HTML, as a filter.",
    discussion: """
      Reads MJML 5 and writes what MJML 5.4.0 would: the same bytes for the same input. \
      mj-include reads files of the folder that FILE lies in, and of none outside it.
      """)

  @Argument(help: "The file; - is standard input.")
  var file = "-"

  @Option(name: [.short, .customLong("output")], help: "Write FILE instead of standard output.")
  var output: String?

  @Option(help: "What errors do: strict (nothing is written), soft (they are reported), skip.")
  var validate = MJMLOptions.Validation.soft

  @Flag(exclusivity: .exclusive, help: "How the result is laid out; a line for each tag is the standard.")
  var layout: LayoutFlag?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let source = try SourceFile.read(file)
    let url = URL(filePath: file)
    let includes = file == "-" ? nil : FolderIncludes(folder: url.deletingLastPathComponent().path)
    let result: MJMLOutput
    do throws(MJMLFailure) {
      let options = MJMLOptions(
        validation: validate, includes: includes, layout: layout.map(\.layout) ?? .lines)
      result = try MJMLRenderer(options: options).render(
        source, file: file == "-" ? SourceFile.shownName(file) : url.lastPathComponent)
    } catch {
      throw UnusableContent(SourceFile.shownName(file).printable, findings: error.problems.map(finding))
    }
    for problem in result.problems { StandardError.write(finding(problem).text) }
    guard let output else { return StandardOutput.write(octets: result.html) }
    try Files.write(result.html, to: URL(filePath: output))
  }

  /// MJML knows files below the folder of the main one; people know them from where they stand.
  private func finding(_ problem: MJMLProblem) -> Finding {
    if file == "-" { return Finding(problem) }
    var problem = problem
    problem.file = String(file.dropLast(URL(filePath: file).lastPathComponent.count)) + problem.file
    return Finding(problem)
  }
}

/// How the result is laid out.
enum LayoutFlag: String, EnumerableFlag {
  case beautify, minify

  static func help(for value: LayoutFlag) -> ArgumentHelp? {
    switch value {
    case .beautify: "Indent the result."
    case .minify: "Leave out white space that shows nothing."
    }
  }

  var layout: MJMLOptions.Layout {
    switch self {
    case .beautify: .beautified
    case .minify: .minified
    }
  }
}

extension MJMLOptions.Validation: ExpressibleByArgument {}
