import CCmarkGFM
import Diagnostics
import Editorial
import Synchronization

/// Reads Markdown as GitHub does, with tables, strikethrough and bare links, into blocks.
///
/// HTML is not passed on: what is left out is said. Everything nested deeper than
/// `depthLimit` becomes plain text, so that no text can exhaust the stack.
struct MarkdownBody {
  static let depthLimit = 24
  /// How many findings of one kind are listed before the rest is only counted.
  static let findingLimit = 20

  let file: String
  let firstLine: Int
  /// What tells a call to action from another bold link; without it their actions are not told apart.
  let calls: CallReader?
  /// Whether the body stands on one line of its file, as in JSON: then every place is that line.
  var isOneLine = false
  /// What blocks of HTML are read with; nil leaves them out.
  var lexiconForHTML: Lexicon?
  var findings: [Finding] = []
  var marked = MarkedText("", file: "", firstLine: 1)
  var lines: [Substring] = []
  var htmlCount = 0

  init(file: String, firstLine: Int, calls: CallReader?, isOneLine: Bool = false) {
    self.file = file
    self.firstLine = firstLine
    self.calls = calls
    self.isOneLine = isOneLine
  }

  /// The blocks of a text; what is to be said about it is in `findings`.
  mutating func blocks(from text: String) -> [Block] {
    withDocument(text) { body, document in body.blocks(under: document, depth: 0) } ?? []
  }

  /// The inlines of a text that is one paragraph; nil when it is anything else.
  mutating func inlines(from text: String) -> [Inline]? {
    withDocument(text) { body, document in
      guard let first = cmark_node_first_child(document), cmark_node_next(first) == nil,
        cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH
      else { return nil }
      return body.inlines(under: first, depth: 0)
    } ?? nil
  }

  private mutating func withDocument<Result>(
    _ text: String, _ body: (inout MarkdownBody, OpaquePointer) -> Result
  ) -> Result? {
    marked = MarkedText(text, file: file, firstLine: firstLine)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let document = Self.document(marked.text) else { return nil }
    defer { cmark_node_free(document) }
    let result = body(&self, document)
    reportFootnotes()
    if htmlCount > Self.findingLimit {
      findings.append(
        Finding("raw-html", .warning, .moreHTML(htmlCount - Self.findingLimit), at: Place(file: file)))
    }
    return result
  }

  /// Mail has no place for footnotes: what is written as one stays text.
  private mutating func reportFootnotes() {
    guard !isOneLine, let line = lines.firstIndex(where: { $0.hasPrefix("[^") && $0.contains("]:") }) else {
      return
    }
    findings.append(
      Finding(
        "footnote", .warning, .footnote, at: Place(file: file, line: firstLine + line),
        sourceLine: String(lines[line]), help: [.footnoteHelp]))
  }

  /// Only one thread may parse: cmark-gfm switches the special characters of its extensions on and off
  /// in a table that all parsers share.
  private static let parsing = Mutex(())

  private static func document(_ text: String) -> OpaquePointer? {
    var text = text
    let address = parsing.withLock { _ -> UInt? in
      guard let parser = ccmark_parser_new() else { return nil }
      defer { cmark_parser_free(parser) }
      text.withUTF8 { octets in
        octets.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
      }
      return cmark_parser_finish(parser).map { UInt(bitPattern: $0) }
    }
    return address.flatMap { OpaquePointer(bitPattern: $0) }
  }

  mutating func blocks(under parent: OpaquePointer, depth: Int) -> [Block] {
    var blocks: [Block] = []
    var next = cmark_node_first_child(parent)
    while let node = next {
      next = cmark_node_next(node)
      if let lexiconForHTML, cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK {
        blocks += sanitised(node, lexiconForHTML)
      } else if let block = block(node, depth: depth) {
        blocks.append(block)
      }
    }
    return blocks
  }

  /// What the allow list keeps of a block of HTML.
  private mutating func sanitised(_ node: OpaquePointer, _ lexicon: Lexicon) -> [Block] {
    let html = SanitisedHTML(
      marked.restored(literal(node), asSource: true),
      at: Place(file: file, line: firstLine + max(1, Int(cmark_node_get_start_line(node))) - 1),
      lexicon: lexicon)
    findings += html.findings
    return html.blocks
  }

