import Editorial
import Markup

/// The feeds that a web page names.
public enum PageFeeds {
  /// The addresses of RSS, Atom and JSON feeds in the head of a page, in its order.
  public static func addresses(in document: SourceDocument) -> [String] {
    let tree = MarkupTree(html: PageText(document.bytes, declared: document.charset).text, limits: .imported)
    let head = PageHead(tree, address: document.address)
    return head.feeds.compactMap { try? LinkURL($0, on: head.base).text }
  }
}
