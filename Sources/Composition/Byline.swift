import Editorial
import Templating

/// Who wrote an article, and when it was published.
struct Byline {
  private let article: Article
  private let language: Language

  init(_ article: Article, _ language: Language) {
    self.article = article
    self.language = language
  }

  var values: [String: ViewValue] {
    ["byline": .html(html), "bylineLine": .text(line)]
  }

  /// `By Ada Example and Bo Example · 24 February 2017`.
  private var line: String? {
    joined([language.byline(article.byline.map(\.name)), article.published.map(language.spelledOut)])
  }

  /// The same with names in bold, links to the authors' pages, and what they are.
  private var html: String? {
    let names = article.byline.map { author in
      let name = "<b>\(author.name.htmlEscaped)</b>"
      let linked = author.url.map { "<a href=\"\($0.text.htmlEscaped)\">\(name)</a>" } ?? name
      return linked + (author.role.map { ", \($0.htmlEscaped)" } ?? "")
    }
    return joined([language.byline(names), article.published.map(language.spelledOut)?.htmlEscaped])
  }

  private func joined(_ parts: [String?]) -> String? {
    let parts = parts.compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}
