import Editorial
import Markup

/// What on a page stands beside the article, by its names, its links and the headings before it.
extension PageBody {
  mutating func removeBoxes() {
    let total = max(outline.prose[0], 1)
    var boxes: [Int] = []
    var end = 0
    for node in tree.nodes.indices.dropFirst() where node > end && !outline.isSkipped[node] {
      guard let element = tree.nodes[node].element, isBox(node, element, share: outline.prose[node] / total)
      else { continue }
      boxes.append(node)
      if names[node].contains(.related) && outline.linked[node] > 10 || headings.linked(in: node) > 1 {
        relatedBoxes.append(node)
      }
      end = outline.last[node]
    }
    outline.skip(boxes)
  }

  private func isBox(_ node: Int, _ element: MarkupTree.Element, share: Double) -> Bool {
    switch element.name {
    case "html", "body", "main": return false
    case "aside": return !holdsTitle(node) && (share < 0.5 || isMuchBeside(node))
    case "footer": return share < 0.3 && !isInQuotation(node)
    case "header":
      if share < 0.02, tree.nodes[node].parent != 0, outline.characters[node] < 2_000, isSiteHeader(node) {
        return true
      }
    case "article":
      if isTeaser(node, share: share) { return true }
    case "div", "section", "ul", "ol":
      if isTeaserList(node, share: share) { return true }
    case "a", "span", "em", "strong", "b", "i", "img", "picture", "br", "code", "h1":
      return names[node].contains(.comments) && outline.characters[node] < 60
    default: break
    }
    return !names[node].isEmpty && isNamedBox(node, element, share: share)
  }

  /// Whether a footer says who is quoted.
  private func isInQuotation(_ node: Int) -> Bool {
    var parent = tree.nodes[node].parent
    while parent > 0 {
      if tree.name(parent) == "blockquote" { return true }
      parent = tree.nodes[parent].parent
    }
    return false
  }

  private func isNamedBox(_ node: Int, _ element: MarkupTree.Element, share: Double) -> Bool {
    let names = names[node]
    let count = outline.characters[node]
    let density = outline.linkDensity(node)
    let isTitled = holdsTitle(node)
    if names.contains(.comments), share < 0.75, !isTitled { return true }
    if names.contains(.margins), !isTitled || density > 0.5, share < 0.4 || isMuchBeside(node) { return true }
    if names.contains(.related), share < 0.3, density > 0.1 || count < 400 { return true }
    if names.contains(.links), share < 0.3, density > 0.3 || count < 200 && !isTitled { return true }
    if names.contains(.body) || isTitled { return false }
    if names.contains(.notices), share < 0.25 && count < 1_500 || share < 0.7 && isMuchBeside(node) {
      return true
    }
    if names.contains(.boxes), share < 0.25, count < 1_500, !holdsText(node, element),
      !sharesName(node, element)
    {
      return true
    }
    return names.contains(.details) && share < (count < 200 ? 0.3 : 0.12) && count < 700
  }

  /// Whether a box has sentences as an article has them: sections are called `ads` that only hold some.
  private func holdsText(_ node: Int, _ element: MarkupTree.Element) -> Bool {
    if element.name == "p" { return outline.prose[node] > 100 }
    guard outline.linkDensity(node) < 0.2, !holds(node, ["form", "input", "iframe"]) else { return false }
    return outline.prose[node] > (outline.linked[node] == 0 ? 160 : 350)
      || (node...outline.last[node]).count { tree.name($0) == "p" && outline.own[$0] > 80 } > 1
  }

  /// Whether siblings of the same name hold text: then the name says nothing of one of them.
  private func sharesName(_ node: Int, _ element: MarkupTree.Element) -> Bool {
    guard !element.classes.isEmpty else { return false }
    let alike = tree.nodes[tree.nodes[node].parent].children.prefix(60).filter {
      tree.nodes[$0].element.map { $0.name == element.name && $0.classes == element.classes } ?? false
    }
    return alike.count > 2 && alike.contains { holdsText($0, element) }
  }

