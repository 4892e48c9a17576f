public import Editorial
import Records

/// Writes an article as Markdown with front matter: the form in which articles are kept.
///
/// Reading the text and writing it again gives the same text.
public enum ArticleMarkdown {
  /// The whole file.
  public static func text(for article: Article) -> String {
    let body = BlockMarkdown().lines(of: article.body).map { $0 + "\n" }.joined()
    return "---\n" + frontMatter(of: article).yaml + "---\n" + (body.isEmpty ? "" : "\n" + body)
  }

  private static func frontMatter(of article: Article) -> YAMLOutput {
    var entries: [YAMLOutput.Entry] = [.init("title", .text(article.title))]
    entries.add("url", article.url?.text)
    entries.add("section", article.section)
    entries.add("byline", article.byline.map(author))
    entries.add("published", article.published)
    entries.add("language", article.language)
    entries.add("dek", article.dek)
    if let image = article.image { entries.append(.init("image", picture(image))) }
    entries.add("callsToAction", article.callsToAction.map(call))
    entries.add("related", article.related.map(related))
    entries.add("tags", article.tags.map { .text($0) })
    if !article.origins.isEmpty {
      let origins = article.origins.map { YAMLOutput.Entry($0.field, .text($0.origin)) }
      entries.append(.init("origins", .mapping(origins)))
    }
    return .mapping(entries)
  }

  private static func author(_ author: Article.Author) -> YAMLOutput {
    guard author.role != nil || author.url != nil else { return .text(author.name) }
    var entries: [YAMLOutput.Entry] = [.init("name", .text(author.name))]
    entries.add("role", author.role)
    entries.add("url", author.url?.text)
    return .mapping(entries)
  }

  private static func picture(_ picture: Picture) -> YAMLOutput {
    var entries: [YAMLOutput.Entry] = [
      .init("src", .text(picture.src.text)), .init("alt", .text(picture.alt)),
    ]
    if let width = picture.width { entries.append(.init("width", .number(width))) }
    if let height = picture.height { entries.append(.init("height", .number(height))) }
    entries.add("caption", picture.caption)
    entries.add("credit", picture.credit)
    return .mapping(entries)
  }

  private static func call(_ call: CallToAction) -> YAMLOutput {
    var entries: [YAMLOutput.Entry] = [.init("action", .text(call.action.rawValue))]
    entries.add("title", call.title)
    entries.add("provider", call.provider)
    entries.add("url", call.url?.text)
    entries.add("label", call.label)
    if call.isPrimary { entries.append(.init("primary", .flag(true))) }
    entries.add("expires", call.expires)
    entries.add("evidence", call.evidence)
    entries.add("confidence", call.confidence?.rawValue)
    return .mapping(entries)
  }

  private static func related(_ link: Article.RelatedLink) -> YAMLOutput {
    var entries: [YAMLOutput.Entry] = [.init("title", .text(link.title))]
    entries.add("url", link.url?.text)
    entries.add("label", link.label)
    return .mapping(entries)
  }
}

extension [YAMLOutput.Entry] {
  fileprivate mutating func add(_ key: String, _ text: String?) {
    if let text { append(.init(key, .text(text))) }
  }

  fileprivate mutating func add(_ key: String, _ items: [YAMLOutput]) {
    if !items.isEmpty { append(.init(key, .list(items))) }
  }
}
