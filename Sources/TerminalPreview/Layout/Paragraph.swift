import Diagnostics

/// Inline text before it is cut into lines.
struct Paragraph {
  struct Ink: Hashable {
    var style = Frame.Style()
    var link = 0
    var sourceLine = 0
    var role = Frame.Role.content
  }

  /// A character; it holds nothing that has to be counted, for every letter of a message is one, twice.
  struct Glyph {
    enum Kind: UInt8 { case text, space, keptSpace, newline }
    /// Where its octets begin; they end where the next one's begin.
    var start: Int32
    var ink: Int32
    var columns: UInt8
    var kind: Kind
  }

  private(set) var glyphs: [Glyph] = []
  private(set) var inks: [Ink] = []
  private(set) var hasHardBlank = false
  private var octets: [UInt8] = []

  var isBlank: Bool { !glyphs.contains { $0.kind == .text && !isBlank($0) } }
  var newlines: Int { glyphs.count { $0.kind == .newline } }
  /// All characters, newlines as blanks.
  var text: String { String(decoding: octets, as: UTF8.self) }

  /// Whether a glyph shows nothing, whatever it does to lines.
  private func isBlank(_ glyph: Glyph) -> Bool { octets[Int(glyph.start)] == 0x20 }

  /// Whether another blank would be one too many: behind a blank, and at the beginning of a line.
  private var endsBlank: Bool { glyphs.last.map { $0.kind == .newline || isBlank($0) } ?? true }

  mutating func append(_ text: String, _ ink: Ink, whitespace: ComputedStyle.Whitespace = .normal) {
    if inks.last != ink { inks.append(ink) }
    if append(ascii: text, whitespace) { return }
    var scalars = String.UnicodeScalarView()
    func isDropped(_ scalar: Unicode.Scalar) -> Bool {
      if scalar.isJoiner { return !(scalars.last?.joins ?? false) }
      return (scalar.isFiller && scalar.value != 0x20 && scalar.value != 0xA0 && scalar.value != 0x2007)
        || scalar.isBidirectionalControl
    }
    for scalar in text.unicodeScalars where !isDropped(scalar) { scalars.append(scalar) }
    for character in String(scalars) { append(character, whitespace) }
  }

