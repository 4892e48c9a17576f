import Editorial
import Markup

/// Finds the element that holds the article, and what within it does not belong to it.
///
/// Prose is text in sentences outside links. Boxes whose names or links say what
/// they are go first, unless most of the prose is in them. Then the search goes
/// down from the page: as long as one element below holds nearly all of the
/// prose, the article is in it.
struct PageBody {
  var outline: PageOutline
  let names: [BoxNames]
  /// The elements that hold the text, in order: what leads in, and the article.
  private(set) var containers: [Int] = []
  /// Whether a node is left out of the text.
  var leftOut: [Bool] = []
  /// Boxes of links to other pieces, in and near the text.
  var relatedBoxes: [Int] = []
  /// The headings of the page, while boxes are looked for.
  var headings: HeadingCensus
  let tree: MarkupTree

  init(_ tree: MarkupTree, head: PageHead) {
    self.tree = tree
    names = tree.nodes.map { node in
      guard let element = node.element,
        !element.classes.isEmpty || element.attributes["id"] != nil
          || element.attributes["data-component"] != nil || element.attributes["data-testid"] != nil
          || element.attributes["data-module"] != nil || element.attributes["data-area"] != nil
          || element.attributes["data-component-name"] != nil
      else { return [] }
      return BoxNames(element)
    }
    outline = PageOutline(tree)
    headings = HeadingCensus(outline)
    let full = outline
    removeBoxes()
    removeAnnounced()
    if outline.prose[0] < 140, full.prose[0] > outline.prose[0] * 1.5 { outline = full }
    let container = container(head)
    leftOut = outline.isSkipped
    for node in leftOut.indices where keepsFrames(node) { leftOut[node] = false }
    let before = leadIn(before: container)
    containers = before + [container]
    for container in containers { clean(container) }
  }

  /// What stands under the title, by its name.
  var standfirsts: [String] {
    tree.nodes.indices.filter { names[$0].contains(.dek) && (20..<1_200).contains(outline.characters[$0]) }
      .prefix(8).map { tree.text(of: $0) }
  }

  /// Frames and images for browsers without scripts hold no text, and belong to it all the same.
  private func keepsFrames(_ node: Int) -> Bool {
    guard outline.isSkipped[node], let element = tree.nodes[node].element else { return false }
    guard
      element.name == "iframe" || element.name == "noscript"
        || tree.name(tree.nodes[node].parent) == "noscript"
    else { return false }
    return !outline.isSkipped[tree.nodes[node].parent] || tree.name(tree.nodes[node].parent) == "noscript"
  }

  // MARK: Container

  private func container(_ head: PageHead) -> Int {
    let total = outline.prose[0]
    let marked = (head.properties["articleBody"] ?? []).filter {
      tree.name($0) != "meta" && !outline.isSkipped[$0]
    }
    let bodies = tree.nodes.indices.filter { names[$0].contains(.body) && !outline.isSkipped[$0] }
    for candidates in [marked, bodies] where !candidates.isEmpty {
      let candidates = candidates.prefix(200)
      let outermost = candidates.filter { node in
        !candidates.contains { $0 < node && outline.last[$0] >= node }
      }
      guard let best = outermost.max(by: { outline.prose[$0] < outline.prose[$1] }) else { continue }
      let sum = outermost.reduce(0) { $0 + outline.prose[$1] }
      if outline.prose[best] >= 0.9 * sum, outline.prose[best] >= 0.25 * total {
        return descend(from: best, isMarked: true)
      }
      if sum >= 0.5 * total, let common = commonAncestor(outermost.filter { outline.prose[$0] > 0.05 * sum })
      {
        if outline.prose[common] <= 1.25 * sum { return common }
      }
    }
    if let own = ownArticle(head) { return descend(from: own, isMarked: false) }
    var start = tree.nodes.indices.first { tree.name($0) == "body" } ?? 0
    for name in ["article", "main"] {
      let found = tree.nodes.indices.filter {
        (tree.name($0) == name || tree.attribute("role", of: $0) == name) && !outline.isSkipped[$0]
      }
      if let best = found.max(by: { outline.prose[$0] < outline.prose[$1] }),
        outline.prose[best] >= 0.5 * total
      {
        start = best
        break
      }
    }
    return descend(from: start, isMarked: false)
  }

