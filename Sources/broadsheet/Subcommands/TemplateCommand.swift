import ArgumentParser
import Composition
import Diagnostics
import Newsroom
import Templating

/// `broadsheet template`
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Shows the project's templates, and says whether they are fit for mail.",
    subcommands: [List.self, Show.self, Check.self])

  /// `broadsheet template list`
  struct List: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the folders of templates/.")

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let review = ReviewTemplates(workspace: try options.workspace())
      let templates = try review.names.map { try review.template($0) }
      if json { return try StandardOutput.write(json: Templates(templates: templates.map(Entry.init))) }
      let width = templates.map(\.name.columns).max() ?? 0
      for template in templates {
        let name = template.name.leftAligned(in: width)
        StandardOutput.write(
          "\(name)  \(template.kind.rawValue), \(template.format.rawValue)  \(template.summary)")
      }
    }
  }

  /// `broadsheet template show NAME`
  struct Show: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract:
        "Shows the names that a template uses and those it could use, or its sample as readers get it.")

    /// What is shown instead of the names.
    enum Part: String, ExpressibleByArgument, CaseIterable {
      case html, text
    }

    @Argument(help: "The template's folder in templates/.")
    var name: String

    @Option(help: "Print the sample's HTML or text part instead of the names.")
    var sample: Part?

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let review = ReviewTemplates(workspace: try options.workspace())
      let template = try review.template(name)
      if let sample { return try show(sample, review) }
      if json {
        return try StandardOutput.write(
          json: Names(
            template: Entry(template), uses: template.uses.map(Names.Use.init),
            unused: template.unusedNames, samples: review.samples(of: name)))
      }
      StandardOutput.write("\(template.name): \(template.summary)")
      StandardOutput.write(
        "It takes \(template.kind.summary), and is written in \(template.format.rawValue).\n")
      if !template.needs.isEmpty {
        let needs = template.needs.map(\.name).joined(separator: ", ")
        StandardOutput.write("It cannot be used without \(needs).\n")
      }
      StandardOutput.write("Names that it uses, and where they stand first:\n")
      let width = template.uses.map(\.name.columns).max() ?? 0
      for use in template.uses {
        let name = use.name.leftAligned(in: width)
        StandardOutput.write("  \(name)  \(use.place.description)")
      }
      StandardOutput.write("\nNames that it could use too:\n")
      for name in template.unusedNames { StandardOutput.write("  \(name)") }
    }

    private func show(_ part: Part, _ review: ReviewTemplates) throws {
      guard let file = review.samples(of: name).first else {
        throw ProblemError(
          Problem(
            .notFound, "template \(name.printable) has no sample.yaml",
            try: ["copy one from another template"]))
      }
      let sample = try review.sample(file, of: name)
      for finding in sample.findings { StandardError.write(finding.text) }
      StandardOutput.write(part == .html ? sample.html : sample.text)
    }
  }

  /// `broadsheet template check [NAME…]`
  struct Check: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Checks names, files, the way out, the postal address, images and samples of templates.")

    @Argument(help: "The templates' folders in templates/; all of them when none is named.")
    var names: [String] = []

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let review = ReviewTemplates(workspace: try options.workspace())
      for name in names { try review.exists(name) }
      var errors = 0
      var results: [Checked] = []
      for name in names.isEmpty ? review.names : names {
        let findings = try review.findings(of: name)
        errors += findings.count { $0.severity == .error }
        results.append(Checked(name: name, findings: findings.map(JSONFinding.init)))
        guard !json else { continue }
        StandardOutput.write(
          findings.isEmpty
            ? "\(name)  nothing to be said, \(review.samples(of: name).joined(separator: ", "))" : name)
        for finding in findings { StandardOutput.write(finding.text) }
      }
      if json { try StandardOutput.write(json: CheckedTemplates(templates: results)) }
      if errors > 0 { throw ExitCode(Problem.Kind.refused.rawValue) }
    }
  }
}

private struct Entry: Encodable {
  let name: String
  let kind: String
  let format: String
  let description: String
  let needs: [String]

  init(_ template: Template) {
    needs = template.needs.map(\.name)
    name = template.name
    kind = template.kind.rawValue
    format = template.format.rawValue
    description = template.summary
  }
}

private struct Templates: Encodable {
  let v = 1
  let templates: [Entry]
}

private struct Names: Encodable {
  struct Use: Encodable {
    let name: String
    let file: String
    let line: Int?
    let column: Int?

    init(_ use: NameUse) {
      name = use.name
      file = use.place.file
      line = use.place.line
      column = use.place.column
    }
  }

  let v = 1
  let template: Entry
  let uses: [Use]
  let unused: [String]
  let samples: [String]
}

private struct Checked: Encodable {
  let name: String
  let findings: [JSONFinding]
}

private struct CheckedTemplates: Encodable {
  let v = 1
  let templates: [Checked]
}
