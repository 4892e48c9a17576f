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
    "words": .record(Dictionary(uniqueKeysWithValues: Language.wordNames.map { ($0, .text) })),
    "article": .record(ArticleView.shape),
    "others": .list(ArticleView.shape),
  ])

  static func values(of draft: IssueDraft, tokens: inout MergeTokens) -> [String: ViewValue] {
    let issue = draft.issue
    let articles = ArticleView(lexicon: draft.lexicon, theme: draft.theme, standard: draft.words)
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
      "words": .record(draft.words.words.mapValues { .text($0) }),
      "article": .record(articles.values(of: draft.article, tokens: &tokens)),
      "others": .list(draft.others.map { articles.values(of: $0, tokens: &tokens) }),
    ]
  }

  /// Characters without ink, so that an inbox does not go on with the body's first words.
  private static func filler(after preheader: String) -> String {
    String(repeating: "&#847;&zwnj;&nbsp; ", count: max(0, (200 - preheader.count + 2) / 3))
  }

  private static func direction(of language: String) -> String {
    let code = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
    return ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(code) ? "rtl" : "ltr"
  }
}
