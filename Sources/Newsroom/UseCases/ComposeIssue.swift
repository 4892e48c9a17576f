import ArticleSources
public import Composition
public import Diagnostics
import Editorial
public import Foundation
import Templating

/// Makes an issue from an article.
public struct ComposeIssue {
  /// What was chosen for the issue; nil leaves it to the article.
  public struct Request: Sendable {
    /// The template's folder in `templates/`.
    public var template: String
    /// The issue's number.
    public var number: Int?
    /// The subject.
    public var subject: String?
    /// The line beside the subject.
    public var preheader: String?
    /// Where the call to action leads.
    public var callToActionURL: String?
    /// Where to write the issue, if not to `issues/NNN-slug`.
    public var output: URL?

    /// Collects the choices.
    public init(
      template: String = "story", number: Int? = nil, subject: String? = nil, preheader: String? = nil,
      callToActionURL: String? = nil, output: URL? = nil
    ) {
      self.template = template
      self.number = number
      self.subject = subject
      self.preheader = preheader
      self.callToActionURL = callToActionURL
      self.output = output
    }
  }

  /// A composed issue and where it lies.
  public struct Result: Sendable {
    /// The issue.
    public let issue: ComposedIssue
    /// Its folder, as people see it.
    public let folder: String
    /// What an editor should know about it.
    public let findings: [Finding]
  }

  private let workspace: Workspace

  /// Composes in a workspace.
  public init(workspace: Workspace) { self.workspace = workspace }

  /// Composes an article and writes the issue.
  public func compose(_ bytes: [UInt8], file: String, _ request: Request) throws -> Result {
    let (article, findings) = try article(bytes, file: file, request)
    let issues = IssueDirectory(workspace.project)
    let slug = Self.slug(of: article, file: file)
    let number = try request.number ?? nextNumber(slug: slug.text, among: issues)
    let composed = try compose(article, number: number, slug: slug, request)
    try refuseUnknownFields(composed.issue, source: bytes, file: file)
    let folder =
      request.output
      ?? workspace.project.issues.appending(path: composed.issue.name, directoryHint: .isDirectory)
    try refuseIfSent(composed.issue, number: number)
    try IssueFolder(folder).write(composed.issue, template: request.template, sources: [file])
    return Result(
      issue: composed.issue, folder: workspace.project.shown(folder), findings: findings + composed.findings)
  }

  /// Composes an article in memory, as `preview` does.
  public func draft(_ bytes: [UInt8], file: String) throws -> Result {
    let request = Request()
    let (article, findings) = try article(bytes, file: file, request)
    let slug = Self.slug(of: article, file: file)
    let number = try nextNumber(slug: slug.text, among: IssueDirectory(workspace.project))
    let composed = try compose(article, number: number, slug: slug, request)
    try refuseUnknownFields(composed.issue, source: bytes, file: file)
    return Result(issue: composed.issue, folder: file, findings: findings + composed.findings)
  }

  /// An issue is called like its article's file; like its title when it comes from standard input.
  private static func slug(of article: Article, file: String) -> Slug {
    let name = URL(filePath: file).deletingPathExtension().lastPathComponent
    return Slug(file == "-" || name.isEmpty ? article.title : name)
  }

  private func article(
    _ bytes: [UInt8], file: String, _ request: Request
  ) throws -> (Article, [Finding]) {
    let imported = try importedArticle(
      from: bytes, file: file, providers: try workspace.providers())
    var article = imported.article
    var findings = imported.findings
    if let url = request.callToActionURL {
      article = try article.withCallToAction(at: url, providers: workspace.providers())
      findings.removeAll { $0.id == Article.missingURLFindingID }
    }
    return (article, findings)
  }

  private func compose(
    _ article: Article, number: Int, slug: Slug, _ request: Request
  ) throws -> (issue: ComposedIssue, findings: [Finding]) {
    let composer = try IssueComposer(
      template: try workspace.template(named: request.template), theme: try workspace.theme(),
      publication: workspace.configuration.publication, providers: try workspace.providers())
    let issue = Issue(
      number: number, slug: slug, subject: request.subject ?? "",
      preheader: request.preheader ?? "", template: request.template, articles: [article])
    return try composer.compose(issue)
  }

  /// The number of an issue of the same article that was not sent yet, or the next one.
  private func nextNumber(slug: String, among issues: IssueDirectory) throws -> Int {
    guard let newest = issues.all.last else { return 1 }
    let wasSent = try workspace.wasSent(Issue.folderName(number: newest.number, slug: slug))
    let isOpen = newest.slug == slug && !wasSent
    return isOpen ? newest.number : newest.number + 1
  }

  /// A merge field that no recipient can ever have is a mistake of the article.
  private func refuseUnknownFields(_ issue: ComposedIssue, source: [UInt8], file: String) throws {
    let text = MustacheText(source: String(decoding: source, as: UTF8.self), file: file, escaping: .none)
    let findings = issue.tokens.fields.compactMap { field -> Finding? in
      guard let objection = MergeFieldName.objection(to: field.name) else { return nil }
      let place = text.tags.first { $0.name == field.name }?.place
      return Finding(
        "unknown-name", objection.message, at: place ?? Place(file: file),
        sourceLine: text.line(place?.line), help: objection.help.map { [$0] } ?? [])
    }
    if !findings.isEmpty { throw UnusableContent(file, findings: findings) }
  }

  private func refuseIfSent(_ issue: ComposedIssue, number: Int) throws {
    guard try workspace.wasSent(issue.name) else { return }
    throw IssueAlreadySent(name: issue.name)
  }
}

/// An issue that people have got cannot be composed again under the same number.
public struct IssueAlreadySent: ExplainedError, Hashable {
  /// The issue's folder name.
  public let name: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .refused, "issue \(name) was already sent", evidence: ["what people got has to stay as it was"],
      try: ["leave out --number, and the issue gets the next one"], notDone: "nothing was written")
  }
}
