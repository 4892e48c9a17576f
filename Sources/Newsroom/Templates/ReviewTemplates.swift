import ArticleSources
import Composition
public import Diagnostics
import Foundation
import InternetMessage
import Markup
public import Templating

/// Looks at the templates of a project: what there is, what they use, and whether they are fit for mail.
public struct ReviewTemplates {
  /// A sample of a template, composed and filled in for the reader that it names.
  public struct Sample: Sendable {
    /// The file: `sample.yaml`.
    public let file: String
    /// The HTML part.
    public let html: String
    /// The plain text part.
    public let text: String
    /// What is to be said about it.
    public let findings: [Finding]
  }

  private let workspace: Workspace

  /// Looks at the templates of a workspace.
  public init(workspace: Workspace) { self.workspace = workspace }

  /// The names of all templates, in order.
  public var names: [String] { workspace.templateNames }

  /// A template by its name.
  ///
  /// - Throws: `NoSuchTemplate`; `UnusableContent` when it cannot be read at all.
  public func template(_ name: String) throws -> Template { try workspace.template(named: name) }

  /// Refuses a name that no template has.
  ///
  /// - Throws: `NoSuchTemplate`.
  public func exists(_ name: String) throws {
    guard names.contains(name) else { throw NoSuchTemplate(name: name, known: names) }
  }

  /// The sample files of a template, the main one first: `sample.yaml`, `sample-rtl.yaml`.
  public func samples(of name: String) -> [String] {
    files(of: name).filter { $0.hasPrefix("sample") && $0.hasSuffix(".yaml") }
      .sorted { ($0.count, $0) < ($1.count, $1) }
  }

  /// Composes one of a template's samples.
  ///
  /// - Throws: `UnusableContent` when sample or template cannot be used.
  public func sample(_ file: String, of name: String) throws -> Sample {
    let folder = workspace.project.templates.appending(path: name, directoryHint: .isDirectory)
    let url = folder.appending(path: file)
    let lexicon = try workspace.lexicon()
    let sample = try SampleIssue(
      yaml: try Files.readText(url, limit: 1_000_000), file: workspace.project.shown(url), template: name,
      lexicon: lexicon)
    let composer = try IssueComposer(
      template: try template(name), theme: try workspace.theme(),
      publication: workspace.configuration.publication, lexicon: lexicon)
    let (issue, findings) = try composer.compose(sample.issue)
    let message = ParsedMessage(
      try NewsletterMessage(
        issue: issue, publication: workspace.configuration.publication,
        date: Date(timeIntervalSince1970: 0)
      ).encoded(for: reader(sample.recipient), id: Self.messageID).bytes)
    return Sample(
      file: workspace.project.shown(url), html: message.html?.text() ?? "",
      text: message.plainText?.text() ?? "", findings: findings)
  }

  /// Everything that is to be said about a template: its tags, its files, and its samples as readers get them.
  public func findings(of name: String) throws -> [Finding] {
    let template: Template
    do { template = try self.template(name) } catch let error as UnusableContent { return error.findings }
    var findings = template.unusedFiles(among: files(of: name)).map { Finding.unusedFile("\(name)/\($0)") }
    for (part, file) in [(Template.Part.html, template.body.file), (.text, template.text.file)] {
      let uses = Set(template.uses(in: part).map(\.name))
      if !uses.contains("links.unsubscribe") { findings.append(.noUnsubscribeLink(file)) }
      if !uses.contains("publication.postalAddress") { findings.append(.noPostalAddress(file)) }
    }
    let samples = samples(of: name)
    if samples.isEmpty { findings.append(.noSample(name)) }
    for file in samples {
      do {
        let sample = try sample(file, of: name)
        findings += sample.findings + Self.unsizedImages(in: sample)
      } catch let error as UnusableContent {
        findings += error.findings.filter { !findings.contains($0) }
      }
    }
    return findings
  }

  private func files(of name: String) -> [String] {
    let folder = workspace.project.templates.appending(path: name)
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  private func reader(_ fields: [String: String]) throws -> Reader {
    Reader(
      address: try EmailAddress(fields["email"] ?? "reader@example.org"), name: fields["name"],
      fields: fields,
      unsubscribeURL: workspace.configuration.links.unsubscribeURL(token: "sample"),
      browserURL: workspace.configuration.links.browserURL(issue: "sample"),
      preferencesURL: workspace.configuration.links.preferencesURL(token: "sample"))
  }

  private static let messageID: MessageID = {
    do { return try MessageID(unique: "sample", domain: DomainName("example.org")) } catch {
      preconditionFailure("a fixed identifier is valid")
    }
  }()

  /// Images without a width jump about while they load, and fill the screen in Outlook.
  private static func unsizedImages(in sample: Sample) -> [Finding] {
    let tree = MarkupTree(html: sample.html)
    return tree.nodes.indices.filter { tree.name($0) == "img" && tree.attribute("width", of: $0) == nil }
      .map { .unsizedImage(tree.attribute("src", of: $0) ?? "", in: sample.file) }
  }
}

extension Finding {
  fileprivate static func unusedFile(_ file: String) -> Finding {
    Finding("unused-file", .warning, "no part of the template includes templates/\(file)")
  }
  fileprivate static func noUnsubscribeLink(_ file: String) -> Finding {
    Finding(
      "unsubscribe-link", .error, "this part gives readers no way out", at: Place(file: file),
      help: ["put {{links.unsubscribe}} into it"])
  }
  fileprivate static func noPostalAddress(_ file: String) -> Finding {
    Finding(
      "postal-address", .error, "this part has no postal address, which the law asks for",
      at: Place(file: file), help: ["put {{publication.postalAddress}} into it"])
  }
  fileprivate static func noSample(_ name: String) -> Finding {
    Finding(
      "no-sample", .warning, "template \(name) has no sample.yaml to be shown and tested with",
      help: ["copy one from another template"])
  }
  fileprivate static func unsizedImage(_ source: String, in file: String) -> Finding {
    Finding(
      "image-width", .error, "the image \(source.printable) has no width", at: Place(file: file),
      help: ["give mj-image or img a width in the template"])
  }
}
