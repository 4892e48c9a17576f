import Editorial
import Markup

extension HTMLBlocks {
  /// A quotation; its source is what `cite` or `footer` says at its end, or a last paragraph after a dash.
  mutating func readQuote(_ node: Int, source given: [Inline]?) {
    if isFlat { return readChildren(of: node, []) }
    flush()
    var source = given
    if source == nil, let holder = sourceOfQuote(node) {
      source = collectedLine(holder).withoutLeadingDash
      leftOut[holder] = true
    }
    var inner = collected(node)
    if source == nil, inner.count > 1, case .paragraph(let parts) = inner.last, parts.beginsWithDash {
      source = parts.withoutLeadingDash
      inner.removeLast()
    }
    while let last = inner.last, last.plainText.allSatisfy(\.isWhitespace), !last.isPicture {
      inner.removeLast()
    }
    guard !inner.isEmpty else { return }
    blocks.append(.quote(inner, source: source.flatMap { $0.isEmpty ? nil : $0 }))
  }

  /// The element that ends a quotation and says where it is from.
  private func sourceOfQuote(_ node: Int) -> Int? {
    var last: Int?
    for child in tree.descendants(of: node) {
      if tree.nodes[child].element == nil, !tree.nodes[child].text.isBlankText { last = child }
    }
    guard var holder = last else { return nil }
    while holder != node {
      if ["cite", "footer"].contains(tree.name(holder)) { return holds(node, beside: holder) ? holder : nil }
      holder = tree.nodes[holder].parent
    }
    return nil
  }

  /// Whether anything of a quotation remains without its source.
  private func holds(_ node: Int, beside source: Int) -> Bool {
    let inside = source...(tree.descendants(of: source).last ?? source)
    return tree.descendants(of: node).contains {
      !inside.contains($0) && tree.nodes[$0].element == nil && !tree.nodes[$0].text.isBlankText
    }
  }

  /// A list with its items; one of pictures alone is the pictures.
  mutating func readList(_ node: Int, _ element: MarkupTree.Element) {
    flush()
    guard !isFlat, depth < Self.depthLimit else { return readChildren(of: node, []) }
    var items: [[Block]] = []
    for child in tree.nodes[node].children where !leftOut[child] {
      if tree.nodes[child].element == nil {
        let text = tree.nodes[child].text.collapsedLine
        if !text.isEmpty { items.append([.paragraph([.text(text)])]) }
        continue
      }
      let name = tree.name(child)
      if HTMLVocabulary.dropped.contains(name) || tree.nodes[child].element?.isHidden ?? false { continue }
      let inner = collected(child)
      if inner.isEmpty { continue }
      if name == "ul" || name == "ol", !items.isEmpty {
        items[items.count - 1].append(.list(ListBlock(isOrdered: name == "ol", items: inner.map { [$0] })))
      } else {
        items.append(inner)
      }
    }
    guard !items.isEmpty else { return }
    if items.joined().allSatisfy(\.isPicture) { return blocks.append(contentsOf: items.joined()) }
    let start = element.attributes["start"].flatMap { Int($0) } ?? 1
    blocks.append(
      .list(ListBlock(isOrdered: element.name == "ol", start: max(0, min(start, 999_999)), items: items)))
  }

  /// Text that keeps its lines; the language is what highlighters write into classes.
  mutating func readCode(_ node: Int, _ element: MarkupTree.Element) {
    if isFlat { return readChildren(of: node, []) }
    flush()
    var text = ""
    var language = Self.language(of: element)
    var skipped = node
    for child in tree.descendants(of: node) where child > skipped || skipped == node {
      guard let inner = tree.nodes[child].element else {
        text += tree.nodes[child].text
        continue
      }
      if inner.name == "br" { text += "\n" }
      if language == nil { language = Self.language(of: inner) }
      let isGutter = inner.classes.contains {
        ["gutter", "lineno", "linenos", "line-numbers-rows", "line-number"].contains($0)
      }
      if isGutter || leftOut[child] || HTMLVocabulary.dropped.contains(inner.name) {
        skipped = tree.descendants(of: child).last ?? child
      }
    }
    text = text.cleaned
    if text.hasPrefix("\n") { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    if !text.isEmpty { blocks.append(.code(text.replacing("\u{A0}", with: " "), language: language)) }
  }

  private static func language(of element: MarkupTree.Element) -> String? {
    for name in element.classes {
      for prefix in ["language-", "lang-", "highlight-source-", "brush:"] where name.hasPrefix(prefix) {
        let language = name.dropFirst(prefix.count)
        let isName =
          language.utf8.count < 20 && !language.isEmpty
          && language.allSatisfy { $0.isASCII && !$0.isWhitespace }
        if isName, language != "none", language != "plaintext" { return String(language) }
      }
    }
    return element.attributes["data-lang"] ?? element.attributes["data-language"]
  }
}

extension Block {
  /// Whether it is an image alone.
  var isPicture: Bool { if case .image = self { true } else { false } }
}

extension String {
  /// Whether there is nothing but white space.
  var isBlankText: Bool {
    utf8.allSatisfy { $0 <= 0x20 } || unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }
}

extension [Inline] {
  /// Whether the text begins with a dash and a blank or a name.
  var beginsWithDash: Bool {
    guard case .text(let text) = first else { return false }
    return text.hasPrefix("— ") || text.hasPrefix("– ") || text.hasPrefix("-- ") || text.hasPrefix("—")
      || text.hasPrefix("― ")
  }

  /// The inlines without a dash and blanks at the beginning.
  var withoutLeadingDash: [Inline] {
    guard case .text(let text) = first else { return self }
    let rest = String(text.drop { "—–―-".contains($0) || $0.isWhitespace })
    return (rest.isEmpty ? [] : [.text(rest)]) + dropFirst()
  }
}
