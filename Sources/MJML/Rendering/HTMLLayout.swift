/// Writes a document with less white space, or indented.
///
/// Only white space that shows nothing changes: next to the tags of tables and
/// of the head it is left out, elsewhere a run of it becomes one. What stands in
/// `<pre>`, `<textarea>`, scripts, style sheets and comments stays as it is.
enum HTMLLayout {
  private static let structural: Set<String> = [
    "html", "head", "body", "meta", "link", "title", "style", "script", "table", "thead", "tbody", "tfoot",
    "tr",
    "td", "th", "colgroup", "col",
  ]

  /// Elements that stand on lines of their own.
  private static let blocks = structural.union([
    "div", "p", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "blockquote",
  ])

  private static let voids: Set<String> = [
    "meta", "link", "img", "br", "hr", "input", "col", "area", "base", "wbr",
  ]

  private static func isStructural(_ token: HTMLTokenizer.Token?) -> Bool {
    guard let token else { return true }
    switch token.kind {
    case .conditional, .declaration: return true
    case .opening, .closing: return structural.contains(token.name)
    case .text, .verbatim, .comment: return false
    }
  }

  /// The document without white space that shows nothing.
  static func minified(_ html: [UInt8]) -> [UInt8] {
    html.withUnsafeBufferPointer { bytes in
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count)
      var tokenizer = HTMLTokenizer(bytes)
      var before: HTMLTokenizer.Token?
      var token = tokenizer.next()
      while let current = token {
        let next = tokenizer.next()
        if current.kind == .text {
          writeCollapsed(
            UnsafeBufferPointer(rebasing: bytes[current.range]), before: before, after: next, to: &out)
        } else {
          out += bytes[current.range]
        }
        before = current
        token = next
      }
      return out
    }
  }

  /// Writes a text with each run of white space as one, a line break if there is
  /// one in it, and none at all at structural tags.
  private static func writeCollapsed(
    _ text: UnsafeBufferPointer<UInt8>, before: HTMLTokenizer.Token?, after: HTMLTokenizer.Token?,
    to out: inout [UInt8]
  ) {
    var space: UInt8?
    var isStart = true
    for byte in text {
      if byte.isSpace {
        space = space == ASCII.lineFeed || byte == ASCII.lineFeed ? ASCII.lineFeed : ASCII.space
        continue
      }
      if let pending = space, !(isStart && isStructural(before)) { out.append(pending) }
      space = nil
      isStart = false
      out.append(byte)
    }
    if let pending = space, !isStructural(after), !(isStart && isStructural(before)) { out.append(pending) }
  }

  /// The document with its lines indented, as far as the limit allows.
  static func beautified(_ html: [UInt8], limit: Int) -> [UInt8] {
    html.withUnsafeBufferPointer { bytes in
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count * 2)
      var tokenizer = HTMLTokenizer(bytes)
      var depth = 0
      while let token = tokenizer.next() {
        let isBlock = blocks.contains(token.name)
        if isBlock, token.kind == .closing { depth = max(0, depth - 1) }
        let isAtLineStart = out.last.map { $0 == ASCII.lineFeed } ?? true
        if isAtLineStart, isBlock || token.kind == .conditional || token.kind == .declaration {
          let length = bytes[token.range.lowerBound...].prefix(limit).prefix { $0 != ASCII.lineFeed }.count
          let room = max(0, limit - 1 - length)
          out += repeatElement(ASCII.space, count: min(2 * depth, room, 60))
        }
        out += bytes[token.range]
        if isBlock, token.kind == .opening(selfClosing: false), !voids.contains(token.name) { depth += 1 }
      }
      return out
    }
  }
}