  private mutating func block(_ node: OpaquePointer, depth: Int) -> Block? {
    guard depth < Self.depthLimit else {
      report("nesting", .tooDeep, at: node, severity: .warning)
      let text = plainText(of: node).cleanedLine
      return text.isEmpty ? nil : .paragraph([.text(text)])
    }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: return paragraph(inlines(under: node, depth: 0))
    case CMARK_NODE_HEADING:
      let parts = inlines(under: node, depth: 0)
      return parts.isEmpty ? nil : .heading(level: Int(cmark_node_get_heading_level(node)), softened(parts))
    case CMARK_NODE_BLOCK_QUOTE: return quote(blocks(under: node, depth: depth + 1), last: node)
    case CMARK_NODE_LIST: return list(node, depth: depth)
    case CMARK_NODE_CODE_BLOCK: return code(node)
    case CMARK_NODE_THEMATIC_BREAK: return .rule
    case CMARK_NODE_HTML_BLOCK:
      leaveOut(html: cmark_node_get_literal(node), at: node)
      return nil
    default:
      return name(of: node) == "table" ? table(node) : nil
    }
  }

  /// A paragraph, or what a paragraph of one image or one link stands for.
  private func paragraph(_ parts: [Inline]) -> Block? {
    let parts = softened(parts)
    guard parts.count == 1 else { return parts.isEmpty ? nil : .paragraph(parts) }
    switch parts[0] {
    case .image(let picture):
      return .image(picture)
    case .link(let label, let url, _):
      if let embed = calls?.embed(label: label.labelText, url: url) { return .embed(embed) }
    case .strong(let inner):
      guard inner.count == 1, case .link(let label, let url, _) = inner[0], !label.labelText.isEmpty else {
        break
      }
      let call = CallToAction(.read, url: url, label: label.labelText)
      return .callToAction(calls?.call(label: label.labelText, url: url) ?? call)
    default: break
    }
    return .paragraph(parts)
  }

  /// A last paragraph, or the last line of one, that begins with a dash says who is quoted.
  private mutating func quote(_ blocks: [Block], last node: OpaquePointer) -> Block? {
    guard !blocks.isEmpty else { return nil }
    var blocks = blocks
    guard let paragraph = cmark_node_last_child(node), cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH,
      case .paragraph(let parts) = blocks.last
    else { return .quote(blocks, source: nil) }
    if blocks.count > 1, let source = parts.withoutDash {
      blocks.removeLast()
      return .quote(blocks, source: source)
    }
    // What is to be said about the paragraph was said when it was read first.
    var again = self
    let hard = again.inlines(under: paragraph, depth: 0)
    if let split = hard.lastIndex(of: .text("\n")),
      let source = softened(Array(hard[(split + 1)...])).withoutDash
    {
      blocks[blocks.count - 1] = .paragraph(softened(Array(hard[..<split])))
      return .quote(blocks, source: source)
    }
    return .quote(blocks, source: nil)
  }

  private mutating func list(_ node: OpaquePointer, depth: Int) -> Block? {
    var items: [[Block]] = []
    var next = cmark_node_first_child(node)
    while let item = next {
      let blocks = blocks(under: item, depth: depth + 1)
      if !blocks.isEmpty { items.append(blocks) }
      next = cmark_node_next(item)
    }
    guard !items.isEmpty else { return nil }
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return .list(
      ListBlock(
        isOrdered: isOrdered, start: isOrdered ? Int(cmark_node_get_list_start(node)) : 1, items: items))
  }

  private func code(_ node: OpaquePointer) -> Block {
    var text = marked.restored(literal(node), asSource: true)
    if text.hasSuffix("\n") { text.removeLast() }
    let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
    let language = marked.restored(info, asSource: false).prefix { !$0.isWhitespace }
    return .code(text, language: language.isEmpty ? nil : String(language))
  }

  private mutating func table(_ node: OpaquePointer) -> Block? {
    var rows: [[[Inline]]] = []
    var next = cmark_node_first_child(node)
    while let row = next {
      var cells: [[Inline]] = []
      var cell = cmark_node_first_child(row)
      while let current = cell {
        cells.append(softened(inlines(under: current, depth: 0)))
        cell = cmark_node_next(current)
      }
      rows.append(cells)
      next = cmark_node_next(row)
    }
    guard let header = rows.first else { return nil }
    let width = header.count
    let padded = rows.dropFirst().map { row in
      Array(row.prefix(width)) + Array(repeating: [], count: max(0, width - row.count))
    }
    return .table(header: header, rows: padded)
  }
}

extension [Inline] {
  /// What follows a dash and a blank at the beginning, or nil when there is no dash.
  var withoutDash: [Inline]? {
    guard case .text(let text) = first else { return nil }
    for dash in ["— ", "-- "] where text.hasPrefix(dash) {
      let rest = String(text.dropFirst(dash.count))
      let parts = (rest.isEmpty ? [] : [.text(rest)]) + dropFirst()
      return parts.isEmpty ? nil : parts
    }
    return nil
  }
}

extension String {
  fileprivate static let footnote =
    "footnotes are not understood: this and its marks stay as they are written"
  fileprivate static let footnoteHelp = "put the note into the text, in parentheses for instance"
  fileprivate static let tooDeep = "this is nested more than 24 levels deep; it becomes plain text"
  fileprivate static func moreHTML(_ count: Int) -> String { "HTML is left out in \(count) more places" }
}
