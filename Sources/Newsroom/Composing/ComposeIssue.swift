import ArticleSources
public import Composition
public import Diagnostics
import Editorial
public import Foundation
import Templating

/// Makes an issue from an article, or a digest of several.
public struct ComposeIssue {
  /// An article as it arrives: the name that a person gave, and what is in it.
  public struct Source: Sendable {
    /// The file, or `-`.
    public let file: String
    /// Its octets.
    public let bytes: [UInt8]

    /// The file as people see it.
    var shownFile: String { file == "-" ? "standard input" : file }

    /// Pairs a name with octets.
    public init(file: String, bytes: [UInt8]) {
      self.file = file
      self.bytes = bytes
    }
  }

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
    /// Whether a program makes it from a feed, and nobody sees it before it goes out.
    public var isAutomatic: Bool
    /// Where to write the issue, if not to `issues/NNN-slug`.
    public var output: URL?
    /// The day it is composed on, as `YYYY-MM-DD`: calls to action that ended before are left out.
    public var day: String

    /// Collects the choices.
    public init(
      template: String = "story", number: Int? = nil, subject: String? = nil, preheader: String? = nil,
      callToActionURL: String? = nil, isAutomatic: Bool = false, output: URL? = nil,
      day: String = Date.now.isoDay
    ) {
      self.template = template
      self.number = number
      self.subject = subject
      self.preheader = preheader
      self.callToActionURL = callToActionURL
      self.isAutomatic = isAutomatic
      self.output = output
      self.day = day
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
    /// The images that came with the articles.
    public let images: IssueImages
  }

  private let workspace: Workspace

  /// Composes in a workspace.
  public init(workspace: Workspace) { self.workspace = workspace }

  /// Composes the articles, the first of them the leading one, and writes the issue.
  public func compose(_ sources: [Source], _ request: Request) throws -> Result {
    let draft = try composed(sources, request)
    let folder =
      request.output
      ?? workspace.project.issues.appending(path: draft.issue.name, directoryHint: .isDirectory)
    try refuseIfSent(draft.issue)
    let made = IssueSources(
      template: request.template, articles: sources.map { pathInProject(of: $0.file) },
      callToActionURL: request.callToActionURL,
      imagesAddress: draft.images.count > 0 ? draft.images.address : nil)
    try IssueFolder(folder).write(draft.issue, from: made, images: draft.images)
    return Result(
      issue: draft.issue, folder: workspace.project.shown(folder), findings: draft.findings,
      images: draft.images)
  }

  /// Composes an article in memory, as `preview` does.
  public func draft(_ bytes: [UInt8], file: String) throws -> Result {
    let composed = try composed([Source(file: file, bytes: bytes)], Request())
    return Result(
      issue: composed.issue, folder: file, findings: composed.findings, images: composed.images)
  }

  /// The file of an article as it is found again from everywhere in the project.
  private func pathInProject(of file: String) -> String {
    file == "-" ? file : workspace.project.shown(URL(filePath: file).resolvingSymlinksInPath())
  }

  private func composed(
    _ sources: [Source], _ request: Request
  ) throws -> (issue: ComposedIssue, findings: [Finding], images: IssueImages) {
    let lexicon = try workspace.lexicon()
    var articles: [Article] = []
    var findings: [Finding] = []
    for source in sources {
      let isLead = articles.isEmpty
      let url = isLead ? request.callToActionURL : nil
      let imported = try article(source, callToActionURL: url, lexicon: lexicon)
      let (article, expired) = imported.article.withoutExpired(on: request.day)
      articles.append(article)
      findings += imported.findings
      findings += expired.map {
        .expired(
          lexicon.label(of: $0, in: lexicon.language(article.language)), $0.expires ?? "", source.shownFile)
      }
    }
    let slug = sources.first.flatMap { source in
      articles.first.map { Self.slug(of: $0, file: source.file) }
    }
    let name = slug ?? Slug("")
    let number = try request.number ?? nextNumber(slug: name.text, among: workspace.issues)
    let folderName = Issue.folderName(number: number, slug: name.text)
    var images = IssueImages(of: folderName, in: workspace)
    articles = zip(articles, sources).map { article, source in
      images.published(tagged(article, issue: folderName), beside: source.file)
    }
    findings += images.findings
    let composer = try IssueComposer(
      template: try workspace.template(named: request.template), theme: try workspace.theme(),
      publication: workspace.configuration.publication, lexicon: lexicon)
    let issue = Issue(
      number: number, slug: name, subject: request.subject ?? "", preheader: request.preheader ?? "",
      template: request.template, articles: articles, isAutomatic: request.isAutomatic)
    let composed: (issue: ComposedIssue, findings: [Finding])
    do {
      composed = try composer.compose(issue)
    } catch let error as UnusableContent {
      throw ConditionPlaces(sources: sources).placed(error)
    }
    try refuseUnknownFields(composed.issue, sources: sources)
    return (composed.issue, findings + composed.findings, images)
  }