  /// The one of several articles on a page that the page is about: it has the title, or alone is long.
  private func ownArticle(_ head: PageHead) -> Int? {
    let all = tree.nodes.indices.filter {
      (tree.name($0) == "article" || tree.attribute("role", of: $0) == "article") && !outline.isSkipped[$0]
        && outline.prose[$0] >= 140
    }
    let articles = all.filter { node in !all.contains { $0 < node && outline.last[$0] >= node } }
    let titles = [head["og:title"], head["twitter:title"], head.title].compactMap(\.self)
    if let titled = articles.first(where: { holdsTitle($0, among: titles) }),
      outline.prose[titled] >= 0.05 * outline.prose[0]
    {
      return titled
    }
    let long = articles.filter { paragraphs(in: $0) >= 3 }
    return long.count == 1 && outline.prose[long[0]] >= 0.25 * outline.prose[0] ? long[0] : nil
  }

  private func holdsTitle(_ node: Int, among titles: [String]) -> Bool {
    (node...outline.last[node]).contains { inner in
      guard ["h1", "h2"].contains(tree.name(inner)), let heading = tree.text(of: inner).nonEmptyLine else {
        return false
      }
      return titles.contains { $0.begins(with: heading) }
    }
  }

  private func commonAncestor(_ nodes: [Int]) -> Int? {
    guard let first = nodes.first, let last = nodes.max() else { return nil }
    var node = first
    while node != 0, outline.last[node] < last { node = tree.nodes[node].parent }
    return node
  }

  /// Goes down while one element holds nearly all of the prose.
  private func descend(from start: Int, isMarked: Bool) -> Int {
    var node = start
    while true {
      let children = tree.nodes[node].children.filter {
        tree.nodes[$0].element != nil && !outline.isSkipped[$0]
      }
      guard let best = children.max(by: { outline.prose[$0] < outline.prose[$1] }), outline.prose[best] > 0,
        Self.isContainer(tree.name(best))
      else { return node }
      let share = outline.prose[best] / outline.prose[node]
      let isWhole = share >= (isMarked ? 0.97 : 0.9)
      guard isWhole || share >= 0.6 && isArticle(best, among: children) else { return node }
      if !isWhole, isMarked { return node }
      node = best
    }
  }

  /// Whether an element has paragraphs of an article, and those beside it have none.
  private func isArticle(_ node: Int, among siblings: [Int]) -> Bool {
    paragraphs(in: node) >= 3 && siblings.allSatisfy { $0 == node || paragraphs(in: $0) == 0 }
  }

  /// The blocks with more text than the announcement of another piece has.
  func paragraphs(in node: Int) -> Int {
    (node...outline.last[node]).count { outline.own[$0] > 120 }
  }

  private static func isContainer(_ name: String) -> Bool {
    ![
      "p", "blockquote", "ul", "ol", "pre", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "dl", "a",
      "span", "em", "strong", "b", "i",
    ].contains(name)
  }

  /// Paragraphs and images that stand before the element with the text, and lead into it.
  private func leadIn(before container: Int) -> [Int] {
    var found: [Int] = []
    var node = container
    for _ in 0..<3 {
      let parent = tree.nodes[node].parent
      guard node != 0, !["body", "html", ""].contains(tree.name(node)),
        outline.prose[parent] <= 1.6 * outline.prose[container] + 300
      else { break }
      let before = tree.nodes[parent].children.filter {
        $0 < node && !outline.isSkipped[$0] && tree.nodes[$0].element != nil
      }
      found = before.filter(leadsIn) + found
      if tree.name(node) == "article" { break }
      node = parent
    }
    return found
  }

  private func leadsIn(_ node: Int) -> Bool {
    let name = tree.name(node)
    if name == "p" { return outline.prose[node] >= 80 && outline.linkDensity(node) < 0.3 }
    if name == "figure" { return holds(node, ["img", "iframe", "video"]) }
    if name == "iframe" || name == "video" { return true }
    guard name == "div" || name == "header" || name == "section" else { return false }
    if names[node].contains(.dek) { return outline.prose[node] >= 60 && outline.characters[node] < 1_200 }
    return holds(node, ["iframe", "video"]) && outline.characters[node] < 400
  }

  func holds(_ node: Int, _ wanted: Set<String>) -> Bool {
    (node...outline.last[node]).contains { wanted.contains(tree.name($0)) }
  }
}
