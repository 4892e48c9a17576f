import Diagnostics
import Editorial
import Templating

/// The names a template may use, and their values for one issue.
enum IssueView {
  /// Every name, whatever the issue: what templates are checked against.
  static let shape = ViewShape.record([
    "issue": .record([
      "number": .text, "subject": .text, "preheader": .text, "preheaderFiller": .html,
      "language": .text, "direction": .text,
    ]),
    "publication": .record([
      "name": .text, "homePage": .text, "postalAddress": .text, "reason": .text, "hasBrowserLink": .flag,
    ]),
    "theme": Theme.shape,
    "article": article,
  ])

  private static let picture = ViewShape.record([
    "src": .text, "alt": .text, "caption": .text, "gap": .text,
  ])

  private static let callToAction = ViewShape.record([
    "label": .text, "url": .text, "provider": .text, "text": .text, "background": .text, "color": .text,
  ])

  private static let article = ViewShape.record([
    "title": .text, "titleLines": .text, "section": .text, "sectionUpper": .text, "dek": .text,
    "bylineLine": .text, "url": .text, "image": picture, "bodyText": .text,
    "blocks": .list([
      "paragraph": .record(["html": .html]), "heading": .record(["html": .html]),
      "quote": .record(["html": .html]), "list": .record(["html": .html]),
      "code": .record(["html": .html]), "table": .record(["html": .html]), "rule": .flag,
      "picture": picture, "callToAction": callToAction,
    ]),
    "callToAction": callToAction,
    "hasRelated": .flag,
    "related": .list(["title": .text, "url": .text, "label": .text]),
  ])

  static func values(of draft: IssueDraft, tokens: inout MergeTokens) -> [String: ViewValue] {
    let issue = draft.issue
    return [
      "issue": .record([
        "number": .text(String(issue.number)), "subject": .text(draft.subject),
        "preheader": .text(draft.preheader), "preheaderFiller": .html(filler(after: draft.preheader)),
        "language": .text(draft.language), "direction": .text(direction(of: draft.language)),
      ]),
      "publication": .record([
        "name": .text(draft.publication.name), "homePage": .text(draft.publication.homePage),
        "postalAddress": .text(draft.publication.postalAddress), "reason": .text(draft.publication.reason),
        "hasBrowserLink": .flag(draft.publication.hasBrowserLink),
      ]),
      "theme": draft.theme.view,
      "article": articleValues(
        draft.article, providers: draft.providers, theme: draft.theme, tokens: &tokens),
    ]
  }

  private static func articleValues(
    _ article: Article, providers: ProviderCatalog, theme: Theme, tokens: inout MergeTokens
  ) -> ViewValue {
    var used = tokens
    let html = ArticleHTML(providers: providers) { used.token(for: $0) }
    let wrapper = TextWrapper(mark: tokens.mark)
    var text = ArticleText(providers: providers, wrapper: wrapper) { used.token(for: $0) }
    let body = text.text(of: article.body)
    let blocks = article.body.map { blockValues($0, html: html, text: text, theme: theme) }
    let call = callToActionValues(article.closingCallToAction, text: text, theme: theme)
    tokens = used
    return .record([
      "title": .text(article.title),
      "titleLines": .text(underlined(article.title, wrapper)),
      "section": .text(article.section),
      "sectionUpper": .text(article.section?.uppercased()),
      "dek": .text(article.dek),
      "bylineLine": .text(bylineLine(of: article)),
      "url": .text(article.url?.text),
      "image": pictureValues(article.image),
      "bodyText": .text(body),
      "blocks": .list(blocks),
      "callToAction": call,
      "hasRelated": .flag(article.related.contains { $0.url != nil }),
      "related": .list(
        article.related.compactMap { link in
          link.url.map {
            [
              "title": .text(link.title), "url": .text($0.text),
              "label": .text(link.label ?? "Read more"),
            ]
          }
        }),
    ])
  }

