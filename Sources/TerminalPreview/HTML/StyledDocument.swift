import Diagnostics
import Markup

/// An HTML tree with the style of every element, its links and its images.
struct StyledDocument: Sendable {
  struct Link: Hashable, Sendable {
    var url: String
    var label: String
  }

  let tree: MarkupTree
  private(set) var styles: [ComputedStyle]
  /// Whether a node is out of sight with everything in it.
  private(set) var isHidden: [Bool]
  /// For each node the number of the link it is in, from 1; 0 for none.
  private(set) var linkNumbers: [Int]
  /// Each address once, in document order.
  private(set) var links: [Link] = []
  private(set) var images: [Int] = []

  init(_ html: String, for screen: Screen) {
    tree = MarkupTree(html: html)
    styles = [ComputedStyle](repeating: ComputedStyle(), count: tree.nodes.count)
    isHidden = [Bool](repeating: false, count: tree.nodes.count)
    linkNumbers = [Int](repeating: 0, count: tree.nodes.count)
    styles[0].display = .block
    var cascade = Cascade(tree, for: screen)
    for node in tree.nodes.indices.dropFirst() {
      let parent = tree.nodes[node].parent
      linkNumbers[node] = linkNumbers[parent]
      if let element = tree.nodes[node].element {
        styles[node] = ComputedStyle(element, parent: styles[parent], values: cascade.values(of: node))
        isHidden[node] = isHidden[parent] || styles[node].display == .none
      } else {
        styles[node] = styles[parent].inherited
        isHidden[node] = isHidden[parent]
      }
    }
    collect()
  }

  private mutating func collect() {
    var numbers: [String: Int] = [:]
    for node in tree.nodes.indices.dropFirst() where !isHidden[node] {
      guard let element = tree.nodes[node].element else {
        if linkNumbers[tree.nodes[node].parent] > 0, styles[node].showsText {
          links[linkNumbers[tree.nodes[node].parent] - 1].label += tree.nodes[node].text
        }
        linkNumbers[node] = linkNumbers[tree.nodes[node].parent]
        continue
      }
      linkNumbers[node] = linkNumbers[tree.nodes[node].parent]
      if element.name == "img" {
        images.append(node)
        if linkNumbers[node] > 0 {
          links[linkNumbers[node] - 1].label += " " + (element.attributes["alt"] ?? "")
        }
      }
      guard element.name == "a", let href = element.attributes["href"], !href.hasPrefix("#") else { continue }
      let url = href.trimmingBlanks
      if let number = numbers[url] {
        linkNumbers[node] = number
      } else if !url.isEmpty {
        links.append(Link(url: url, label: ""))
        numbers[url] = links.count
        linkNumbers[node] = links.count
      }
    }
    for index in links.indices { links[index].label = links[index].label.withoutFiller }
  }

  /// The text of the body in document order with what is hidden, as inboxes read it.
  var inboxText: String {
    var text = String.UnicodeScalarView()
    var silent = [Bool](repeating: false, count: tree.nodes.count)
    for node in tree.nodes.indices.dropFirst() {
      let parent = tree.nodes[node].parent
      silent[node] = silent[parent] || MarkupTree.isSilent(tree.name(node))
      if silent[node] || text.count > 4000 { continue }
      let source =
        tree.nodes[node].element == nil
        ? tree.nodes[node].text
        : styles[node].display == .inline ? "" : " "
      for scalar in source.unicodeScalars {
        if !scalar.properties.isWhitespace {
          text.append(scalar)
        } else if let last = text.last, last != " " {
          text.append(" ")
        }
      }
    }
    return String(text)
  }
}
