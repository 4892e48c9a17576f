import Editorial
import Templating

/// An issue with what follows from it and its first article.
struct IssueDraft {
  let issue: Issue
  let article: Article
  let theme: Theme
  let publication: Publication
  let lexicon: Lexicon
  var subject: String
  var preheader: String

  init(
    issue: Issue, article: Article, theme: Theme, publication: Publication, lexicon: Lexicon,
    mark: String = "", token: (MergeField) -> String = \.text
  ) {
    self.issue = issue
    self.article = article
    self.theme = theme
    self.publication = publication
    self.lexicon = lexicon
    subject = issue.subject.isEmpty ? article.title : issue.subject
    preheader = issue.preheader.isEmpty ? Preheader(issue, mark: mark, token: token).text : issue.preheader
  }

  /// The articles after the first one.
  var others: [Article] { Array(issue.articles.dropFirst()) }
  /// The language of the issue as a BCP 47 tag.
  var language: String { article.language ?? publication.language }

  /// The words of the language, or those of the publication's where nobody has described it.
  var words: Language { lexicon.language(language) }

  /// The way its lines run: `ltr` or `rtl`.
  var direction: String {
    theme.direction == .auto ? Self.direction(of: language) : theme.direction.rawValue
  }

  /// The way the lines of a language run.
  static func direction(of language: String) -> String {
    let code = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
    return ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(code) ? "rtl" : "ltr"
  }

  /// The services that calls to action of the issue lead to, each once.
  var providersOfCalls: [Provider] {
    var seen: Set<String> = []
    return issue.articles.flatMap(\.allCallsToAction).compactMap(lexicon.provider)
      .filter { seen.insert($0.id).inserted }
  }

  /// All text that an author wrote, to keep merge tokens apart from it.
  var texts: [String] {
    issue.articles.map { String(reflecting: $0) } + [subject, preheader, publication.name]
  }
}

extension Article {
  /// Those of the front matter and those between the paragraphs.
  var allCallsToAction: [CallToAction] { callsToAction + body.compactMap(\.callToAction) }
}
