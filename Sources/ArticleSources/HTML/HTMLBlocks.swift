import Diagnostics
import Editorial
import Markup

/// Turns a part of an HTML tree into blocks by an allow list: what is not on it is left out or only text.
///
/// Elements of another kind than those of an article lose their form and keep
/// their words; scripts, forms, frames and the like lose both. Nesting deeper
/// than `depthLimit` is flattened.
struct HTMLBlocks {
  static let depthLimit = 12

  let tree: MarkupTree
  /// The address of the page, which references are relative to.
  let base: LinkURL?
  let lexicon: Lexicon
  /// The language of the words on calls to action.
  let language: Language
  /// Nodes that are left out with all that is below them.
  var leftOut: [Bool]
  /// What was left out, and how often.
  var omissions = Omissions()
  /// Images that are in the text already.
  var seenImages: Set<String> = []
  /// Players that are in the text already.
  var seenPlayers: Set<LinkURL> = []
  /// Further links that boxes in the text pointed at.
  var related: [Article.RelatedLink] = []

  var blocks: [Block] = []
  var line = LineOfText()
  var depth = 0
  /// Whether blocks are only lines: in headings and cells.
  var isFlat = false

  init(
    _ tree: MarkupTree, base: LinkURL?, lexicon: Lexicon, language: String?, leftOut: [Bool]? = nil
  ) {
    self.tree = tree
    self.base = base
    self.lexicon = lexicon
    self.language = lexicon.language(language)
    self.leftOut = leftOut ?? [Bool](repeating: false, count: tree.nodes.count)
  }

  /// The blocks of everything below a node.
  mutating func read(_ node: Int) -> [Block] {
    readChildren(of: node, [])
    flush()
    defer { blocks = [] }
    return blocks
  }

  /// The blocks of a node itself with everything below it.
  mutating func readElement(_ node: Int) -> [Block] {
    read(node, [])
    flush()
    defer { blocks = [] }
    return blocks
  }

  /// Ends the paragraph.
  mutating func flush() {
    if isFlat { return line.add(" ", []) }
    let parts = line.finished()
    guard parts.hasInk else { return }
    blocks.append(paragraph(parts))
  }

  /// A paragraph, or the call to action that a paragraph of one bold link is.
  private func paragraph(_ parts: [Inline]) -> Block { .paragraph(parts) }

  mutating func readChildren(of node: Int, _ forms: [LineOfText.Form]) {
    for child in tree.nodes[node].children { read(child, forms) }
  }

  /// The blocks of what is below a node, apart from those around it.
  mutating func collected(_ node: Int, _ forms: [LineOfText.Form] = []) -> [Block] {
    guard depth < Self.depthLimit else {
      flush()
      readChildren(of: node, forms)
      flush()
      return []
    }
    let outer = (blocks, line, isFlat)
    (blocks, line, isFlat) = ([], LineOfText(), false)
    depth += 1
    readChildren(of: node, forms)
    flush()
    depth -= 1
    defer { (blocks, line, isFlat) = outer }
    return blocks
  }

  /// The words of what is below a node as one line.
  mutating func collectedLine(_ node: Int) -> [Inline] {
    let outer = (blocks, line, isFlat)
    (blocks, line, isFlat) = ([], LineOfText(), true)
    readChildren(of: node, [])
    defer { (blocks, line, isFlat) = outer }
    return line.finished()
  }

  mutating func read(_ node: Int, _ forms: [LineOfText.Form]) {
    guard !leftOut[node] else { return }
    guard let element = tree.nodes[node].element else { return line.add(tree.nodes[node].text, forms) }
    let name = element.name
    if HTMLVocabulary.dropped.contains(name) { return omissions.add(element: name) }
    if element.isHidden { return }
    if HTMLVocabulary.isHeading(name) { return readHeading(node, element, forms) }
    switch name {
    case "br": readBreak(forms)
    case "hr":
      flush()
      if !isFlat { blocks.append(.rule) }
    case "div" where element.classes.contains(where: Self.captioned.contains):
      readFigure(node, element, forms)
    case "p", "div", "section", "article", "main", "center", "address", "dd", "fieldset", "details":
      flush()
      readChildren(of: node, forms)
      flush()
    case "dt", "summary", "legend":
      flush()
      readChildren(of: node, isFlat ? forms : forms.adding(.strong))
      flush()
    case "blockquote": readQuote(node, source: nil)
    case "ul", "ol", "dir": readList(node, element)
    case "li":
      // A list's own items are read by it.
      flush()
      readChildren(of: node, forms)
      flush()
    case "pre", "listing", "xmp": readCode(node, element)
    case "table": readTable(node, element, forms)
    case "figure": readFigure(node, element, forms)
    case "img", "amp-img": readImage(node, forms)
    case "noscript": readNoScript(node, forms)
    case "iframe", "amp-youtube", "amp-iframe", "embed", "object": readFrame(node, element)
    case "video", "audio": readPlayer(node, element)
    default: readInline(node, element, forms)
    }
  }