  private static func blockValues(
    _ block: Block, html: ArticleHTML, text: ArticleText, theme: Theme
  ) -> [String: ViewValue] {
    var values: [String: ViewValue] = [
      "rule": .flag(false), "picture": .record(nil), "callToAction": .record(nil),
    ]
    for name in ["paragraph", "heading", "quote", "list", "code", "table"] { values[name] = .record(nil) }
    func set(_ name: String) { values[name] = .record(["html": .html(html.html(of: block, isLast: true))]) }
    switch block {
    case .paragraph: set("paragraph")
    case .heading: set("heading")
    case .quote: set("quote")
    case .list: set("list")
    case .code: set("code")
    case .table: set("table")
    case .rule: values["rule"] = .flag(true)
    case .image(let picture): values["picture"] = pictureValues(picture)
    case .callToAction(let call): values["callToAction"] = callToActionValues(call, text: text, theme: theme)
    }
    return values
  }

  private static func pictureValues(_ picture: Picture?) -> ViewValue {
    guard let picture, picture.src.isRemote else { return .record(nil) }
    let caption = [picture.caption, picture.credit.map { "Picture: \($0)" }].compactMap(\.self)
    return .record([
      "src": .text(picture.src.text), "alt": .text(picture.alt),
      "caption": .text(caption.isEmpty ? nil : caption.joined(separator: " · ")),
      "gap": .text(caption.isEmpty ? "26px" : "10px"),
    ])
  }

  /// The button has the provider's own colours; a provider nobody knows has the theme's.
  private static func callToActionValues(
    _ call: CallToAction?, text: ArticleText, theme: Theme
  ) -> ViewValue {
    guard let call, let url = call.url else { return .record(nil) }
    let colors = call.provider(in: text.providers).map(\.light)
    return .record([
      "background": .text(colors?.background.description ?? theme.accent),
      "color": .text(colors?.text.description ?? theme.onAccent),
      "label": .text(call.label(in: text.providers)), "url": .text(url.text),
      "provider": .text(call.provider),
      "text": .text(text.callToActionLines(call).joined(separator: "\n")),
    ])
  }

  private static func underlined(_ title: String, _ wrapper: TextWrapper) -> String {
    let lines = wrapper.lines(of: title)
    let columns = lines.map(wrapper.columns).max() ?? 0
    return (lines + [String(repeating: "=", count: max(1, columns))]).joined(separator: "\n")
  }

  /// `By Ada Example and Bo Example · 24 February 2017`.
  static func bylineLine(of article: Article) -> String? {
    let names = article.byline.map(\.name)
    let authors =
      names.isEmpty
      ? nil
      : "By "
        + (names.count < 2 ? names : [names.dropLast().joined(separator: ", "), names[names.count - 1]])
        .joined(separator: " and ")
    let parts = [authors, article.published.map(spelledOut)].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// `2017-02-24` as `24 February 2017`; anything else as it is.
  static func spelledOut(_ date: String) -> String {
    let parts = date.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else { return date }
    return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  /// Characters without ink, so that an inbox does not go on with the body's first words.
  private static func filler(after preheader: String) -> String {
    String(repeating: "&#847;&zwnj;&nbsp; ", count: max(0, (200 - preheader.count + 2) / 3))
  }

  private static func direction(of language: String) -> String {
    let code = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
    return ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(code) ? "rtl" : "ltr"
  }
}

extension Article {
  /// The call to action at the end: the primary one, unless the text ends with it anyhow.
  fileprivate var closingCallToAction: CallToAction? {
    let call = primaryCallToAction ?? body.lazy.compactMap(\.callToAction).first
    return call?.url != nil && body.last?.callToAction?.url == call?.url ? nil : call
  }
}

extension Block {
  fileprivate var callToAction: CallToAction? {
    if case .callToAction(let call) = self { call } else { nil }
  }
}
