import Diagnostics
import Markup

/// An HTML tree with the style of every element, its links and its images.
struct StyledDocument: Sendable {
  struct Link: Hashable, Sendable {
    var url: String
    var label: String
  }

  let tree: MarkupTree
  let styles: StyleTable
  /// Whether a node is out of sight with everything in it.
  private(set) var isHidden: [Bool]
  /// For each node the number of the link it is in, from 1; 0 for none.
  private(set) var linkNumbers: [Int]
  /// Each address once, in document order.
  private(set) var links: [Link] = []
  private(set) var images: [Int] = []

  init(_ html: String, for screen: Screen) {
    tree = MarkupTree(html: html)
    isHidden = [Bool](repeating: false, count: tree.nodes.count)
    linkNumbers = [Int](repeating: 0, count: tree.nodes.count)
    var shared = SharedStyles(tree, for: screen)
    for node in tree.nodes.indices.dropFirst() {
      let parent = tree.nodes[node].parent
      shared.resolve(node)
      isHidden[node] = isHidden[parent] || shared.table[node].display == .none
    }
    styles = shared.table
    collect()
  }

  private mutating func collect() {
    var numbers: [String: Int] = [:]
    /// For each link the element whose words name it: the first that has any.
    var owners: [Int] = []
    var anchors = [Int](repeating: 0, count: tree.nodes.count)
    for node in tree.nodes.indices.dropFirst() where !isHidden[node] {
      let parent = tree.nodes[node].parent
      linkNumbers[node] = linkNumbers[parent]
      anchors[node] = anchors[parent]
      let link = linkNumbers[node] - 1
      guard let element = tree.nodes[node].element else {
        if link >= 0, owners[link] == anchors[node], styles[node].showsText {
          links[link].label += tree.nodes[node].text
        }
        continue
      }
      if element.name == "img" {
        images.append(node)
        if link >= 0, owners[link] == anchors[node] {
          links[link].label += " " + (element.attributes["alt"] ?? "")
        }
      }
      guard element.name == "a", let href = element.attributes["href"], !href.hasPrefix("#") else { continue }
      let url = href.trimmingBlanks
      anchors[node] = node
      if let number = numbers[url] {
        linkNumbers[node] = number
        if links[number - 1].label.withoutFiller.isEmpty { owners[number - 1] = node }
      } else if !url.isEmpty {
        links.append(Link(url: url, label: ""))
        owners.append(node)
        numbers[url] = links.count
        linkNumbers[node] = links.count
      }
    }
    for index in links.indices { links[index].label = links[index].label.withoutFiller }
  }

  /// The text of the body in document order with what is hidden, as inboxes read it, at least 200 characters.
  var inboxText: [(text: String, isHidden: Bool)] {
    var pieces: [(text: String, isHidden: Bool)] = []
    var silent = [Bool](repeating: false, count: tree.nodes.count)
    var count = 0
    for node in tree.nodes.indices.dropFirst() {
      silent[node] = silent[tree.nodes[node].parent] || MarkupTree.isSilent(tree.name(node))
      if silent[node] { continue }
      if count > 4000 { break }
      if tree.nodes[node].element == nil {
        let isShown = !isHidden[node] && styles[node].showsText
        pieces.append((tree.nodes[node].text, !isShown))
        count += tree.nodes[node].text.utf8.count
      } else if styles[node].display != .inline {
        pieces.append((" ", isHidden[node]))
      }
    }
    return pieces
  }

  /// The width in pixels that the author gave the whole letter: the first of 320 pixels or more.
  var containerWidth: Int? {
    for node in tree.nodes.indices where !isHidden[node] {
      for case .pixels(let pixels)? in [styles[node].maxWidth, styles[node].width]
      where (320...2000).contains(pixels) {
        return Int(pixels)
      }
    }
    return nil
  }
}
