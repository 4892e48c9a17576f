import CCmarkGFM
import Diagnostics
import Editorial

extension MarkdownBody {
  /// The inlines of a block; a line end of the source is the text `"\n"` until `softened` makes a blank of it.
  mutating func inlines(under parent: OpaquePointer, depth: Int) -> [Inline] {
    var gathered = GatheredInlines()
    var next = cmark_node_first_child(parent)
    while let node = next {
      next = cmark_node_next(node)
      gather(node, depth: depth, into: &gathered)
    }
    return gathered.finished()
  }

  private mutating func gather(
    _ node: OpaquePointer, depth: Int, into gathered: inout GatheredInlines
  ) {
    guard depth < Self.depthLimit else {
      gathered.text += plainText(of: node)
      return
    }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: gather(text: literal(node), into: &gathered)
    case CMARK_NODE_SOFTBREAK: gathered.append(.text("\n"))
    case CMARK_NODE_LINEBREAK: gathered.append(.lineBreak)
    case CMARK_NODE_CODE: gathered.append(.code(marked.restored(literal(node), asSource: true)))
    case CMARK_NODE_EMPH: gathered.append(.emphasis(inlines(under: node, depth: depth + 1)))
    case CMARK_NODE_STRONG: gathered.append(.strong(inlines(under: node, depth: depth + 1)))
    case CMARK_NODE_LINK: gather(link: node, depth: depth, into: &gathered)
    case CMARK_NODE_IMAGE: gather(image: node, into: &gathered)
    case CMARK_NODE_HTML_INLINE:
      let html = String(cString: cmark_node_get_literal(node))
      if html.lowercased().filter({ !$0.isWhitespace && $0 != "/" }) == "<br>" {
        gathered.append(.lineBreak)
      } else {
        leaveOut(html: cmark_node_get_literal(node), at: node)
      }
    default:
      if name(of: node) == "strikethrough" {
        gathered.append(.strikethrough(inlines(under: node, depth: depth + 1)))
      } else {
        gathered.text += plainText(of: node)
      }
    }
  }

  private mutating func gather(text: String, into gathered: inout GatheredInlines) {
    for piece in marked.pieces(of: text) {
      switch piece.mark {
      case .field(let field, _): gathered.append(.mergeField(field))
      case .literal(let literal, _): gathered.text += literal
      case .malformed(let place):
        gathered.text += "{{"
        if let place { report(malformedAt: place) }
      case nil: break
      }
      gathered.text += piece.text
    }
  }

  private mutating func gather(
    link node: OpaquePointer, depth: Int, into gathered: inout GatheredInlines
  ) {
    let parts = inlines(under: node, depth: depth + 1)
    let written = secureAddress(node)
    do throws(InvalidLinkURL) {
      gathered.append(.link(parts, url: try LinkURL(authored: written), title: title(node)))
    } catch {
      report("link-url", .link(written, error.explanation), at: node)
      for part in parts { gathered.append(part) }
    }
  }

  private mutating func gather(image node: OpaquePointer, into gathered: inout GatheredInlines) {
    let alt = plainText(of: node)
    let written = address(node)
    if let source = Picture.Source(written) {
      if alt.allSatisfy(\.isWhitespace) {
        report("image-alt", .noAlt(written), at: node, severity: .warning, help: [.noAltHelp])
      }
      gathered.append(.image(Picture(src: source, alt: alt, caption: title(node))))
    } else {
      report("image-url", .image(written), at: node)
      gathered.text += alt
    }
  }

  /// The text below a node without its form, gathered without recursion.
  func plainText(of node: OpaquePointer) -> String {
    guard let iterator = cmark_iter_new(node) else { return "" }
    defer { cmark_iter_free(iterator) }
    var text = ""
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard event == CMARK_EVENT_ENTER, let current = cmark_iter_get_node(iterator) else { continue }
      switch cmark_node_get_type(current) {
      case CMARK_NODE_TEXT: text += marked.restored(literal(current), asSource: false)
      case CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK: text += marked.restored(literal(current), asSource: true)
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
      case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: text += text.isEmpty ? "" : " "
      default: break
      }
    }
    return text
  }

  func literal(_ node: OpaquePointer) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  func name(of node: OpaquePointer) -> String {
    cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
  }

  private func address(_ node: OpaquePointer) -> String {
    marked.restored(cmark_node_get_url(node).map { String(cString: $0) } ?? "", asSource: false)
  }

  /// The address of a link; where an author only wrote `www.example.org`, https and not the http that cmark makes of it.
  private func secureAddress(_ node: OpaquePointer) -> String {
    let written = address(node)
    let host = written.dropFirst("http://".count)
    return host.hasPrefix("www.") && written.hasPrefix("http://") && plainText(of: node) == host
      ? "https://" + host : written
  }

  private func title(_ node: OpaquePointer) -> String? {
    let title = marked.restored(cmark_node_get_title(node).map { String(cString: $0) } ?? "", asSource: false)
    return title.cleanedLine.isEmpty ? nil : title.cleanedLine
  }

  /// Line ends of the source become blanks.
  func softened(_ parts: [Inline]) -> [Inline] {
    var gathered = GatheredInlines()
    for part in parts {
      switch part {
      case .text("\n"): gathered.text += " "
      case .text(let text): gathered.text += text
      case .emphasis(let inner): gathered.append(.emphasis(softened(inner)))
      case .strong(let inner): gathered.append(.strong(softened(inner)))
      case .strikethrough(let inner): gathered.append(.strikethrough(softened(inner)))
      case .link(let inner, let url, let title):
        gathered.append(.link(softened(inner), url: url, title: title))
      case .code, .image, .lineBreak, .mergeField: gathered.append(part)
      }
    }
    return gathered.finished()
  }
}

