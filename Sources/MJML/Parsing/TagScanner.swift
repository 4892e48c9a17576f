/// Finds the ends of tags, comments and quoted values in HTML.
///
/// It reads HTML as browsers do: a quote begins a value only after `=`. Where
/// something is never closed, the search for its end is made once and the
/// answer kept, so that a source full of unclosed things takes linear time.
struct TagScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int

  private var noQuoteAfter = Int.max
  private var noApostropheAfter = Int.max
  private var noCommentEndAfter = Int.max
  private var noStyleEndAfter = Int.max
  private var noScriptEndAfter = Int.max

  init(_ bytes: UnsafeBufferPointer<UInt8>, end: Int) {
    self.bytes = bytes
    self.end = end
  }

  /// The position after `-->`, for a comment that begins at the position.
  mutating func endOfComment(_ start: Int) -> Int? {
    guard start < noCommentEndAfter else { return nil }
    if bytes.has("<!-->", at: start, upTo: end) { return start + 5 }
    if let found = bytes.index(of: "-->", from: start + 4, upTo: end) { return found + 3 }
    noCommentEndAfter = start
    return nil
  }

  /// The position after the closing quote, for a value that begins with one.
  mutating func endOfQuotes(_ start: Int) -> Int? {
    let quote = bytes[start]
    guard start < (quote == ASCII.quote ? noQuoteAfter : noApostropheAfter) else { return nil }
    if let found = bytes.index(of: quote, from: start + 1, upTo: end) { return found + 1 }
    if quote == ASCII.quote { noQuoteAfter = start } else { noApostropheAfter = start }
    return nil
  }

  /// The position of `</style` or `</script` after a tag of that name.
  mutating func endOfRawText(_ start: Int, isScript: Bool) -> Int? {
    guard start < (isScript ? noScriptEndAfter : noStyleEndAfter) else { return nil }
    let found =
      isScript
      ? bytes.index(of: "</script", from: start, upTo: end)
      : bytes.index(of: "</style", from: start, upTo: end)
    if found == nil {
      if isScript { noScriptEndAfter = start } else { noStyleEndAfter = start }
    }
    return found
  }

  /// The end of the name that begins at the position.
  func endOfName(_ start: Int) -> Int {
    var position = start
    while position < end {
      let byte = bytes[position]
      if byte.isSpace || byte == ASCII.slash || byte == ASCII.greater { break }
      position += 1
    }
    return position
  }

  func skipSpace(_ start: Int) -> Int {
    var position = start
    while position < end, bytes[position].isSpace { position += 1 }
    return position
  }

  /// One attribute of a tag: where its name and value are.
  struct Attribute {
    var name: Range<Int>
    /// Without the quotes; nil where there is only a name.
    var value: Range<Int>?
    var isQuoted = false
  }

  /// What comes next inside a tag.
  enum Step {
    case attribute(Attribute)
    /// The tag ends before this position.
    case end(Int, selfClosing: Bool)
    /// The source ends inside the tag.
    case outOfInput
  }

  /// Reads on inside a tag and moves the position behind what was read.
  mutating func step(_ position: inout Int) -> Step {
    var slash = false
    while position < end, bytes[position].isSpace || bytes[position] == ASCII.slash {
      slash = bytes[position] == ASCII.slash
      position += 1
    }
    guard position < end else { return .outOfInput }
    if bytes[position] == ASCII.greater {
      position += 1
      return .end(position, selfClosing: slash)
    }
    let nameStart = position
    position += 1
    while position < end {
      let byte = bytes[position]
      if byte.isSpace || byte == ASCII.equals || byte == ASCII.greater || byte == ASCII.slash { break }
      position += 1
    }
    let name = nameStart..<position
    var ahead = skipSpace(position)
    guard ahead < end, bytes[ahead] == ASCII.equals else {
      return .attribute(Attribute(name: name, value: nil))
    }
    ahead = skipSpace(ahead + 1)
    position = ahead
    guard position < end else { return .outOfInput }
    if bytes[ahead] == ASCII.quote || bytes[ahead] == ASCII.apostrophe,
      let after = endOfQuotes(ahead)
    {
      position = after
      return .attribute(Attribute(name: name, value: ahead + 1..<after - 1, isQuoted: true))
    }
    while position < end, !bytes[position].isSpace, bytes[position] != ASCII.greater { position += 1 }
    return .attribute(Attribute(name: name, value: ahead..<position))
  }

  /// The position after the tag that begins at `<`, and whether it closes itself.
  mutating func endOfTag(_ start: Int) -> (end: Int, selfClosing: Bool)? {
    var position = endOfName(start + (start + 1 < end && bytes[start + 1] == ASCII.slash ? 2 : 1))
    while true {
      switch step(&position) {
      case .attribute: continue
      case .end(let end, let selfClosing): return (end, selfClosing)
      case .outOfInput: return nil
      }
    }
  }
}
