import Editorial
import Templating

/// The names a template may use, and their values for one issue.
enum IssueView {
  /// Every name, whatever the issue: what templates are checked against.
  static let shape = ViewShape.record([
    "issue": .record([
      "number": .text, "numberLine": .text, "date": .text, "subject": .text, "preheader": .text,
      "preheaderFiller": .html,
      "language": .text, "direction": .text, "oppositeDirection": .text, "isRightToLeft": .flag,
      "start": .text, "end": .text,
      "buttonStyles": .list(["name": .text, "background": .text, "color": .text]),
    ]),
    "publication": .record([
      "name": .text, "homePage": .text, "postalAddress": .text, "reason": .text, "hasBrowserLink": .flag,
      "hasPreferencesLink": .flag,
    ]),
    "theme": Theme.shape,
    "words": .record(Dictionary(uniqueKeysWithValues: Language.wordNames.map { ($0, .text) })),
    "article": .record(ArticleView.shape),
    "others": .list(ArticleView.shape),
  ])

  static func values(of draft: IssueDraft, tokens: inout MergeTokens) -> [String: ViewValue] {
    let articles = ArticleView(draft: draft)
    let publication = draft.publication
    return [
      "issue": .record(issueValues(draft)),
      "publication": .record([
        "name": .text(publication.name), "homePage": .text(publication.homePage),
        "postalAddress": .text(publication.postalAddress), "reason": .text(publication.reason),
        "hasBrowserLink": .flag(publication.hasBrowserLink),
        "hasPreferencesLink": .flag(publication.hasPreferencesLink),
      ]),
      "theme": draft.theme.view(name: publication.name),
      "words": .record(draft.words.words.mapValues { .text($0) }),
      "article": .record(articles.values(of: draft.article, tokens: &tokens)),
      "others": .list(draft.others.map { articles.values(of: $0, tokens: &tokens) }),
    ]
  }

  private static func issueValues(_ draft: IssueDraft) -> [String: ViewValue] {
    let isRightToLeft = draft.direction == "rtl"
    return [
      "number": .text(String(draft.issue.number)),
      "numberLine": .text(draft.words.numbered(draft.issue.number)),
      "date": .text(draft.article.published.map(draft.words.spelledOut)),
      "subject": .text(draft.subject),
      "preheader": .text(draft.preheader),
      "preheaderFiller": .html(filler(after: draft.preheader)),
      "language": .text(draft.language),
      "direction": .text(draft.direction),
      "isRightToLeft": .flag(isRightToLeft),
      "oppositeDirection": .text(isRightToLeft ? "ltr" : "rtl"),
      "start": .text(isRightToLeft ? "right" : "left"),
      "end": .text(isRightToLeft ? "left" : "right"),
      "buttonStyles": .list(
        draft.providersOfCalls.map {
          [
            "name": .text($0.id), "background": .text($0.dark.background.description),
            "color": .text($0.dark.text.description),
          ]
        }),
    ]
  }

  /// Characters without ink, so that an inbox does not go on with the body's first words.
  private static func filler(after preheader: String) -> String {
    String(repeating: "&#847;&zwnj;&nbsp; ", count: max(0, (200 - preheader.count + 2) / 3))
  }
}
