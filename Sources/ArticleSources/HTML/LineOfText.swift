import Editorial

/// The inlines of one paragraph while they are gathered: each piece with the forms it stands in.
///
/// A block within a form, as in `<b><p>…</p><p>…</p></b>`, ends the line; the
/// pieces of the next one stand in the same forms.
struct LineOfText {
  /// What a piece stands in, the outermost first.
  enum Form: Hashable {
    case emphasis, strong, strikethrough, code
    case link(LinkURL, title: String?)
  }

  /// Text, or another part, with its forms; text grows in its place.
  private struct Piece {
    var forms: [Form]
    var text = ""
    var part: Inline?
  }

  private var pieces: [Piece] = []
  private var endsWithBlank = true

  /// Whether there is nothing but blanks.
  var isBlank: Bool { pieces.isEmpty }

  /// Whether a line break stands at the end.
  var endsWithBreak: Bool { pieces.last?.part == .lineBreak }

  /// Adds text; a run of white space is one blank, and none stands at the beginning.
  mutating func add(_ text: String, _ forms: [Form]) {
    let collapsed = text.collapsed(afterBlank: endsWithBlank)
    guard !collapsed.isEmpty else { return }
    endsWithBlank = collapsed.utf8.last == 0x20
    if let last = pieces.last, last.part == nil, last.forms == forms {
      pieces[pieces.count - 1].text += collapsed
    } else {
      pieces.append(Piece(forms: forms, text: collapsed))
    }
  }

  /// Adds a line break or an image.
  mutating func add(_ part: Inline, _ forms: [Form]) {
    if part == .lineBreak {
      guard !pieces.isEmpty else { return }
      trimEnd()
      endsWithBlank = true
    } else {
      endsWithBlank = false
    }
    pieces.append(Piece(forms: forms, part: part))
  }

  /// The inlines, and an empty line again.
  mutating func finished() -> [Inline] {
    while endsWithBreak { pieces.removeLast() }
    trimEnd()
    while endsWithBreak { pieces.removeLast() }
    defer {
      pieces = []
      endsWithBlank = true
    }
    return Self.nested(pieces[...], depth: 0)
  }

  private mutating func trimEnd() {
    while let last = pieces.last, last.part == nil, last.text.utf8.last == 0x20 {
      pieces[pieces.count - 1].text.removeLast()
      if pieces[pieces.count - 1].text.isEmpty { pieces.removeLast() }
    }
  }

  /// Deeper than this, forms are left out: nobody reads twenty kinds of stress at once.
  private static let depthLimit = 12

  private static func nested(_ pieces: ArraySlice<Piece>, depth: Int) -> [Inline] {
    var parts: [Inline] = []
    var index = pieces.startIndex
    while index < pieces.endIndex {
      let piece = pieces[index]
      guard depth < piece.forms.count, depth < depthLimit else {
        parts.append(piece.part ?? .text(piece.text))
        index += 1
        continue
      }
      let form = piece.forms[depth]
      let end =
        pieces[index...].firstIndex { depth >= $0.forms.count || $0.forms[depth] != form } ?? pieces.endIndex
      let inner = nested(pieces[index..<end], depth: depth + 1)
      switch form {
      case .emphasis: parts.append(.emphasis(inner))
      case .strong: parts.append(.strong(inner))
      case .strikethrough: parts.append(.strikethrough(inner))
      case .code: parts.append(.code(inner.plainText))
      case .link(let url, let title): parts.append(.link(inner, url: url, title: title))
      }
      index = end
    }
    return parts
  }
}

extension String {
  /// Runs of white space as one blank, without what has no ink: soft hyphens, zero-width spaces.
  func collapsed(afterBlank: Bool = false) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(utf8.count)
    var isAfterBlank = afterBlank
    var hasOthers = false
    for byte in utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        if !isAfterBlank { out.append(0x20) }
        isAfterBlank = true
      } else {
        hasOthers = hasOthers || byte >= 0x80
        out.append(byte)
        isAfterBlank = false
      }
    }
    let text = String(decoding: out, as: UTF8.self)
    guard hasOthers else { return text }
    let inkless = text.unicodeScalars.contains {
      $0 == "\u{AD}" || $0 == "\u{200B}" || $0 == "\u{FEFF}" || $0 == "\u{2060}"
    }
    guard inkless else { return text.cleaned }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          $0 != "\u{AD}" && $0 != "\u{200B}" && $0 != "\u{FEFF}" && $0 != "\u{2060}"
        })
    ).cleaned
  }

  /// One line with single blanks and none at the ends; blanks that hold words together are blanks.
  var collapsedLine: String {
    let text = (utf8.contains(0xC2) ? replacing("\u{A0}", with: " ") : self).collapsed(afterBlank: true)
    return text.utf8.last == 0x20 ? String(text.dropLast()) : text
  }
}
