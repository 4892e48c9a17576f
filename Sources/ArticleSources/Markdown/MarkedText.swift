import Diagnostics
import Editorial

/// Markdown in which everything that only this project knows is replaced by marks cmark leaves alone.
///
/// A merge field must not be cut at its `|` by a table or at its `_` by an
/// emphasis, and `\{{` and `\@` must be told from `{{` and `@` after cmark has
/// removed the backslash. A mark is U+0091, a number, U+0092: controls, which
/// `String.cleaned` has removed from the text before.
struct MarkedText {
  /// What a mark stands for.
  enum Mark {
    case field(MergeField, source: String)
    case literal(String, source: String)
    /// Two braces that begin no merge field; the place is kept for as many as are reported.
    case malformed(Place?)

    /// The mark as it was written.
    var source: String {
      switch self {
      case .field(_, let source), .literal(_, let source): source
      case .malformed: "{{"
      }
    }

    /// The mark where only text can stand.
    var text: String {
      switch self {
      case .field(let field, _): field.text
      case .literal(let text, _): text
      case .malformed: "{{"
      }
    }
  }

  static let open: Unicode.Scalar = "\u{91}"
  static let close: Unicode.Scalar = "\u{92}"

  private(set) var text = ""
  private(set) var marks: [Mark] = []
  private var malformedCount = 0

  init(_ source: String, file: String, firstLine: Int) {
    guard source.contains("{{") || source.contains("\\@") else {
      text = source
      return
    }
    for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { text += "\n" }
      if line.contains("{{") || line.contains("\\@") {
        append(Array(line.unicodeScalars), Place(file: file, line: firstLine + index))
      } else {
        text += line
      }
    }
  }

  private mutating func append(_ line: [Unicode.Scalar], _ place: Place) {
    var index = 0
    /// Where the next `}}` begins, so that a line of `{{` is not searched again and again.
    var closing = -1
    while index < line.count {
      let next = index + 1 < line.count ? line[index + 1] : nil
      switch (line[index], next) {
      case ("\\", "{") where index + 2 < line.count && line[index + 2] == "{":
        mark(.literal("{{", source: "\\{{"))
        index += 3
      case ("\\", "@"):
        mark(.literal("@", source: "\\@"))
        index += 2
      case ("\\", let escaped?):
        text.unicodeScalars.append("\\")
        if escaped == "\\" { text.unicodeScalars.append(escaped) }
        index += escaped == "\\" ? 2 : 1
      case ("{", "{"):
        if closing < index + 2 { closing = Self.closing(line, from: index + 2) }
        let inner = closing < line.count ? Self.string(line[(index + 2)..<closing].prefix(400)) : "{"
        if let field = MergeField(inner: inner) {
          mark(.field(field, source: "{{\(inner)}}"))
          index = closing + 2
        } else {
          mark(.malformed(malformedPlace(line[..<index], place)))
          index += 2
        }
      case (let scalar, _):
        text.unicodeScalars.append(scalar)
        index += 1
      }
    }
  }

  private mutating func malformedPlace(_ before: ArraySlice<Unicode.Scalar>, _ place: Place) -> Place? {
    malformedCount += 1
    guard malformedCount <= MarkdownBody.findingLimit else { return nil }
    return Place(file: place.file, line: place.line, column: Self.string(before).count + 1)
  }

  private static func closing(_ line: [Unicode.Scalar], from start: Int) -> Int {
    var index = start
    while index + 1 < line.count {
      if line[index] == "}", line[index + 1] == "}" { return index }
      index += 1
    }
    return .max
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private mutating func mark(_ mark: Mark) {
    text.unicodeScalars.append(Self.open)
    text += String(marks.count)
    text.unicodeScalars.append(Self.close)
    marks.append(mark)
  }

  /// A text from the tree in pieces: text and marks.
  func pieces(of text: String) -> [(text: String, mark: Mark?)] {
    guard text.unicodeScalars.contains(Self.open) else { return [(text, nil)] }
    var pieces: [(text: String, mark: Mark?)] = []
    for (index, part) in text.unicodeScalars.split(separator: Self.open, omittingEmptySubsequences: false)
      .enumerated()
    {
      guard index > 0, let end = part.firstIndex(of: Self.close), let number = Int(String(part[..<end])),
        marks.indices.contains(number)
      else {
        pieces.append((String(part), nil))
        continue
      }
      pieces.append((String(part[part.index(after: end)...]), marks[number]))
    }
    return pieces
  }

  /// A text from the tree with its marks written out: as in the source, or as plain text.
  func restored(_ text: String, asSource: Bool) -> String {
    pieces(of: text).map { ($0.mark.map { asSource ? $0.source : $0.text } ?? "") + $0.text }.joined()
  }
}
