import Diagnostics
import Editorial
import Templating

/// The names a template may use of one article, and their values.
struct ArticleView {
  let lexicon: Lexicon
  let theme: Theme
  /// The language of articles that name none.
  let standard: Language

  private static let picture = ViewShape.record([
    "src": .text, "alt": .text, "caption": .text, "gap": .text,
  ])

  private static let callToActionFields: [String: ViewShape] = [
    "label": .text, "url": .text, "provider": .text, "text": .text, "background": .text, "color": .text,
  ]
  private static let callToAction = ViewShape.record(callToActionFields)

  static let shape: [String: ViewShape] = [
    "title": .text, "titleLines": .text, "subtitleLines": .text, "section": .text, "sectionUpper": .text,
    "dek": .text, "summary": .text, "bylineLine": .text, "url": .text, "image": picture, "bodyText": .text,
    "blocks": .list([
      "paragraph": .record(["html": .html]), "heading": .record(["html": .html]),
      "quote": .record(["html": .html]), "list": .record(["html": .html]),
      "code": .record(["html": .html]), "embed": .record(["html": .html]), "table": .record(["html": .html]),
      "rule": .flag,
      "picture": picture, "callToAction": callToAction,
    ]),
    "callToAction": callToAction, "primaryCallToAction": callToAction,
    "otherCallsToAction": .list(callToActionFields),
    "hasRelated": .flag,
    "related": .list(["title": .text, "url": .text, "label": .text]),
  ]

  /// The values of one article; merge fields in its text get tokens.
  func values(of article: Article, tokens: inout MergeTokens) -> [String: ViewValue] {
    var used = tokens
    let language = article.language.map(lexicon.language) ?? standard
    let html = ArticleHTML(lexicon: lexicon, language: language) { used.token(for: $0) }
    let wrapper = TextWrapper(mark: tokens.mark)
    var text = ArticleText(lexicon: lexicon, language: language, wrapper: wrapper) { used.token(for: $0) }
    let body = text.text(of: article.body)
    let blocks = article.body.map { blockValues($0, html: html, text: text) }
    let closing = article.closingCallToAction
    let others = article.otherCallsToAction.map { Self.fields(callToActionValues($0, text: text)) }
    tokens = used
    return [
      "title": .text(article.title),
      "titleLines": .text(Self.underlined(article.title, "=", wrapper)),
      "subtitleLines": .text(Self.underlined(article.title, "-", wrapper)),
      "section": .text(article.section),
      "sectionUpper": .text(article.section?.uppercased()),
      "dek": .text(article.dek),
      "summary": .text(article.summary),
      "bylineLine": .text(Self.bylineLine(of: article, in: language)),
      "url": .text(article.url?.text),
      "image": Self.pictureValues(article.image, language),
      "bodyText": .text(body),
      "blocks": .list(blocks),
      "callToAction": callToActionValues(closing, text: text),
      "primaryCallToAction": callToActionValues(article.leadingCallToAction, text: text),
      "otherCallsToAction": .list(others),
      "hasRelated": .flag(article.related.contains { $0.url != nil }),
      "related": .list(
        article.related.compactMap { link in
          link.url.map {
            [
              "title": .text(link.title), "url": .text($0.text),
              "label": .text(link.label ?? language.word("readMore")),
            ]
          }
        }),
    ]
  }

  private func blockValues(_ block: Block, html: ArticleHTML, text: ArticleText) -> [String: ViewValue] {
    var values: [String: ViewValue] = [
      "rule": .flag(false), "picture": .record(nil), "callToAction": .record(nil),
    ]
    for name in ["paragraph", "heading", "quote", "list", "code", "table", "embed"] {
      values[name] = .record(nil)
    }
    func set(_ name: String) { values[name] = .record(["html": .html(html.html(of: block, isLast: true))]) }
    switch block {
    case .paragraph: set("paragraph")
    case .heading: set("heading")
    case .quote: set("quote")
    case .list: set("list")
    case .code: set("code")
    case .table: set("table")
    case .embed: set("embed")
    case .rule: values["rule"] = .flag(true)
    case .image(let picture): values["picture"] = Self.pictureValues(picture, text.language)
    case .callToAction(let call): values["callToAction"] = callToActionValues(call, text: text)
    }
    return values
  }

  private static func pictureValues(_ picture: Picture?, _ language: Language) -> ViewValue {
    guard let picture, picture.src.isRemote else { return .record(nil) }
    let caption = [picture.caption, picture.credit.map(language.picture)].compactMap(\.self)
    return .record([
      "src": .text(picture.src.text), "alt": .text(picture.alt),
      "caption": .text(caption.isEmpty ? nil : caption.joined(separator: " · ")),
      "gap": .text(caption.isEmpty ? "26px" : "10px"),
    ])
  }

  /// The button has the provider's own colours; a provider nobody knows has the theme's.
  private func callToActionValues(_ call: CallToAction?, text: ArticleText) -> ViewValue {
    guard let call, let url = call.url else { return .record(nil) }
    let colors = lexicon.provider(of: call).map(\.light)
    return .record([
      "background": .text(colors?.background.description ?? theme.accent),
      "color": .text(colors?.text.description ?? theme.onAccent),
      "label": .text(lexicon.label(of: call, in: text.language)), "url": .text(url.text),
      "provider": .text(call.provider),
      "text": .text(text.callToActionLines(call).joined(separator: "\n")),
    ])
  }

  /// The fields of a record that is there.
  private static func fields(_ value: ViewValue) -> [String: ViewValue] {
    if case .record(.some(let fields)) = value { fields } else { [:] }
  }

  private static func underlined(_ title: String, _ line: Character, _ wrapper: TextWrapper) -> String {
    let lines = wrapper.lines(of: title)
    let columns = lines.map(wrapper.columns).max() ?? 0
    return (lines + [String(repeating: line, count: max(1, columns))]).joined(separator: "\n")
  }

  /// `By Ada Example and Bo Example · 24 February 2017`.
  static func bylineLine(of article: Article, in language: Language) -> String? {
    let parts = [language.byline(article.byline.map(\.name)), article.published.map(language.spelledOut)]
      .compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}

extension Article {
  /// What stands for the article where it is not shown whole: the dek, or else its first words.
  fileprivate var summary: String? {
    let summary = dek ?? body.opening(upTo: 240)
    return summary.isEmpty ? nil : summary
  }

  /// The call to action that the article is about: the primary one, or the first in the text.
  private var mainCallToAction: CallToAction? {
    primaryCallToAction ?? body.lazy.compactMap(\.callToAction).first
  }

  /// The same, if it leads anywhere: what a digest shows as a button.
  fileprivate var leadingCallToAction: CallToAction? {
    mainCallToAction.flatMap { $0.url == nil ? nil : $0 }
  }

  /// The call to action at the end: the primary one, unless the text ends with it anyhow.
  fileprivate var closingCallToAction: CallToAction? {
    let call = leadingCallToAction
    return call != nil && body.last?.callToAction?.url == call?.url ? nil : call
  }

  /// The calls to action that are neither the primary one nor in the text.
  fileprivate var otherCallsToAction: [CallToAction] {
    let shown = Set(body.compactMap { $0.callToAction?.url } + [leadingCallToAction?.url].compactMap(\.self))
    return callsToAction.filter { call in call.url.map { !shown.contains($0) } ?? false }
  }
}

extension Block {
  fileprivate var callToAction: CallToAction? {
    if case .callToAction(let call) = self { call } else { nil }
  }
}
