/// Keeps lines short without changing what the document says.
///
/// Mail allows 998 octets in a line (RFC 5322 §2.1.1). A line is broken where
/// there is white space in text, in CSS and between attributes, and inside of
/// tags, where white space means nothing. It is not broken in `<pre>`, in
/// scripts, in the tags of template languages and in the values of attributes
/// other than `style`, `class` and `srcset`.
struct LineBreaker {
  private let source: [UInt8]
  /// The longest line there may be.
  private let limit: Int
  private var out: [UInt8] = []
  private var lineStart = 0
  /// Where the line may be broken: before this position of the output.
  private var place: Place?
  /// Lines that could not be broken.
  private(set) var longest = 0

  private struct Place {
    var position: Int
    /// Whether the byte there is white space, which the line break replaces.
    var isSpace: Bool
  }

  private init(_ source: [UInt8], limit: Int) {
    self.source = source
    self.limit = limit
    out.reserveCapacity(source.count + source.count / 256)
  }

  /// The document in lines that are shorter than the limit.
  ///
  /// - Returns: the document, and the length of the longest line if that
  ///   could not be made short enough.
  static func broken(_ html: [UInt8], limit: Int) -> (html: [UInt8], tooLong: Int?) {
    let longest = max(limit - 1, 40)
    guard hasLongLine(html, longest) else { return (html, nil) }
    var breaker = LineBreaker(html, limit: longest)
    html.withUnsafeBufferPointer { breaker.scan($0) }
    return (breaker.out, breaker.longest > longest ? breaker.longest : nil)
  }

  private static func hasLongLine(_ html: [UInt8], _ limit: Int) -> Bool {
    html.withUnsafeBufferPointer { bytes in
      var start = 0
      while bytes.count - start > limit {
        // A line break in the next `limit` bytes: the last one is the best.
        var position = start + limit
        while position >= start, bytes[position] != ASCII.lineFeed { position -= 1 }
        if position < start { return true }
        start = position + 1
      }
      return false
    }
  }

  private mutating func append(_ byte: UInt8) {
    out.append(byte)
    if byte == ASCII.lineFeed {
      longest = max(longest, out.count - 1 - lineStart)
      lineStart = out.count
      place = nil
    } else if out.count - lineStart > limit, let place {
      breakLine(at: place)
    }
  }

  private mutating func breakLine(at place: Place) {
    longest = max(longest, place.position - lineStart)
    if place.isSpace {
      out[place.position] = ASCII.lineFeed
    } else {
      out.insert(ASCII.lineFeed, at: place.position)
    }
    lineStart = place.position + 1
    self.place = nil
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    for position in range { append(bytes[position]) }
  }

  /// Appends white space that a line break may replace.
  private mutating func appendSpace(_ byte: UInt8) {
    if byte == ASCII.space { place = Place(position: out.count, isSpace: true) }
    append(byte)
  }

