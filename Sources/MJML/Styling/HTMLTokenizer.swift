/// Cuts a document into tags, comments and texts, one after the other.
struct HTMLTokenizer {
  struct Token {
    enum Kind: Equatable {
      case text
      /// What stands in `<style>`, `<script>`, `<pre>` or `<textarea>`.
      case verbatim
      case comment
      /// `<!--[if …]>` or `<![endif]-->` with what belongs to it.
      case conditional
      case declaration
      case opening(selfClosing: Bool)
      case closing
    }

    var kind: Kind
    var range: Range<Int>
    /// The name of a tag in lower case.
    var name: String = ""
  }

  private var scanner: TagScanner
  private var position = 0
  /// Set behind a tag whose content is verbatim.
  private var verbatim: StaticString?

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    scanner = TagScanner(bytes, end: bytes.count)
  }

  mutating func next() -> Token? {
    let bytes = scanner.bytes
    guard position < bytes.count else { return nil }
    let start = position
    if let close = verbatim {
      verbatim = nil
      position = bytes.index(of: close, from: start, upTo: bytes.count) ?? bytes.count
      if position > start { return Token(kind: .verbatim, range: start..<position) }
    }
    if let token = markup(at: start) {
      position = token.range.upperBound
      return token
    }
    position += 1
    while let less = bytes.index(of: ASCII.less, from: position, upTo: bytes.count) {
      position = less
      if isMarkup(at: less) { break }
      position += 1
    }
    if position <= start || !isMarkup(at: position) { position = bytes.count }
    return Token(kind: .text, range: start..<position)
  }

  private func isMarkup(at start: Int) -> Bool {
    let bytes = scanner.bytes
    guard start + 1 < bytes.count, bytes[start] == ASCII.less else { return false }
    let next = bytes[start + 1]
    return next.isLetter || next == ASCII.slash || next == ASCII.exclamation
  }

  private mutating func markup(at start: Int) -> Token? {
    guard isMarkup(at: start) else { return nil }
    let bytes = scanner.bytes
    if bytes[start + 1] == ASCII.exclamation { return declaration(at: start) }
    guard let tag = scanner.endOfTag(start) else { return nil }
    let isClosing = bytes[start + 1] == ASCII.slash
    let nameStart = start + (isClosing ? 2 : 1)
    let name = String(
      decoding: bytes[nameStart..<scanner.endOfName(nameStart)].map(\.lowercased), as: UTF8.self)
    if !isClosing, !tag.selfClosing {
      switch name {
      case "style": verbatim = "</style"
      case "script": verbatim = "</script"
      case "pre": verbatim = "</pre"
      case "textarea": verbatim = "</textarea"
      default: break
      }
    }
    return Token(
      kind: isClosing ? .closing : .opening(selfClosing: tag.selfClosing), range: start..<tag.end, name: name)
  }

  private mutating func declaration(at start: Int) -> Token? {
    let bytes = scanner.bytes
    if bytes.has("<!--[if", at: start, upTo: bytes.count)
      || bytes.has("<!--<![endif]", at: start, upTo: bytes.count)
    {
      // What only Outlook reads is one token, up to its end.
      guard let end = scanner.endOfComment(start) else { return nil }
      return Token(kind: .conditional, range: start..<end)
    }
    if bytes.has("<!--", at: start, upTo: bytes.count) {
      guard let end = scanner.endOfComment(start) else { return nil }
      return Token(kind: .comment, range: start..<end)
    }
    let end = bytes.index(of: ASCII.greater, from: start, upTo: bytes.count).map { $0 + 1 }
    return end.map { Token(kind: .declaration, range: start..<$0) }
  }
}
