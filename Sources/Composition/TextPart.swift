import InternetMessage

/// How the lines of an issue's text part are to be read.
public enum TextFormat: String, CaseIterable, Hashable, Sendable {
  /// Line by line, as everybody does.
  case fixed
  /// `format=flowed` (RFC 3676): lines that end in a blank go on in the next one, so that a narrow screen
  /// breaks paragraphs anew.
  case flowed
  /// The same with `delsp=yes`: the last blank goes when lines are joined, as Chinese and Japanese need.
  case flowedDeletingBlanks = "flowed-delsp"

  /// The format of an issue in a language.
  init(isFlowed: Bool, language: String) {
    let isIdeographic = ["ja", "zh", "yue"].contains(language.prefix { $0 != "-" }.lowercased())
    self = !isFlowed ? .fixed : isIdeographic ? .flowedDeletingBlanks : .flowed
  }

  /// `text/plain` with the parameters that say so.
  var contentType: ContentType {
    var type = ContentType.plainText
    if self != .fixed { type.parameters["format"] = "flowed" }
    if self == .flowedDeletingBlanks { type.parameters["delsp"] = "yes" }
    return type
  }
}

/// The text part as a template has written it, made fit for mail.
///
/// Long lines of the frame are wrapped, and runs of empty lines are shortened to one.
enum TextPart {
  /// Finishes what the template has written.
  static func finished(_ rendered: String, wrapper: TextWrapper, format: TextFormat) -> String {
    var lines: [String] = []
    for line in rendered.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let fits = line == signature || wrapper.columns(of: line) <= wrapper.width
      for piece in fits ? [line] : wrapper.lines(of: line) where !(piece.isEmpty && lines.last == "") {
        lines.append(piece == signature ? piece : withoutTrailingBlanks(piece))
      }
    }
    while lines.first == "" { lines.removeFirst() }
    while lines.last == "" { lines.removeLast() }
    let finished = format == .fixed ? lines.map(\.withoutSoftBreak) : flowed(lines, format)
    return finished.map { $0 + "\n" }.joined()
  }

  /// What stands before the footer (RFC 3676 §4.3).
  private static let signature = "-- "

  /// Ends each line that goes on with a blank, takes the indent from the next one, and stuffs those that
  /// would be misread (RFC 3676 §4.4).
  private static func flowed(_ lines: [String], _ format: TextFormat) -> [String] {
    var isContinued = false
    return lines.map { line in
      let blanks = line.last.flatMap(SoftBreak.init(rawValue:))?.blanks(in: format) ?? ""
      var (quote, rest) = line.quoteMarks
      rest = rest.withoutSoftBreak
      if isContinued { rest = String(rest.drop { $0 == " " }) }
      isContinued = !blanks.isEmpty
      if !quote.isEmpty { quote += " " } else if rest.needsStuffing { rest = " " + rest }
      return quote + rest + blanks
    }
  }
}

/// Why a line was ended inside a paragraph; written at its end until the format is chosen.
///
/// The marks are control characters, which no text of an article can hold.
enum SoftBreak: Character {
  case atBlank = "\u{1F}"
  case betweenIdeographs = "\u{1E}"

  /// The blanks that say that the line goes on; none where joining the lines would put a blank into a word.
  /// What stands before a `>` that an author wrote at the beginning of a line, and that quotes nothing.
  static let literal = "\u{1D}"

  fileprivate func blanks(in format: TextFormat) -> String {
    switch (self, format) {
    case (_, .fixed), (.betweenIdeographs, .flowed): ""
    case (.atBlank, .flowed), (.betweenIdeographs, .flowedDeletingBlanks): " "
    case (.atBlank, .flowedDeletingBlanks): "  "
    }
  }
}

extension String {
  /// The line without its marks.
  var withoutSoftBreak: String {
    let line = last.flatMap(SoftBreak.init(rawValue:)) == nil ? self : String(dropLast())
    return line.replacing(SoftBreak.literal, with: "")
  }

  /// `> > text` as `>>` and `text`.
  fileprivate var quoteMarks: (marks: String, rest: String) {
    var marks = ""
    var rest = self[...]
    while rest == ">" || rest.hasPrefix("> ") {
      marks += ">"
      rest = rest.dropFirst(2)
    }
    return (marks, String(rest))
  }

  fileprivate var needsStuffing: Bool { hasPrefix(" ") || hasPrefix(">") || hasPrefix("From ") }
}
