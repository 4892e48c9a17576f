public import Diagnostics
public import Editorial
import Foundation
import MJML
public import Templating

/// Turns an issue and a template into a finished issue.
///
/// Article → view values → Mustache → MJML → HTML, and beside it the text part
/// from the article's tree. The same input gives the same bytes.
public struct IssueComposer: Sendable {
  private let template: Template
  private let theme: Theme
  private let publication: Publication
  private let lexicon: Lexicon

  /// Takes a template that fits the names of an issue.
  ///
  /// - Throws: `UnusableContent` with everything that is wrong with the template.
  public init(
    template: Template, theme: Theme, publication: Publication, lexicon: Lexicon
  ) throws(UnusableContent) {
    let findings = template.findings(shape: IssueView.shape)
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw UnusableContent("template \(template.name)", findings: findings)
    }
    self.template = template
    self.theme = theme
    self.publication = publication
    self.lexicon = lexicon
  }

  /// The finished issue, and what an editor should know about it.
  ///
  /// - Throws: `UnusableContent` when the template's MJML or a merge field cannot be used.
  public func compose(_ issue: Issue) throws -> (issue: ComposedIssue, findings: [Finding]) {
    guard let first = issue.articles.first, template.kind.articles.contains(issue.articles.count) else {
      throw UnusableContent(
        "issue \(issue.number)",
        findings: [.articleCount(issue.articles.count, template: template.name, kind: template.kind)])
    }
    let draft = IssueDraft(
      issue: issue, article: first, theme: theme, publication: publication, lexicon: lexicon)
    var tokens = MergeTokens(content: template.sources + draft.texts)
    let conditions = try IssueConditions(of: issue, template: template)
    var variants: [IssueVariant] = []
    for held in conditions.combinations {
      variants.append(try variant(of: issue, where: held, among: conditions, &tokens))
    }
    let composed = ComposedIssue(
      number: issue.number, slug: issue.slug.text,
      title: conditions.resolved(issue, where: []).articles.first?.title ?? first.title,
      language: draft.language,
      conditions: conditions.names, variants: variants, tokens: tokens,
      textFormat: textFormat(of: draft), isAutomatic: issue.isAutomatic)
    return (composed, theme.findings + findings(about: composed, issue: issue))
  }

  /// What those readers get for whom just these conditions hold.
  private func variant(
    of issue: Issue, where held: Set<String>, among conditions: IssueConditions, _ tokens: inout MergeTokens
  ) throws -> IssueVariant {
    var issue = conditions.resolved(issue, where: held)
    var opened = tokens
    issue.articles = issue.articles.map { article in
      article.mapLines { withTokens($0, &opened) }.mapLinks { $0.opened { opened.token(for: $0) } }
    }
    guard let first = issue.articles.first else { preconditionFailure("an issue has an article") }
    var shown = IssueDraft(
      issue: issue, article: first, theme: theme, publication: publication, lexicon: lexicon,
      mark: tokens.mark
    ) { opened.token(for: $0) }
    tokens = opened
    shown.subject = withTokens(shown.subject, &tokens)
    // What is made of the text has its tokens; braces in it are the author's.
    if !issue.preheader.isEmpty { shown.preheader = withTokens(shown.preheader, &tokens) }
    var values = IssueView.values(of: shown, tokens: &tokens)
    values["recipient"] = conditions.view(where: held)
    try refuseIfIncomplete(values)
    let body = try template.body.render(values, partials: template.partials) { tokens.token(for: $0) }
    let text = try template.text.render(values, partials: template.textPartials) { tokens.token(for: $0) }
    let html = try html(of: body)
    return try IssueVariant(
      subject: shown.subject, preheader: shown.preheader, html: html,
      text: TextPart.finished(text, wrapper: TextWrapper(mark: tokens.mark), format: textFormat(of: shown)),
      tokens: tokens, placed: template.place(refusing:))
  }

  private func refuseIfIncomplete(_ values: [String: ViewValue]) throws(UnusableContent) {
    let missing = template.needs.filter { !(ViewValue.record(values).value(at: $0.name)?.isPresent ?? false) }
    guard !missing.isEmpty else { return }
    throw UnusableContent("this issue", findings: missing.map { .missingNeed($0, template: template.name) })
  }

  private func textFormat(of draft: IssueDraft) -> TextFormat {
    TextFormat(isFlowed: publication.isTextFlowed, language: draft.language)
  }

  private func html(of source: String) throws(UnusableContent) -> String {
    switch template.format {
    case .mjml: return try html(ofMJML: source)
    case .html:
      let inlined = CSSInliner().inlineStyleElements(of: Array(source.utf8))
      return String(decoding: inlined.html, as: UTF8.self)
    }
  }

  private func html(ofMJML mjml: String) throws(UnusableContent) -> String {
    do {
      let output = try MJMLRenderer(options: MJMLOptions(validation: .strict, fonts: [], layout: .minified))
        .render(
          Array(mjml.utf8), file: template.body.file)
      return String(decoding: output.html, as: UTF8.self)
    } catch {
      throw UnusableContent(
        "what \(template.body.file) makes of this issue", findings: error.problems.map(Finding.init))
    }
  }

  /// `{{recipient.name|friend}}` in a subject or preheader is a merge field as in the text.
  private func withTokens(_ text: String, _ tokens: inout MergeTokens) -> String {
    MustacheText(source: text, file: "-", escaping: .none).withTokens { tokens.token(for: $0) }
  }

  private func findings(about composed: ComposedIssue, issue: Issue) -> [Finding] {
    var findings: [Finding] = []
    for call in issue.articles.flatMap(\.callsToAction) where call.url == nil {
      findings.append(
        .missingURL(of: lexicon.label(of: call, in: lexicon.language(issue.articles.first?.language))))
    }
    for article in issue.articles where article.body.isEmpty { findings.append(.emptyBody(article.title)) }
    if template.kind == .digest {
      for article in issue.articles where article.hasNowhereToGoOn {
        findings.append(.missingAddress(article.title))
      }
    }
    for picture in issue.articles.flatMap(\.pictures) where !picture.src.isRemote {
      findings.append(.localPicture(picture.src.text))
    }
    findings += Preheader.findings(about: issue.preheader)
    if !composed.hasUnsubscribeLink { findings.append(.missingUnsubscribeLink(template.name)) }
    if let finding = composed.assumedHTMLSize.finding { findings.append(finding) }
    return findings
  }
}

