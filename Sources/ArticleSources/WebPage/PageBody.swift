import Editorial
import Markup

/// Finds the element that holds the article, and what within it does not belong to it.
///
/// Prose is text in sentences outside links. Boxes whose names or links say what
/// they are go first, unless most of the prose is in them. Then the search goes
/// down from the page: as long as one element below holds nearly all of the
/// prose, the article is in it.
struct PageBody {
  private(set) var outline: PageOutline
  private let names: [BoxNames]
  /// The elements that hold the text, in order: what leads in, and the article.
  private(set) var containers: [Int] = []
  /// Whether a node is left out of the text.
  private(set) var leftOut: [Bool] = []
  /// Boxes of links to other pieces, in and near the text.
  private(set) var relatedBoxes: [Int] = []
  private let tree: MarkupTree

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
    let full = outline
    removeBoxes()
    if outline.prose[0] < 140, full.prose[0] > outline.prose[0] * 1.5 { outline = full }
    let container = container(head)
    leftOut = outline.isSkipped
    for node in leftOut.indices where keepsFrames(node) { leftOut[node] = false }
    let before = leadIn(before: container)
    containers = before + [container]
    for container in containers { clean(container) }
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

  // MARK: Boxes

  private mutating func removeBoxes() {
    let total = max(outline.prose[0], 1)
    var boxes: [Int] = []
    var end = 0
    for node in tree.nodes.indices.dropFirst() where node > end && !outline.isSkipped[node] {
      guard let element = tree.nodes[node].element, isBox(node, element, share: outline.prose[node] / total)
      else { continue }
      boxes.append(node)
      if isRelated(node, element) { relatedBoxes.append(node) }
      end = outline.last[node]
    }
    outline.skip(boxes)
  }

  private func isRelated(_ node: Int, _ element: MarkupTree.Element) -> Bool {
    names[node].contains(.related) && outline.linked[node] > 10
  }

  private func isBox(_ node: Int, _ element: MarkupTree.Element, share: Double) -> Bool {
    let names = names[node]
    let count = outline.characters[node]
    let density = outline.linkDensity(node)
    switch element.name {
    case "html", "body", "main": return false
    case "aside": return share < 0.5
    case "footer": return share < 0.3
    case "header":
      if share < 0.02, tree.nodes[node].parent != 0, count < 2_000, isSiteHeader(node) { return true }
    case "a", "span", "em", "strong", "b", "i", "img", "picture", "br", "code", "h1":
      return names.contains(.comments) && count < 60
    default: break
    }
    if names.isEmpty { return false }
    if names.contains(.comments), share < 0.75, !holdsTitle(node) { return true }
    if names.contains(.margins), share < 0.4, !holdsTitle(node) || density > 0.5 { return true }
    if names.contains(.related), share < 0.3, density > 0.25 || count < 400 { return true }
    if names.contains(.links), share < 0.3, density > 0.3 || count < 200 && !holdsTitle(node) { return true }
    if names.contains(.boxes), share < 0.25, count < 1_500, !names.contains(.body), !holdsTitle(node) {
      return true
    }
    if names.contains(.details), share < (count < 200 ? 0.3 : 0.12), count < 700, !names.contains(.body),
      !holdsTitle(node)
    {
      return true
    }
    return false
  }

  private func isSiteHeader(_ node: Int) -> Bool {
    outline.linkDensity(node) > 0.4 && !holdsTitle(node)
  }

  private func holdsTitle(_ node: Int) -> Bool {
    guard node < outline.last[node] else { return false }
    return ((node + 1)...outline.last[node]).contains { tree.name($0) == "h1" }
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
      if outline.prose[best] >= 0.9 * sum, outline.prose[best] >= 0.45 * total {
        return descend(from: best, isMarked: true)
      }
      if sum >= 0.5 * total, let common = commonAncestor(outermost.filter { outline.prose[$0] > 0.05 * sum })
      {
        if outline.prose[common] <= 1.25 * sum { return common }
      }
    }
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
  private func paragraphs(in node: Int) -> Int {
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

  private func holds(_ node: Int, _ wanted: Set<String>) -> Bool {
    (node...outline.last[node]).contains { wanted.contains(tree.name($0)) }
  }

  // MARK: Cleaning

  private mutating func clean(_ container: Int) {
    let total = max(outline.prose[container], 1)
    var node = container
    let end = outline.last[container]
    var hasProse = false
    while node < end {
      node += 1
      guard !leftOut[node], let element = tree.nodes[node].element else { continue }
      if outline.prose[node] > 80, element.name == "p" { hasProse = true }
      if isForeign(node, element, share: outline.prose[node] / total, isFirst: !hasProse) {
        if isRelated(node, element) || names[node].contains(.related) { relatedBoxes.append(node) }
        for inner in node...outline.last[node] { leftOut[inner] = true }
        node = outline.last[node]
      }
    }
  }

  private func isForeign(_ node: Int, _ element: MarkupTree.Element, share: Double, isFirst: Bool) -> Bool {
    let count = outline.characters[node]
    let density = outline.linkDensity(node)
    switch element.name {
    case "h1": return true
    case "header": return isFirst && share < 0.2 && !holds(node, ["img", "iframe"])
    case "form": return share < 0.2
    case "time": return count < 60
    case "ul", "ol":
      let items = tree.nodes[node].children.count { tree.name($0) == "li" }
      let onPage = onPageLinks(in: node)
      if items > 1, onPage * 10 > items * 8, density > 0.7 { return true }
      return density > 0.92 && items > 2 && count < items * 30
    case "div", "section", "table", "aside":
      if holds(node, ["input"]), count < 700, share < 0.2 { return true }
      let hasMedia = holds(
        node, ["img", "iframe", "video", "audio", "pre", "blockquote", "picture", "amp-img"])
      return density > 0.75 && count > 0 && count < 1_500 && !hasMedia && element.name != "table"
        && share < 0.1
    default: return false
    }
  }

  private func onPageLinks(in node: Int) -> Int {
    (node...outline.last[node]).count { tree.attribute("href", of: $0)?.hasPrefix("#") ?? false }
  }
}
