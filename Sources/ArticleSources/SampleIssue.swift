public import Diagnostics
public import Editorial
import Records

/// The sample of a template: an issue to show, document and test it with.
///
/// `sample.yaml` has `number`, `subject` and `preheader` if they are not to follow
/// from the articles, `recipient` with the fields of the reader it is shown to,
/// and `articles` with the keys of the front matter and the Markdown under `body`.
public struct SampleIssue: Sendable {
  /// The issue.
  public let issue: Issue
  /// The fields of the reader: `name`, and what else a list has.
  public let recipient: [String: String]

  /// Reads the YAML of a sample.
  ///
  /// - Throws: `UnusableContent` with everything that is wrong with it.
  public init(
    yaml: String, file: String, template: String, lexicon: Lexicon
  ) throws(UnusableContent) {
    let record = Record(yaml: yaml, file: file)
    let number = record.int("number", in: 1...999_999) ?? 1
    let (subject, preheader) = (record.string("subject") ?? "", record.string("preheader") ?? "")
    let reader = record.record("recipient")
    recipient = Dictionary(
      uniqueKeysWithValues: (reader?.keys ?? []).compactMap { key in
        reader?.string(key).map { (key, $0) }
      })
    var findings: [Finding] = []
    let articles = (record.records("articles", required: true) ?? []).map { entry in
      var article = ArticleFields(record: entry, lexicon: lexicon).article()
      if article.title.isEmpty { entry.reportMissing("title") }
      let markdown = entry.string("body") ?? ""
      let line = (entry.place(ofKey: "body").line ?? 0) + 1
      var body = MarkdownBody(file: file, firstLine: line, calls: CallReader(lexicon, article.language))
      article.body = body.blocks(from: markdown.cleaned)
      findings += body.findings
      return article
    }
    let all = record.finish() + findings
    guard !all.contains(where: { $0.severity == .error }), let first = articles.first else {
      throw UnusableContent(file, findings: all)
    }
    issue = Issue(
      number: number, slug: Slug(first.title), subject: subject, preheader: preheader, template: template,
      articles: articles)
  }
}
