import Editorial
import Markup

/// What within the text does not belong to it.
extension PageBody {
  mutating func clean(_ container: Int) {
    let total = max(outline.prose[container], 1)
    var node = container
    let end = outline.last[container]
    var hasProse = false
    while node < end {
      node += 1
      guard !leftOut[node], let element = tree.nodes[node].element else { continue }
      if outline.prose[node] > 80, element.name == "p" { hasProse = true }
      if isForeign(node, element, share: outline.prose[node] / total, isFirst: !hasProse) {
        if names[node].contains(.related) { relatedBoxes.append(node) }
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