  /// Whether there is an article's worth of prose outside, and the title too.
  private func isMuchBeside(_ node: Int) -> Bool {
    outline.prose[0] - outline.prose[node] >= 250 && headings.titles(in: 0) > headings.titles(in: node)
  }

  private func isSiteHeader(_ node: Int) -> Bool {
    outline.linkDensity(node) > 0.4 && !holdsTitle(node)
  }

  func holdsTitle(_ node: Int) -> Bool { headings.titles(in: node) > 0 && tree.name(node) != "h1" }

  // MARK: Teasers

  /// Headings that are links, each with a few words under it: a list of other pieces.
  private func isTeaserList(_ node: Int, share: Double) -> Bool {
    let links = headings.linked(in: node)
    guard links > 1, headings.plain(in: node) * 2 <= links, share < 0.4, !holdsTitle(node) else {
      return false
    }
    return outline.characters[node] < links * 450 && outline.linkDensity(node) > 0.06
  }

  /// An article within a page that only announces another page.
  private func isTeaser(_ node: Int, share: Double) -> Bool {
    share < 0.3 && headings.linked(in: node) == 1 && headings.plain(in: node) == 0
      && outline.characters[node] < 900 && paragraphs(in: node) <= 2 && !holdsTitle(node)
  }

  // MARK: Announced boxes

  /// Leaves out what follows `Related articles` and `Comments`.
  mutating func removeAnnounced() {
    let total = max(outline.prose[0], 1)
    var before = 0.0
    var skipped: [Int] = []
    var end = 0
    for node in tree.nodes.indices.dropFirst() where node > end && !outline.isSkipped[node] {
      if isLine(node), let announcement = Announcement(tree.text(of: node).collapsedLine) {
        let found = announced(by: node, announcement, isLate: before > 0.4 * total, total: total)
        for box in found where announcement == .others { relatedBoxes.append(box) }
        skipped += found
        end = found.map { outline.last[$0] }.max() ?? end
      }
      before += outline.own[node]
    }
    outline.skip(skipped)
  }

  /// Whether a node is a heading, or a short line that could be one.
  private func isLine(_ node: Int) -> Bool {
    let name = tree.name(node)
    guard outline.characters[node] < 90, outline.characters[node] > 3 else { return false }
    if HTMLVocabulary.isHeading(name) { return name != "h1" }
    return (name == "p" || name == "div") && outline.own[node] < 60
      && !tree.nodes[node].children.contains { HTMLVocabulary.blocks.contains(tree.name($0)) }
  }

  private func announced(
    by heading: Int, _ announcement: Announcement, isLate: Bool, total: Double
  ) -> [Int] {
    if announcement == .comments, !isLate { return [] }
    let parent = tree.nodes[heading].parent
    let siblings = tree.nodes[parent].children.filter {
      tree.nodes[$0].element != nil && !outline.isSkipped[$0]
    }
    let later = siblings.filter { $0 > heading }
    // The first thing in a box: all of the box.
    if siblings.first == heading, outline.prose[parent] < 0.4 * total, !holdsTitle(parent),
      announcement == .comments || later.allSatisfy({ !isText($0) })
    {
      return [parent]
    }
    var found = [heading]
    for sibling in later {
      let name = tree.name(sibling)
      if HTMLVocabulary.isHeading(name), name <= tree.name(heading), headings.linked(in: sibling) == 0 {
        break
      }
      if announcement == .others, isText(sibling) { break }
      found.append(sibling)
    }
    // A heading alone says nothing of what follows.
    if found.count == 1, announcement == .others, !later.isEmpty { return [] }
    let sum = found.reduce(0) { $0 + outline.prose[$1] }
    return sum < 0.5 * total ? found : [heading]
  }

  /// Whether a node is text of the article rather than a list of links with their excerpts.
  private func isText(_ node: Int) -> Bool {
    switch tree.name(node) {
    case "pre", "blockquote", "table", "figure": return true
    default: break
    }
    if headings.linked(in: node) > 0 { return false }
    return outline.own[node] > 100 && outline.linkDensity(node) < 0.3
      || outline.prose[node] > 120 && outline.linked[node] == 0
  }
}
