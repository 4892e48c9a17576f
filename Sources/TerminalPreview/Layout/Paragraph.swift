import Diagnostics

/// Inline text before it is cut into lines.
struct Paragraph {
  struct Ink: Hashable {
    var style = Frame.Style()
    var link = 0
    var sourceLine = 0
    var role = Frame.Role.content
  }

  struct Glyph {
    enum Kind { case text, space, keptSpace, newline }
    var character: Character
    var columns: Int
    var ink: Int
    var kind: Kind
  }

  private(set) var glyphs: [Glyph] = []
  private(set) var inks: [Ink] = []
  private(set) var hasHardBlank = false

  var isBlank: Bool { !glyphs.contains { $0.kind == .text && $0.character != " " } }
  var newlines: Int { glyphs.count { $0.kind == .newline } }

  mutating func append(_ text: String, _ ink: Ink, whitespace: ComputedStyle.Whitespace = .normal) {
    if inks.last != ink { inks.append(ink) }
    let index = inks.count - 1
    if append(ascii: text, index, whitespace) { return }
    var scalars = String.UnicodeScalarView()
    func isDropped(_ scalar: Unicode.Scalar) -> Bool {
      if scalar.isJoiner { return !(scalars.last?.joins ?? false) }
      return (scalar.isFiller && scalar.value != 0x20 && scalar.value != 0xA0 && scalar.value != 0x2007)
        || scalar.isBidirectionalControl
    }
    for scalar in text.unicodeScalars where !isDropped(scalar) { scalars.append(scalar) }
    for character in String(scalars) { append(character, index, whitespace) }
  }

  /// Most text is ASCII, whose octets are characters; tells whether it was.
  private mutating func append(ascii text: String, _ ink: Int, _ whitespace: ComputedStyle.Whitespace) -> Bool
  {
    guard whitespace == .normal || whitespace == .unwrapped, text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return false
    }
    glyphs.reserveCapacity(glyphs.count + text.utf8.count)
    var isBlank = glyphs.last.map { $0.kind == .newline || $0.character == " " } ?? true
    for octet in text.utf8 {
      if octet > 0x20, octet != 0x7F {
        let character = Character(Unicode.Scalar(octet))
        glyphs.append(Glyph(character: character, columns: 1, ink: ink, kind: .text))
        isBlank = false
      } else if !isBlank {
        glyphs.append(Glyph(character: " ", columns: 1, ink: ink, kind: .space))
        isBlank = true
      }
    }
    return true
  }

  private mutating func append(_ character: Character, _ ink: Int, _ whitespace: ComputedStyle.Whitespace) {
    let isKept = whitespace == .kept
    if character.isNewline, whitespace == .kept || whitespace == .keptBreaks {
      glyphs.append(Glyph(character: " ", columns: 0, ink: ink, kind: .newline))
    } else if character == "\u{A0}" || character == "\u{2007}" {
      hasHardBlank = true
      if let last = glyphs.last, last.kind == .newline || last.character != " " {
        glyphs.append(Glyph(character: " ", columns: 1, ink: ink, kind: .text))
      } else if glyphs.isEmpty {
        return
      }
    } else if character.isWhitespace || character.unicodeScalars.contains(where: \.isHostileToTerminals) {
      let count = isKept && character == "\t" ? 4 : 1
      for _ in 0..<count {
        let isDouble = glyphs.last.map { $0.kind == .newline || $0.character == " " } ?? true
        if isKept || !isDouble {
          glyphs.append(Glyph(character: " ", columns: 1, ink: ink, kind: isKept ? .keptSpace : .space))
        }
      }
    } else if character.columns > 0 {
      glyphs.append(Glyph(character: character, columns: character.columns, ink: ink, kind: .text))
    }
  }

  mutating func appendNewline() {
    while glyphs.last?.kind == .space { glyphs.removeLast() }
    if inks.isEmpty { inks.append(Ink()) }
    glyphs.append(Glyph(character: " ", columns: 0, ink: inks.count - 1, kind: .newline))
  }

  /// Text that stays on the line of what is before it.
  mutating func appendMarker(_ text: String, _ ink: Ink) {
    while glyphs.last?.kind == .space { glyphs.removeLast() }
    inks.append(ink)
    for character in text {
      glyphs.append(Glyph(character: character, columns: character.columns, ink: inks.count - 1, kind: .text))
    }
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
        word += glyph.columns
        line += glyph.columns
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
      while end > start, glyphs[end - 1].character == " " { end -= 1 }
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
      if used + glyph.columns > width {
        if let found = breakAt {
          finish(found, next: glyphs[found].character == " " ? found + 1 : found)
        } else {
          finish(max(index, start + 1), next: max(index, start + 1))
        }
        continue
      }
      used += glyph.columns
      index += 1
      if glyph.columns == 2, index < glyphs.count, glyphs[index].columns == 2 { breakAt = index }
    }
    if start < glyphs.count { lines.append(trimmed(glyphs.count)) }
    return lines
  }

  /// The runs of one line, beginning at a column.
  func runs(_ line: Line, row: Int, column: Int) -> [Run] {
    var runs: [Run] = []
    var column = column
    var previous = -1
    for glyph in glyphs[line.start..<line.end] {
      if glyph.ink != previous {
        let ink = inks[glyph.ink]
        runs.append(
          Run(
            row: row, column: column, text: "", style: ink.style, link: ink.link, sourceLine: ink.sourceLine,
            role: ink.role))
        previous = glyph.ink
      }
      runs[runs.count - 1].text.append(glyph.character)
      column += glyph.columns
    }
    return runs
  }

  func columns(_ line: Line) -> Int { glyphs[line.start..<line.end].reduce(0) { $0 + $1.columns } }
}