  /// An issue is called like its article's file; like its title when it comes from standard input.
  private static func slug(of article: Article, file: String) -> Slug {
    let name = URL(filePath: file).deletingPathExtension().lastPathComponent
    return Slug(file == "-" || name.isEmpty ? article.title : name)
  }

  private func tagged(_ article: Article, issue: String) -> Article {
    guard let tagging = workspace.configuration.tagging else { return article }
    return article.mapLinks { tagging.tagged($0, issue: issue) }
  }

  private func article(
    _ source: Source, callToActionURL: String?, lexicon: Lexicon
  ) throws -> ImportedArticle {
    var imported = try importedArticle(from: source.bytes, file: source.shownFile, lexicon: lexicon)
    if let callToActionURL {
      imported.article = try imported.article.withCallToAction(at: callToActionURL, lexicon: lexicon)
      imported.findings.removeAll { $0.id == Article.missingURLFindingID }
    }
    return imported
  }

  /// The number of the newest issue of the same article, if it was not sent yet, or else the next one.
  private func nextNumber(slug: String, among issues: IssueDirectory) throws -> Int {
    let all = issues.all
    if let open = all.last(where: { $0.slug == slug }),
      try !workspace.wasSent(Issue.folderName(number: open.number, slug: slug))
    {
      return open.number
    }
    return (all.last?.number ?? 0) + 1
  }

  /// A merge field that no recipient can ever have is a mistake of the article.
  private func refuseUnknownFields(_ issue: ComposedIssue, sources: [Source]) throws {
    let texts = sources.map {
      MustacheText(source: String(decoding: $0.bytes, as: UTF8.self), file: $0.shownFile, escaping: .none)
    }
    let findings = issue.tokens.fields.compactMap { field -> Finding? in
      guard let objection = MergeFieldName.objection(to: field.name) else { return nil }
      let text = texts.first { $0.tags.contains { $0.name == field.name } } ?? texts.first
      let place = text?.tags.first { $0.name == field.name }?.place
      return Finding(
        "unknown-name", objection.message, at: place ?? text.map { Place(file: $0.file) },
        sourceLine: text?.line(place?.line), help: objection.help.map { [$0] } ?? [])
    }
    if !findings.isEmpty {
      throw UnusableContent(sources.first?.shownFile ?? "the issue", findings: findings)
    }
  }

  /// What was sent stays as it is; an issue's number is its own.
  private func refuseIfSent(_ issue: ComposedIssue) throws {
    if try workspace.wasSent(issue.name) { throw IssueAlreadySent(name: issue.name) }
    let namesake = workspace.issues.all.first { $0.number == issue.number && $0.slug != issue.slug }
    guard let namesake else { return }
    throw NumberTaken(
      number: issue.number, name: Issue.folderName(number: namesake.number, slug: namesake.slug))
  }
}

extension Date {
  /// The day on this machine's calendar, as `YYYY-MM-DD`.
  public var isoDay: String {
    formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
  }
}

extension Finding {
  fileprivate static func expired(_ label: String, _ day: String, _ file: String) -> Finding {
    Finding(
      "call-to-action-expired", .warning,
      "the call to action \(String(reflecting: label)) ended on \(day) and is left out",
      at: Place(file: file),
      help: ["give it a later 'expires', or take it out of the article"])
  }
}