  /// Most text is ASCII, whose octets are characters; tells whether it was.
  private mutating func append(ascii text: String, _ whitespace: ComputedStyle.Whitespace) -> Bool {
    guard whitespace == .normal || whitespace == .unwrapped, text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return false
    }
    glyphs.reserveCapacity(glyphs.count + text.utf8.count)
    octets.reserveCapacity(octets.count + text.utf8.count)
    var isBlank = endsBlank
    for octet in text.utf8 {
      if octet > 0x20, octet != 0x7F {
        put(octet, .text)
        isBlank = false
      } else if !isBlank {
        put(0x20, .space)
        isBlank = true
      }
    }
    return true
  }

  private mutating func append(_ character: Character, _ whitespace: ComputedStyle.Whitespace) {
    let isKept = whitespace == .kept
    if character.isNewline, whitespace == .kept || whitespace == .keptBreaks {
      put(0x20, .newline)
    } else if character == "\u{A0}" || character == "\u{2007}" {
      hasHardBlank = true
      if let last = glyphs.last, last.kind == .newline || !isBlank(last) { put(0x20, .text) }
    } else if character.isWhitespace || character.unicodeScalars.contains(where: \.isHostileToTerminals) {
      for _ in 0..<(isKept && character == "\t" ? 4 : 1) where isKept || !endsBlank {
        put(0x20, isKept ? .keptSpace : .space)
      }
    } else if character.columns > 0 {
      put(character)
    }
  }

  /// Adds a character of ASCII in the last ink.
  private mutating func put(_ octet: UInt8, _ kind: Glyph.Kind) {
    addGlyph(columns: kind == .newline ? 0 : 1, kind)
    octets.append(octet)
  }

  /// Adds a character of text in the last ink.
  private mutating func put(_ character: Character) {
    addGlyph(columns: UInt8(character.columns), .text)
    octets += character.utf8
  }

  private mutating func addGlyph(columns: UInt8, _ kind: Glyph.Kind) {
    glyphs.append(
      Glyph(start: Int32(octets.count), ink: Int32(inks.count - 1), columns: columns, kind: kind))
  }

  private mutating func dropSpaces() {
    while let last = glyphs.last, last.kind == .space {
      octets.removeLast()
      glyphs.removeLast()
    }
  }

  mutating func appendNewline() {
    dropSpaces()
    if inks.isEmpty { inks.append(Ink()) }
    put(0x20, .newline)
  }

  /// Text that stays on the line of what is before it.
  mutating func appendMarker(_ text: String, _ ink: Ink) {
    dropSpaces()
    inks.append(ink)
    for character in text { put(character) }
  }

  /// The widest word and the widest line.
  var widths: (least: Int, most: Int) {
    var (word, line, least, most) = (0, 0, 0, 0)
    for glyph in glyphs {
      switch glyph.kind {
      case .newline: (word, line) = (0, 0)
      case .space, .keptSpace:
        word = 0
        line += 1
      case .text:
        word += Int(glyph.columns)
        line += Int(glyph.columns)
        least = max(least, word)
        most = max(most, line)
      }
    }
    return (least, most)
  }

  /// The glyphs of one line.
  struct Line {
    var start: Int
    var end: Int
  }

  /// Lines of at most so many columns; longer words are cut.
  func lines(width: Int) -> [Line] {
    var lines: [Line] = []
    var (start, index, used) = (0, 0, 0)
    var breakAt: Int?
    func trimmed(_ end: Int) -> Line {
      var end = end
      while end > start, isBlank(glyphs[end - 1]) { end -= 1 }
      return Line(start: start, end: end)
    }
    func finish(_ end: Int, next: Int) {
      lines.append(trimmed(end))
      (start, index, used, breakAt) = (next, next, 0, nil)
    }
    while index < glyphs.count {
      let glyph = glyphs[index]
      if glyph.kind == .newline {
        finish(index, next: index + 1)
        continue
      }
      if glyph.kind == .space, index == start {
        (start, index) = (start + 1, index + 1)
        continue
      }
      if glyph.kind == .space || glyph.kind == .keptSpace { breakAt = index }
      if used + Int(glyph.columns) > width {
        if let found = breakAt {
          finish(found, next: isBlank(glyphs[found]) ? found + 1 : found)
        } else {
          finish(max(index, start + 1), next: max(index, start + 1))
        }
        continue
      }
      used += Int(glyph.columns)
      index += 1
      if glyph.columns == 2, index < glyphs.count, glyphs[index].columns == 2 { breakAt = index }
    }
    if start < glyphs.count { lines.append(trimmed(glyphs.count)) }
    return lines
  }

  /// The runs of one line, beginning at a column: one for each ink.
  func runs(_ line: Line, row: Int, column: Int) -> [Run] {
    var runs: [Run] = []
    var (start, column) = (line.start, column)
    while start < line.end {
      let ink = inks[Int(glyphs[start].ink)]
      let end = glyphs[start..<line.end].firstIndex { $0.ink != glyphs[start].ink } ?? line.end
      runs.append(
        Run(
          row: row, column: column, text: text(start..<end), style: ink.style, link: ink.link,
          sourceLine: ink.sourceLine, role: ink.role))
      column += columns(Line(start: start, end: end))
      start = end
    }
    return runs
  }

  private func text(_ range: Range<Int>) -> String {
    let end = range.upperBound < glyphs.count ? Int(glyphs[range.upperBound].start) : octets.count
    return String(decoding: octets[Int(glyphs[range.lowerBound].start)..<end], as: UTF8.self)
  }

  func columns(_ line: Line) -> Int { glyphs[line.start..<line.end].reduce(0) { $0 + Int($1.columns) } }
}
