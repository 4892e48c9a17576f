import Editorial
import Markup

/// Where the prose of a page is: for each element how much text it holds, how much of that in links.
struct PageOutline {
  let tree: MarkupTree
  /// Nodes that hold no text for readers: scripts, navigation, what is hidden.
  private(set) var isSkipped: [Bool]
  /// Characters below each node.
  private(set) var characters: [Int]
  /// Characters in links below each node.
  private(set) var linked: [Int]
  /// The weight of the prose below each node.
  private(set) var prose: [Double]
  /// The weight of the text that stands in a block itself.
  private(set) var own: [Double]
  /// The last node below each node.
  private(set) var last: [Int]
  /// For each node the block it stands in.
  private var block: [Int]

  init(_ tree: MarkupTree) {
    self.tree = tree
    let count = tree.nodes.count
    isSkipped = [Bool](repeating: false, count: count)
    characters = [Int](repeating: 0, count: count)
    linked = characters
    prose = [Double](repeating: 0, count: count)
    own = prose
    last = Array(0..<count)
    block = [Int](repeating: 0, count: count)
    for node in stride(from: count - 1, to: 0, by: -1) {
      last[tree.nodes[node].parent] = max(last[tree.nodes[node].parent], last[node])
    }
    for node in tree.nodes.indices.dropFirst() {
      let parent = tree.nodes[node].parent
      isSkipped[node] = isSkipped[parent] || tree.nodes[node].element.map(Self.isSilent) ?? false
    }
    weigh()
  }

  /// Classes of what is only for screen readers, printers or editors.
  private static let unseen: Set<String> = [
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "mw-editsection",
    "mw-cite-backlink",
    "noprint", "navbox", "reference-accessdate", "Z3988", "mw-empty-elt", "hidden-print",
  ]

  private static func isSilent(_ element: MarkupTree.Element) -> Bool {
    if HTMLVocabulary.dropped.contains(element.name) { return true }
    if element.name == "noscript" || element.name == "iframe" || element.isHidden { return true }
    if element.attributes["aria-hidden"] == "true", element.name != "img" { return true }
    if !element.classes.isEmpty, element.classes.contains(where: unseen.contains) { return true }
    if let role = element.attributes["role"]?.lowercased() {
      return [
        "navigation", "menu", "menubar", "complementary", "contentinfo", "alert", "alertdialog", "dialog",
        "search", "toolbar",
      ].contains(role)
    }
    return false
  }

  /// Leaves nodes out with all below them, and weighs again.
  mutating func skip(_ nodes: [Int]) {
    guard !nodes.isEmpty else { return }
    for node in nodes { for inner in node...last[node] { isSkipped[inner] = true } }
    weigh()
  }

  private mutating func weigh() {
    let count = tree.nodes.count
    var letters = [Int](repeating: 0, count: count)
    var linkedLetters = letters
    var marks = letters
    var inLink = [Bool](repeating: false, count: count)
    for node in 0..<count {
      (characters[node], linked[node], prose[node], own[node]) = (0, 0, 0, 0)
      guard node > 0, !isSkipped[node] else { continue }
      let parent = tree.nodes[node].parent
      inLink[node] = inLink[parent]
      block[node] = block[parent]
      if let element = tree.nodes[node].element {
        if HTMLVocabulary.blocks.contains(element.name) { block[node] = node }
        if element.name == "a", element.attributes["href"] != nil { inLink[node] = true }
        continue
      }
      let (count, stops) = Self.measure(tree.nodes[node].text)
      letters[block[node]] += count
      marks[block[node]] += stops
      if inLink[node] { linkedLetters[block[node]] += count }
      characters[node] = count
      if inLink[node] { linked[node] = count }
    }
    for node in stride(from: count - 1, to: 0, by: -1) where !isSkipped[node] {
      if letters[node] > 0 { own[node] = weight(node, letters[node], linkedLetters[node], marks[node]) }
      prose[node] += own[node]
      let parent = tree.nodes[node].parent
      characters[parent] += characters[node]
      linked[parent] += linked[node]
      prose[parent] += prose[node]
    }
    if letters[0] > 0 { prose[0] += weight(0, letters[0], linkedLetters[0], marks[0]) }
  }

  /// How many characters a text has, runs of blanks as one, and how many of them end or part sentences.
  private static func measure(_ text: String) -> (letters: Int, stops: Int) {
    var letters = 0
    var stops = 0
    var isAfterBlank = true
    for byte in text.utf8 {
      switch byte {
      case 0...0x20:
        if !isAfterBlank { letters += 1 }
        isAfterBlank = true
        continue
      case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"):
        stops += 1
      // A character of the far east says as much as three letters; its stops are among those of E3.
      case 0xE3...0xEF:
        letters += 2
        if byte == 0xE3 { stops += 1 }
      default: break
      }
      isAfterBlank = false
      // The second octet of a letter is no letter of its own.
      if byte & 0xC0 != 0x80 { letters += 1 }
    }
    return (letters, stops)
  }

  private func weight(_ node: Int, _ own: Int, _ ownLinked: Int, _ stops: Int) -> Double {
    let plain = Double(own - ownLinked)
    guard own >= 20, plain >= 15, Double(ownLinked) <= Double(own) * 0.6 else { return 0 }
    let factor: Double =
      switch tree.name(node) {
      case "p", "blockquote": 1
      case "li", "dd": 0.6
      case "td", "th": 0.7
      case "pre": 0.6
      case "figcaption", "caption", "dt", "summary": 0.1
      case "h1", "h2", "h3", "h4", "h5", "h6", "footer", "address", "legend", "option": 0
      default: 0.85
      }
    // A line without a stop is a label more often than a sentence.
    let isSentence = stops > 0 && own >= 40
    return plain * factor * (isSentence ? 1 : own >= 80 ? 0.6 : 0.2)
  }

  /// What share of the characters stands in links.
  func linkDensity(_ node: Int) -> Double {
    characters[node] == 0 ? 0 : Double(linked[node]) / Double(characters[node])
  }
}