  /// Boxes that hold an image and its caption as a figure does.
  private static let captioned: Set<String> = [
    "wp-caption", "captioned-image-container", "image-caption-box",
  ]

  private mutating func readBreak(_ forms: [LineOfText.Form]) {
    if isFlat { return line.add(" ", forms) }
    if line.endsWithBreak { return flush() }
    line.add(.lineBreak, forms)
  }

  private mutating func readInline(_ node: Int, _ element: MarkupTree.Element, _ forms: [LineOfText.Form]) {
    switch element.name {
    case "em", "i", "cite", "dfn", "var": readChildren(of: node, forms.adding(.emphasis))
    case "strong", "b": readChildren(of: node, forms.adding(.strong))
    case "s", "strike", "del": readChildren(of: node, forms.adding(.strikethrough))
    case "code", "kbd", "samp", "tt": readChildren(of: node, forms.adding(.code))
    case "a": readLink(node, element, forms)
    case "q":
      line.add("“", forms)
      readChildren(of: node, forms)
      line.add("”", forms)
    case "sup", "sub":
      let text = tree.text(of: node).collapsedLine
      let mapped = element.name == "sup" ? HTMLVocabulary.raised(text) : HTMLVocabulary.lowered(text)
      if let mapped { line.add(mapped, forms) } else { readChildren(of: node, forms) }
    default:
      let isBlock = HTMLVocabulary.blocks.contains(element.name)
      if isBlock { flush() }
      if element.name == "form" { omissions.add(element: "form") }
      readChildren(of: node, forms)
      if isBlock { flush() }
    }
  }

  private mutating func readLink(_ node: Int, _ element: MarkupTree.Element, _ forms: [LineOfText.Form]) {
    let written = element.attributes["href"] ?? ""
    let isInLink = forms.contains { if case .link = $0 { true } else { false } }
    guard !written.isEmpty, !written.hasPrefix("#"), !isInLink else { return readChildren(of: node, forms) }
    do throws(InvalidLinkURL) {
      let url = try LinkURL(written, on: base)
      readChildren(of: node, forms + [.link(url, title: nil)])
    } catch {
      omissions.add(link: written, error)
      readChildren(of: node, forms)
    }
  }

  private mutating func readHeading(_ node: Int, _ element: MarkupTree.Element, _ forms: [LineOfText.Form]) {
    if isFlat { return readChildren(of: node, forms) }
    flush()
    let images = tree.descendants(of: node).filter { tree.name($0) == "img" }
    let parts = collectedLine(node).withoutImages
    let level = max(2, Int(String(element.name.dropFirst())) ?? 2)
    if !parts.plainText.collapsedLine.isEmpty { blocks.append(.heading(level: level, parts)) }
    for image in images { readImage(image, []) }
    flush()
  }
}

extension [LineOfText.Form] {
  /// The forms with one more, which does not stand within itself.
  func adding(_ form: LineOfText.Form) -> Self { contains(form) ? self : self + [form] }
}

extension [Inline] {
  /// Whether anything of it is seen.
  var hasInk: Bool {
    contains { part in
      switch part {
      case .text(let text), .code(let text): !text.isBlankText
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(let inner, _, _):
        inner.hasInk
      case .image, .mergeField: true
      case .lineBreak: false
      }
    }
  }

  /// The inlines without images at any level.
  var withoutImages: [Inline] {
    compactMap { part in
      switch part {
      case .image: nil
      case .emphasis(let inner): inner.withoutImages.isEmpty ? nil : .emphasis(inner.withoutImages)
      case .strong(let inner): inner.withoutImages.isEmpty ? nil : .strong(inner.withoutImages)
      case .strikethrough(let inner): .strikethrough(inner.withoutImages)
      case .link(let inner, let url, let title):
        inner.withoutImages.isEmpty ? nil : .link(inner.withoutImages, url: url, title: title)
      case .text, .code, .lineBreak, .mergeField: part
      }
    }
  }
}

extension MarkupTree.Element {
  /// Whether the page says that nobody sees it.
  var isHidden: Bool {
    if attributes["hidden"] != nil { return true }
    guard let style = attributes["style"], style.utf8.count > 7 else { return false }
    let plain = style.lowercased().filter { !$0.isWhitespace }
    return plain.contains("display:none") || plain.contains("visibility:hidden")
      || plain.contains("mso-hide:all")
  }
}
