/// Reads one file: finds tags, text and comments, and keeps the open elements.
struct FileParser {
  let parser: MJMLParser
  let source: [UInt8]
  let base: Int
  let name: String
  /// What the file's elements go below; -1 for the main file.
  let parent: Int
  let chain: [String]

  /// An element whose closing tag has not come yet.
  struct Open {
    var node: Int
    /// The name in the source, to find the closing tag and for messages.
    var name: Range<Int>
    /// Elements go below this node, which is not the own one in `<mjml>` of an include.
    var target: Int
  }

  var open: [Open] = []
  var unknownDepth = 0

  /// The node that elements, text and comments belong to.
  var current: Int { open.last?.target ?? parent }

  mutating func parse() throws(MJMLFailure) {
    var failure: MJMLFailure?
    let source = self.source
    source.withUnsafeBufferPointer { bytes in
      do throws(MJMLFailure) {
        try parse(bytes)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    for element in open.reversed() {
      parser.log.report(
        "unclosed-tag", at: base + element.name.lowerBound - 1,
        "<\(text(element.name))> is never closed")
    }
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: source[range.prefix(100)], as: UTF8.self)
  }

  func slice(_ range: Range<Int>) -> Slice {
    Slice(start: Int32(base + range.lowerBound), end: Int32(base + range.upperBound))
  }

  private mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(MJMLFailure) {
    var scanner = TagScanner(bytes, end: bytes.count)
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var textStart = position
    while let found = bytes.index(of: ASCII.less, from: position, upTo: bytes.count) {
      position = found + 1
      guard position < bytes.count else { break }
      let byte = bytes[position]
      guard byte.isLetter || byte == ASCII.slash || byte == ASCII.exclamation || byte == ASCII.question
      else { continue }
      reportDroppedText(bytes, textStart..<found)
      if byte == ASCII.exclamation {
        position = declaration(&scanner, found)
      } else if byte == ASCII.question {
        position = (bytes.index(of: "?>", from: found, upTo: bytes.count) ?? bytes.count - 2) + 2
      } else if byte == ASCII.slash {
        position = try closingTag(&scanner, found)
      } else {
        position = try openingTag(&scanner, found)
      }
      textStart = position
    }
    reportDroppedText(bytes, textStart..<bytes.count)
  }

  /// Comments are kept, in the body and in the head; other declarations are not.
  private mutating func declaration(_ scanner: inout TagScanner, _ start: Int) -> Int {
    let bytes = scanner.bytes
    guard bytes.has("<!--", at: start, upTo: scanner.end) else {
      if bytes.has("<![cdata[", at: start, upTo: scanner.end) {
        let end = bytes.index(of: "]]>", from: start, upTo: scanner.end) ?? scanner.end
        reportDroppedText(bytes, start + 9..<max(end, start + 9))
        return min(end + 3, scanner.end)
      }
      return bytes.index(of: ASCII.greater, from: start, upTo: scanner.end).map { $0 + 1 } ?? scanner.end
    }
    guard let end = scanner.endOfComment(start) else {
      parser.log.report("unclosed-comment", at: base + start, "the comment is never closed")
      return scanner.end
    }
    if current >= 0, unknownDepth == 0, end - start >= 7 {
      let content = parser.store.trimmed(slice(start + 4..<end - 3))
      _ = parser.tree.append(
        Tree.Node(
          component: Tree.Node.comment, name: slice(start..<start + 4), content: content,
          parent: Int32(current)))
    }
    return end
  }

  private mutating func reportDroppedText(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard unknownDepth == 0, let first = range.first(where: { !bytes[$0].isSpace }) else { return }
    let parent = open.last.map { "<\(text($0.name))>" } ?? "any element"
    let line = text(first..<range.upperBound).split(whereSeparator: \.isNewline).first ?? ""
    let place = open.isEmpty ? "outside \(parent)" : "inside \(parent)"
    parser.log.report(
      "dropped-text", at: base + first,
      "text \(place) does not reach the result: \(String(reflecting: String(line.prefix(40))))")
  }

  private mutating func closingTag(_ scanner: inout TagScanner, _ start: Int) throws(MJMLFailure) -> Int {
    let nameEnd = scanner.endOfName(start + 2)
    let end = scanner.endOfTag(start)?.end ?? scanner.end
    guard let number = indexOfOpen(scanner.bytes, start + 2..<nameEnd) else {
      parser.log.report(
        "unexpected-closing-tag", at: base + start, word: text(start + 2..<nameEnd),
        candidates: open.last.map { [text($0.name)] } ?? [],
        "</\(text(start + 2..<nameEnd))> closes nothing")
      return end
    }
    while open.count > number + 1 {
      let element = open.removeLast()
      closed(element)
      parser.log.report(
        "unclosed-tag", at: base + element.name.lowerBound - 1,
        "<\(text(element.name))> is not closed before </\(text(start + 2..<nameEnd))>")
    }
    closed(open.removeLast())
    return end
  }

  private mutating func closed(_ element: Open) {
    if element.node >= 0, parser.tree.nodes[element.node].component == Tree.Node.unknown {
      unknownDepth -= 1
    }
  }

  /// The innermost open element of that name.
  func indexOfOpen(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> Int? {
    open.lastIndex { element in
      guard element.name.count == name.count else { return false }
      return zip(element.name, name).allSatisfy { bytes[$0].lowercased == bytes[$1].lowercased }
    }
  }

  private mutating func openingTag(_ scanner: inout TagScanner, _ start: Int) throws(MJMLFailure) -> Int {
    let nameEnd = scanner.endOfName(start + 1)
    let tagName = start + 1..<nameEnd
    let component =
      parser.index.tags.number(in: scanner.bytes, from: start + 1, to: nameEnd) ?? Tree.Node.unknown
    var node = Tree.Node(component: component, name: slice(tagName), parent: Int32(current))
    node.firstAttribute = Int32(parser.tree.attributes.count)
    var position = nameEnd
    let (end, isSelfClosing) = readAttributes(&scanner, &position, component, &node)
    if component == parser.tags.include {
      try include(node)
      if !isSelfClosing { open.append(Open(node: -1, name: tagName, target: current)) }
      return end
    }
    let target = structuralTarget(node)
    let number = target ?? parser.tree.append(node)
    if isSelfClosing || isVoid(scanner.bytes, tagName, component) { return end }
    if component >= 0, parser.index.isRawContent[component], target == nil {
      let (content, after) = rawContent(&scanner, from: end, name: tagName)
      let trimmed = parser.store.trimmed(slice(content))
      if !trimmed.isEmpty { parser.tree.nodes[number].content = trimmed }
      return after
    }
    if component == Tree.Node.unknown { unknownDepth += 1 }
    open.append(Open(node: target == nil ? number : -1, name: tagName, target: number))
    if open.count > MJMLParser.depthLimit {
      throw parser.log.failure(
        "too-deep", at: base + start, "elements are nested more than \(MJMLParser.depthLimit) deep")
    }
    return end
  }

  /// Where the elements of an included `<mjml>`, `<mj-head>` or `<mj-body>` go.
  private mutating func structuralTarget(_ node: Tree.Node) -> Int? {
    guard parent >= 0, open.count < 2 else { return nil }
    if node.component == parser.tags.mjml, open.isEmpty { return parent }
    guard let outer = open.last, source[outer.name].elementsEqual("mjml".utf8) else { return nil }
    if node.component == parser.tags.body { return parent }
    if node.component == parser.tags.head { return parser.headNode() }
    return nil
  }

  /// Elements of HTML that have no closing tag.
  private func isVoid(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, _ component: Int) -> Bool {
    guard component == Tree.Node.unknown else { return false }
    let voids: [StaticString] = [
      "br", "img", "hr", "meta", "link", "input", "area", "base", "col", "embed", "source", "wbr",
    ]
    return voids.contains {
      $0.utf8CodeUnitCount == name.count && bytes.has($0, at: name.lowerBound, upTo: name.upperBound)
    }
  }
}
