public import Diagnostics
public import Editorial
import Markup

/// RSS 0.9x, 1.0 and 2.0, and Atom 0.3 and 1.0, with the modules for content, media and podcasts.
public enum XMLFeed: ArticleCollectionSource {
  /// `feed`.
  public static let name = "feed"

  /// An XML document whose root is a feed's.
  public static func recognises(_ document: SourceDocument) -> Bool {
    let text = document.beginning
    guard text.hasPrefix("<"), !text.hasPrefix("<!doctype html"), !text.hasPrefix("<html") else {
      return false
    }
    return ["<rss", "<feed", "<rdf:rdf", "<rdf "].contains { text.contains($0) } || text.contains("<channel>")
      || text.contains(":feed") || text.contains(":rss ") || text.contains(":rss>")
  }

  /// Reads the entries.
  public static func collection(
    from document: SourceDocument, lexicon: Lexicon
  ) throws(UnusableContent) -> ArticleCollection {
    let text = PageText(document.bytes, declared: document.charset).text
    let tree = MarkupTree(xml: text, limits: .importedXML)
    let reader = XMLFeedReader(tree, address: document.address)
    let place = { (line: Int) in Place(file: document.file, line: line) }
    let entries = reader.entries.map { node -> ArticleCollection.Entry in
      let entry = reader.entry(node)
      let read = FeedArticle(entry, tree: tree, place: place(tree.nodes[node].line), lexicon: lexicon)
      return ArticleCollection.Entry(id: entry.identity, article: read.article, findings: read.findings)
    }
    return ArticleCollection(
      kind: name, title: reader.title, entries: entries.filter { !$0.article.title.isEmpty })
  }
}