extension MarkdownBody {
  mutating func report(
    _ id: String, _ message: String, at node: OpaquePointer,
    severity: Finding.Severity = .error, help: [String] = []
  ) {
    var holder = node
    while cmark_node_get_start_line(holder) == 0, let parent = cmark_node_parent(holder) { holder = parent }
    let line = max(1, Int(cmark_node_get_start_line(holder)))
    var found = finding(id, message, line: line, severity: severity)
    found.help = help
    findings.append(found)
  }

  private mutating func report(malformedAt place: Place) {
    let line = (place.line ?? firstLine) - firstLine + 1
    var found = finding("merge-field", .malformed, line: line)
    if !isOneLine { found.place = place }
    found.help = [.mergeFieldForm]
    findings.append(found)
  }

  private func finding(
    _ id: String, _ message: String, line: Int, severity: Finding.Severity = .error
  ) -> Finding {
    let source = !isOneLine && lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
    let place = Place(file: file, line: isOneLine ? firstLine : firstLine + line - 1)
    return Finding(id, severity, message, at: place, sourceLine: source)
  }

  /// Says that HTML is not passed on; a comment says nothing to a reader anyhow.
  mutating func leaveOut(html: UnsafePointer<CChar>?, at node: OpaquePointer) {
    let text = marked.restored(html.map { String(cString: $0) } ?? "", asSource: true)
    guard !text.isHTMLComment else { return }
    htmlCount += 1
    guard htmlCount <= Self.findingLimit else { return }
    report("raw-html", .html(text.cleanedLine), at: node, severity: .warning)
  }
}

/// Inlines as they come, with neighbouring text made one.
struct GatheredInlines {
  private var parts: [Inline] = []
  var text = ""

  /// Adds a part; the text `"\n"`, a line end of the source, stays on its own.
  mutating func append(_ part: Inline) {
    if case .text(let more) = part, more != "\n" {
      text += more
      return
    }
    flush()
    parts.append(part)
  }

  mutating func finished() -> [Inline] {
    flush()
    return parts
  }

  private mutating func flush() {
    if !text.isEmpty { parts.append(.text(text)) }
    text = ""
  }
}

extension String {
  /// Whether it is one HTML comment and nothing else.
  fileprivate var isHTMLComment: Bool {
    let trimmed = cleanedLine
    guard trimmed.hasPrefix("<!--"), trimmed.hasSuffix("-->") else { return false }
    return trimmed.firstRange(of: "-->")?.upperBound == trimmed.endIndex
  }

  fileprivate static let malformed = "this is not a merge field"
  fileprivate static let mergeFieldForm =
    "write a merge field as {{recipient.name|friend}}, and two braces that mean nothing as \\{{"
  fileprivate static func link(_ written: String, _ why: String) -> String {
    "\(String(reflecting: String(written.prefix(100)))) cannot be a link: \(why)"
  }
  fileprivate static func image(_ written: String) -> String {
    "\(String(reflecting: String(written.prefix(100)))) cannot be an image: it has an https: address or a path"
  }
  fileprivate static func noAlt(_ written: String) -> String {
    "the image \(String(reflecting: String(written.prefix(100)))) has no alternative text"
  }
  fileprivate static let noAltHelp = "say between '![' and ']' what it shows"
  fileprivate static func html(_ html: String) -> String {
    "HTML is left out: \(String(reflecting: String(html.prefix(60))))"
  }
}
