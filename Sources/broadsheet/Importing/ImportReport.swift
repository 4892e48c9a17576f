import Diagnostics
import Newsroom

/// The result of an import as JSON.
struct ImportReport: Encodable {
  struct Article: Encodable {
    let title: String
    let slug: String
    let file: String?
    let url: String?
    let published: String?
    let language: String?
    let section: String?
    let byline: [String]
    let image: String?
    let origins: [String: String]?
    let markdown: String
    let findings: [JSONFinding]

    init(_ imported: Imported, file: String?) {
      (title, slug, self.file) = (imported.title, imported.slug, file)
      (url, published, language) = (imported.url, imported.published, imported.language)
      (section, byline, image) = (imported.section, imported.byline, imported.image)
      let origins = Dictionary(imported.origins.map { ($0.field, $0.origin) }) { first, _ in first }
      self.origins = origins.isEmpty ? nil : origins
      markdown = imported.markdown
      findings = imported.findings.map(JSONFinding.init)
    }
  }

  let v = 1
  let kind: String
  let title: String?
  let articles: [Article]
  /// How many were taken before.
  let known: Int
  let findings: [JSONFinding]

  init(_ result: ImportResult, articles: [Article]) {
    (kind, title, known) = (result.kind, result.title, result.knownCount)
    self.articles = articles
    findings = result.findings.map(JSONFinding.init)
  }
}
