import Markup

/// How many headings stand below each node of a page: titles, those that are links, and those that are not.
struct HeadingCensus {
  /// Running counts: how many come before a node.
  private var linked: [Int] = [0]
  private var plain: [Int] = [0]
  private var titles: [Int] = [0]
  private let last: [Int]

  init(_ outline: PageOutline) {
    last = outline.last
    for node in outline.tree.nodes.indices {
      var (links, others) = (0, 0)
      if !outline.isSkipped[node], outline.characters[node] > 6,
        HTMLVocabulary.isHeading(outline.tree.name(node))
      {
        if outline.linkDensity(node) >= 0.9 { links = 1 } else { others = 1 }
      }
      titles.append(titles[node] + (outline.tree.name(node) == "h1" && outline.characters[node] > 3 ? 1 : 0))
      linked.append(linked[node] + links)
      plain.append(plain[node] + others)
    }
  }

  /// The headings below a node that lead to other pieces.
  func linked(in node: Int) -> Int { linked[last[node] + 1] - linked[node] }

  /// The headings below a node of text that stands here.
  func plain(in node: Int) -> Int { plain[last[node] + 1] - plain[node] }

  /// The headings of the first level below a node.
  func titles(in node: Int) -> Int { titles[last[node] + 1] - titles[node] }
}
