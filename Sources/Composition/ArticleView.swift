import Diagnostics
import Editorial
import Templating

/// The names a template may use of one article, and their values.
struct ArticleView {
  let lexicon: Lexicon
  let theme: Theme
  let issueLanguage: String

  init(draft: IssueDraft) {
    lexicon = draft.lexicon
    theme = draft.theme
    issueLanguage = draft.language
  }

  private static let pictureShape = ViewShape.record([
    "src": .text, "alt": .text, "caption": .text, "credit": .text, "hasCaption": .flag, "width": .text,
    "height": .text, "smallHeight": .text,
  ])

  private static let callToActionFields: [String: ViewShape] = [
    "label": .text, "url": .text, "provider": .text, "text": .text, "background": .text, "color": .text,
  ]
  private static let callToActionShape = ViewShape.record(callToActionFields)

  /// The kinds of blocks that a template shows as HTML.
  private static let proseKinds = ["paragraph", "heading", "quote", "list", "code", "table", "embed"]

  private static let blockShape: [String: ViewShape] = [
    "rule": .flag, "picture": pictureShape, "callToAction": callToActionShape, "link": callToActionShape,
  ].merging(proseKinds.map { ($0, .record(["html": .html])) }) { first, _ in first }

  static let shape: [String: ViewShape] = [
    "title": .text, "titleLines": .text, "subtitleLines": .text, "section": .text, "sectionUpper": .text,
    "dek": .text, "summary": .text, "byline": .html, "bylineLine": .text, "url": .text,
    "language": .text, "direction": .text, "isForeign": .flag, "image": pictureShape, "hasImage": .flag,
    "bodyText": .text, "bodyHTML": .html, "blocks": .list(blockShape),
    "callToAction": callToActionShape, "primaryCallToAction": callToActionShape,
    "otherCallsToAction": .list(callToActionFields),
    "hasRelated": .flag, "related": .list(["title": .text, "url": .text, "label": .text]),
  ]

  /// The values of one article; merge fields in its text get tokens.
  func values(of article: Article, tokens: inout MergeTokens) -> [String: ViewValue] {
    var used = tokens
    let tag = article.language ?? issueLanguage
    let language = lexicon.language(tag)
    let html = ArticleHTML(lexicon: lexicon, language: language) { used.token(for: $0) }
    let wrapper = TextWrapper(mark: tokens.mark)
    var text = ArticleText(lexicon: lexicon, language: language, wrapper: wrapper) { used.token(for: $0) }
    let body = article.bodyWithCallToAction(lexicon).withHeadingsInOrder
    let main = article.mainCallToAction
    let closing = body.last?.callToAction?.url == main?.url ? nil : main
    var values: [String: ViewValue] = [
      "title": .text(article.title),
      "titleLines": .text(Self.underlined(article.title, "=", wrapper)),
      "subtitleLines": .text(Self.underlined(article.title, "-", wrapper)),
      "section": .text(article.section),
      "sectionUpper": .text(article.section.map(tokens.uppercased)),
      "dek": .text(article.dek),
      "summary": .text(article.summary(mark: tokens.mark) { used.token(for: $0) }),
      "url": .text(article.url?.text),
      "language": .text(tag),
      "direction": .text(IssueDraft.direction(of: tag)),
      "isForeign": .flag(tag != issueLanguage),
      "image": Self.picture(article.image, language),
      "hasImage": .flag(article.image?.src.isRemote ?? false),
      "bodyText": .text(text.text(of: body)),
      "bodyHTML": .html(html.html(of: body)),
      "blocks": .list(body.map { block($0, main: main, html: html, text: text) }),
      "callToAction": .record(closing.flatMap { callToAction($0, text) }),
      "primaryCallToAction": .record(main.flatMap { callToAction($0, text) }),
      "otherCallsToAction": .list(article.otherCallsToAction.compactMap { callToAction($0, text) }),
    ]
    values.merge(Byline(article, language).values) { first, _ in first }
    values.merge(Self.related(article)) { first, _ in first }
    tokens = used
    return values
  }

  private func block(
    _ block: Block, main: CallToAction?, html: ArticleHTML, text: ArticleText
  ) -> [String: ViewValue] {
    var values: [String: ViewValue] = [
      "rule": .flag(false), "picture": .record(nil), "callToAction": .record(nil), "link": .record(nil),
    ]
    for kind in Self.proseKinds { values[kind] = .record(nil) }
    func set(_ kind: String) { values[kind] = .record(["html": .html(html.html(of: block))]) }
    switch block {
    case .paragraph: set("paragraph")
    case .heading: set("heading")
    case .quote: set("quote")
    case .list: set("list")
    case .code: set("code")
    case .table: set("table")
    case .embed: set("embed")
    case .rule: values["rule"] = .flag(true)
    case .image(let picture): values["picture"] = Self.picture(picture, text.language)
    case .callToAction(let call):
      // One call to action of an article is a button, the others are links.
      values[call.url == main?.url ? "callToAction" : "link"] = .record(callToAction(call, text))
    }
    return values
  }

  /// What the widest template has room for.
  private static let widest = 600
  /// The width of images beside a text.
  private static let smallWidth = 188

  private static func picture(_ picture: Picture?, _ language: Language) -> ViewValue {
    guard let picture, picture.src.isRemote else { return .record(nil) }
    let width = min(picture.width ?? widest, widest)
    func height(atWidth width: Int) -> ViewValue {
      .text(picture.width.flatMap { own in picture.height.map { String(max(1, $0 * width / own)) } })
    }
    return .record([
      "src": .text(picture.src.text), "alt": .text(picture.alt), "caption": .text(picture.caption),
      "credit": .text(picture.credit.map(language.picture)),
      "hasCaption": .flag(picture.caption != nil || picture.credit != nil),
      "width": .text(String(width)), "height": height(atWidth: width),
      "smallHeight": height(atWidth: smallWidth),
    ])
  }

  /// The button has the provider's own colours; a provider nobody knows has the theme's.
  private func callToAction(_ call: CallToAction, _ text: ArticleText) -> [String: ViewValue]? {
    guard let url = call.url else { return nil }
    let provider = lexicon.provider(of: call)
    return [
      "background": .text(provider?.light.background.description ?? theme.accent),
      "color": .text(provider?.light.text.description ?? theme.onAccent),
      "label": .text(lexicon.label(of: call, in: text.language)), "url": .text(url.text),
      "provider": .text(provider?.id ?? Provider.genericID),
      "text": .text(text.callToActionLines(call).joined(separator: "\n")),
    ]
  }

  private static func related(_ article: Article) -> [String: ViewValue] {
    let links = article.related.compactMap { link in
      link.url.map {
        ["title": ViewValue.text(link.title), "url": .text($0.text), "label": .text(link.label)]
      }
    }
    return ["hasRelated": .flag(!links.isEmpty), "related": .list(links)]
  }

  private static func underlined(_ title: String, _ line: Character, _ wrapper: TextWrapper) -> String {
    let lines = wrapper.lines(of: title)
    let columns = lines.map(wrapper.columns).max() ?? 0
    return (lines + [String(repeating: line, count: max(1, columns))]).joined(separator: "\n")
  }
}
