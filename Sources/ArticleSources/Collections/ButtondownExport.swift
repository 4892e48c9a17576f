public import Diagnostics
public import Editorial

/// The mails that Buttondown's interface and export give as JSON.
public enum ButtondownExport: ArticleCollectionSource {
  /// `buttondown`.
  public static let name = "buttondown"

  /// A JSON list, or `results`, of mails with subject and body.
  public static func recognises(_ document: SourceDocument) -> Bool {
    let text = document.beginning
    guard text.hasPrefix("{") || text.hasPrefix("[") else { return false }
    return text.contains("\"subject\"") && text.contains("\"body\"")
      && (text.hasPrefix("[") || text.contains("\"results\"") || text.contains("\"emails\""))
  }

  /// Reads the mails that went out.
  public static func collection(
    from document: SourceDocument, lexicon: Lexicon
  ) throws(UnusableContent) -> ArticleCollection {
    let root = LooseJSON(PageText(document.bytes, declared: document.charset).text)
    let mails =
      root["results"].items + root["emails"].items
      + (root["subject"].string == nil && !root.isObject ? root.items : [])
    var collection = ArticleCollection(kind: name)
    var drafts = 0
    for mail in mails {
      guard mail["status"].string.map({ !["draft", "deleted", "scheduled"].contains($0) }) ?? true else {
        drafts += 1
        continue
      }
      let place = Place(file: document.file)
      let fields = mail.entries.compactMap { entry in entry.value.string.map { (entry.key, $0) } }
      let post = SitePost(
        fields: Dictionary(fields) { first, _ in first }, body: mail["body"].string ?? "", place: place)
      let read = post.article(lexicon: lexicon)
      collection.entries.append(
        ArticleCollection.Entry(
          id: mail["id"].string ?? read.article.slug, article: read.article, findings: read.findings))
    }
    if drafts > 0 {
      collection.findings.append(Finding("draft", .note, .drafts(drafts), at: Place(file: document.file)))
    }
    return collection
  }
}