extension Finding {
  fileprivate static func missingNeed(_ need: NameUse, template: String) -> Finding {
    Finding(
      "template-needs", "template \(template) needs \(need.name), and this issue has none", at: need.place,
      help: need.help + ["or use another template: broadsheet template list"])
  }
  fileprivate static func articleCount(_ count: Int, template: String, kind: Template.Kind) -> Finding {
    let given = count == 1 ? "1 article is" : "\(count) articles are"
    let other =
      if kind == .story {
        "a template of the kind digest takes several"
      } else if count == 1 {
        "a template of the kind story takes one"
      } else if count < kind.articles.lowerBound {
        "give one more"
      } else {
        "leave out \(count - kind.articles.upperBound), or make two issues"
      }
    return Finding(
      "article-count", "template \(template) shows \(kind.summary), and \(given) given", help: [other])
  }
  fileprivate static func missingURL(of label: String) -> Finding {
    Finding(
      "call-to-action-url", .warning, "the call to action \"\(label)\" has no URL and is left out",
      help: ["give it one with --cta-url URL, or in the article's front matter"])
  }
  fileprivate static func missingUnsubscribeLink(_ template: String) -> Finding {
    Finding(
      "unsubscribe-link", .error, "template \(template) gives readers no way out in both parts",
      help: ["put {{links.unsubscribe}} into body.mjml and body.txt"])
  }
  fileprivate static func emptyBody(_ title: String) -> Finding {
    Finding("empty-body", .warning, "the article \"\(title)\" has a title and no text")
  }
  fileprivate static func missingAddress(_ title: String) -> Finding {
    Finding(
      "article-url", .warning,
      "the article \"\(title)\" has no url: readers of the digest get no further than its summary",
      help: ["write 'url: https://…' into its front matter: where the whole article is"])
  }
  fileprivate static func localPicture(_ path: String) -> Finding {
    Finding(
      "local-picture", .warning,
      "the picture \(path) is a file here, which no reader can see, and is left out",
      help: [
        "set links.images in config/broadsheet.yaml: where such images will lie on the web",
        "or write its address on the web: https://…",
      ])
  }
}

extension NameUse {
  /// Where an editor gives the value.
  fileprivate var help: [String] {
    let parts = name.split(separator: ".")
    return switch parts.first {
    case "article" where parts.count > 1: ["write '\(parts[1]): …' in the article's front matter"]
    case "publication": ["set it under 'publication' in config/broadsheet.yaml"]
    case "theme": ["set it in config/theme.yaml"]
    default: []
    }
  }
}