  private mutating func allowBreak() {
    place = Place(position: out.count, isSpace: false)
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = TagScanner(bytes, end: bytes.count)
    var position = 0
    var preformatted = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == ASCII.less, let end = endOfMarkup(&scanner, position) {
        position = markup(&scanner, position, end, &preformatted)
      } else if let end = endOfTemplateTag(bytes, position) {
        append(bytes, position..<end)
        position = end
      } else {
        if byte.isSpace, preformatted == 0 { appendSpace(byte) } else { append(byte) }
        position += 1
      }
    }
    longest = max(longest, out.count - lineStart)
  }

  /// The position behind a tag or comment; nil where `<` is only a sign.
  private func endOfMarkup(_ scanner: inout TagScanner, _ start: Int) -> Int? {
    let bytes = scanner.bytes
    guard start + 1 < bytes.count else { return nil }
    let next = bytes[start + 1]
    if next == ASCII.exclamation {
      if bytes.has("<!--[if", at: start, upTo: bytes.count) {
        return bytes.index(of: "]>", from: start, upTo: bytes.count).map { $0 + 2 }
      }
      if bytes.has("<!--", at: start, upTo: bytes.count) { return scanner.endOfComment(start) }
      return bytes.index(of: ASCII.greater, from: start, upTo: bytes.count).map { $0 + 1 }
    }
    guard next.isLetter || next == ASCII.slash else { return nil }
    return scanner.endOfTag(start)?.end
  }

  private func endOfTemplateTag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let tags: [(StaticString, StaticString)] = [("{{", "}}"), ("{%", "%}"), ("<%", "%>")]
    guard bytes[start] == UInt8(ascii: "{") || bytes[start] == ASCII.less else { return nil }
    for (open, close) in tags where bytes.has(open, at: start, upTo: bytes.count) {
      let end = min(start + 300, bytes.count)
      return bytes.index(of: close, from: start + 2, upTo: end).map { $0 + 2 }
    }
    return nil
  }

  private mutating func markup(
    _ scanner: inout TagScanner, _ start: Int, _ end: Int, _ preformatted: inout Int
  ) -> Int {
    let bytes = scanner.bytes
    if bytes[start + 1] == ASCII.exclamation {
      let isPlain = !bytes.has("<!--[if", at: start, upTo: end) && end - start > 40
      for position in start..<end {
        if isPlain, bytes[position].isSpace { appendSpace(bytes[position]) } else { append(bytes[position]) }
      }
      return end
    }
    let isClosing = bytes[start + 1] == ASCII.slash
    let nameEnd = scanner.endOfName(start + (isClosing ? 2 : 1))
    append(bytes, start..<nameEnd)
    tag(&scanner, nameEnd, end)
    let name = bytes[(start + (isClosing ? 2 : 1))..<nameEnd].map(\.lowercased)
    if name.elementsEqual("pre".utf8) || name.elementsEqual("textarea".utf8) {
      preformatted = max(0, preformatted + (isClosing ? -1 : 1))
    }
    guard !isClosing, name.elementsEqual("style".utf8) || name.elementsEqual("script".utf8) else {
      return end
    }
    let isScript = name.elementsEqual("script".utf8)
    guard let stop = scanner.endOfRawText(end, isScript: isScript) else { return end }
    if isScript { append(bytes, end..<stop) } else { css(bytes, end..<stop) }
    return stop
  }

  /// The inside of a tag, behind the name.
  private mutating func tag(_ scanner: inout TagScanner, _ start: Int, _ end: Int) {
    let bytes = scanner.bytes
    var position = start
    var done = start
    while true {
      switch scanner.step(&position) {
      case .attribute(let attribute):
        let nameStart = attribute.name.lowerBound
        for place in done..<nameStart {
          if bytes[place].isSpace { appendSpace(bytes[place]) } else { append(bytes[place]) }
        }
        append(bytes, nameStart..<(attribute.value?.lowerBound ?? attribute.name.upperBound))
        done = attribute.name.upperBound
        if let value = attribute.value {
          self.value(bytes, attribute.name, value)
          done = value.upperBound
        }
      case .end, .outOfInput:
        // Up to the closing bracket, before which there may be white space.
        for place in done..<end {
          if bytes[place] == ASCII.greater, place == end - 1 { allowBreak() }
          append(bytes[place])
        }
        return
      }
    }
  }

  private mutating func value(
    _ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, _ value: Range<Int>
  ) {
    func isCalled(_ text: StaticString) -> Bool {
      name.count == text.utf8CodeUnitCount && bytes.has(text, at: name.lowerBound, upTo: name.upperBound)
    }
    if isCalled("style") {
      css(bytes, value)
    } else if isCalled("class") || isCalled("srcset") {
      for position in value {
        if bytes[position].isSpace { appendSpace(bytes[position]) } else { append(bytes[position]) }
      }
    } else {
      append(bytes, value)
    }
  }

  /// CSS: there may be white space around braces, behind semicolons, and where
  /// there is white space, but not in strings and addresses.
  private mutating func css(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var quote: UInt8?
    var brackets = 0
    for position in range {
      let byte = bytes[position]
      if let open = quote {
        if byte == open || byte == ASCII.lineFeed { quote = nil }
        append(byte)
        continue
      }
      switch byte {
      case ASCII.quote, ASCII.apostrophe:
        quote = byte
        append(byte)
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        brackets = max(0, brackets + (byte == UInt8(ascii: "(") ? 1 : -1))
        append(byte)
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        append(byte)
        allowBreak()
      case ASCII.semicolon where brackets == 0 && !isEntity(bytes, position, range.lowerBound):
        append(byte)
        allowBreak()
      case ASCII.space where brackets == 0: appendSpace(byte)
      default: append(byte)
      }
    }
  }

  private func isEntity(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ start: Int) -> Bool {
    var begin = position - 1
    while begin >= start, position - begin < 10,
      bytes[begin].isLetter || bytes[begin].isDigit || bytes[begin] == ASCII.hash
    {
      begin -= 1
    }
    return begin >= start && bytes[begin] == UInt8(ascii: "&")
  }
}
