import Diagnostics
import Editorial

/// Finds the quotations that run over several paragraphs, or that a colon introduces.
///
/// A passage begins with a mark that its paragraph does not close, and ends at the
/// end of the paragraph that closes it. Marks within it come in pairs; each
/// paragraph may open it again. Where this does not come out even, the paragraphs
/// stay paragraphs, and it is said.
struct QuotedPassages {
  /// The longest quotation that is believed to be one.
  static let paragraphLimit = 20
  /// How many passages left open are said one by one.
  static let findingLimit = 20

  private let paragraphs: [CopyParagraph]
  private let file: String
  /// The marks of each paragraph.
  private let marks: [[QuotationMark]]
  private(set) var findings: [Finding] = []
  /// The numbers of the paragraphs that are quoted.
  private(set) var quotedParagraphs: Set<Int> = []

  init(_ paragraphs: [CopyParagraph], file: String) {
    self.paragraphs = paragraphs
    self.file = file
    marks = paragraphs.map { QuotationMark.marks(in: $0.text) }
  }

  mutating func blocks() -> [Block] {
    var blocks: [Block] = []
    var index = 0
    while index < paragraphs.count {
      if let passage = passage(from: index) {
        if let introduction = passage.introduction { blocks.append(.paragraph([.text(introduction)])) }
        let source = source(of: passage, at: index)
        blocks.append(.quote(passage.paragraphs.map { .paragraph([.text($0)]) }, source: source))
        quotedParagraphs.formUnion(index..<passage.end)
        index = passage.end
      } else {
        blocks.append(.paragraph([.text(paragraphs[index].text)]))
        index += 1
      }
    }
    return blocks
  }

  private struct Passage {
    /// What stands before the mark in the first paragraph.
    var introduction: String?
    var paragraphs: [String]
    /// The number of the paragraph after it.
    var end: Int
  }

  private mutating func passage(from start: Int) -> Passage? {
    let text = paragraphs[start].text
    let marks = marks[start]
    guard let opening = Self.opening(marks, in: text) else { return nil }
    let introduction = String(Substring(text[..<opening.position]).trimmed)
    let isIntroduced = introduction.isEmpty ? startsAfterColon(start) : true
    let first = String(text[text.index(after: opening.position)...])
    if let end = Self.closing(marks, of: opening, in: text) {
      // One paragraph in quotation marks is a quotation only when something introduces it.
      guard isIntroduced, end.isAtEnd else { return nil }
      return Passage(
        introduction: introduction.isEmpty ? nil : introduction,
        paragraphs: [Self.unquoted(text, opening, end.mark)],
        end: start + 1)
    }
    var quoted = [first.withoutBlankEnds]
    for index in (start + 1)..<max(start + 1, min(paragraphs.count, start + Self.paragraphLimit)) {
      let next = paragraphs[index].text
      let marks = self.marks[index]
      let reopening = marks.first.flatMap { $0.isOpening && $0.position == next.startIndex ? $0 : nil }
      guard let end = Self.closing(reopening == nil ? marks : Array(marks.dropFirst()), of: nil, in: next)
      else {
        quoted.append((reopening == nil ? next : String(next.dropFirst())).withoutBlankEnds)
        continue
      }
      guard end.isAtEnd else { break }
      quoted.append(Self.unquoted(next, reopening, end.mark))
      return Passage(
        introduction: introduction.isEmpty ? nil : introduction, paragraphs: quoted, end: index + 1)
    }
    guard findings.count < Self.findingLimit else { return nil }
    findings.append(
      Finding(
        "open-quotation", .warning, .open, at: Place(file: file, line: paragraphs[start].line),
        help: [.openHelp]))
    return nil
  }

  private func startsAfterColon(_ index: Int) -> Bool {
    index > 0 && !quotedParagraphs.contains(index - 1) && paragraphs[index - 1].text.hasSuffix(":")
  }

  /// The mark that begins a passage: the first of the paragraph, or one after a colon that is left open.
  private static func opening(_ marks: [QuotationMark], in text: String) -> QuotationMark? {
    if let first = marks.first, first.isOpening, first.position == text.startIndex { return first }
    guard let candidate = marks.first(where: { $0.isOpening && text[..<$0.position].hasSuffix(": ") }) else {
      return nil
    }
    if let end = closing(marks, of: candidate, in: text) { return end.isAtEnd ? candidate : nil }
    return candidate
  }

  /// The mark that closes a passage, and whether nothing but a full stop or comma follows it.
  private static func closing(
    _ marks: [QuotationMark], of opening: QuotationMark?, in text: String
  ) -> (mark: QuotationMark, isAtEnd: Bool)? {
    var depth = 0
    for mark in marks where opening.map({ mark.position > $0.position }) ?? true {
      if mark.isOpening {
        depth += 1
      } else if depth > 0 {
        depth -= 1
      } else {
        let rest = text[text.index(after: mark.position)...]
        return (mark, rest.allSatisfy { ".,;!?".contains($0) || $0.isWhitespace })
      }
    }
    return nil
  }

  private static func unquoted(_ text: String, _ opening: QuotationMark?, _ closing: QuotationMark) -> String
  {
    let start = opening.map { text.index(after: $0.position) } ?? text.startIndex
    return (String(text[start..<closing.position]) + text[text.index(after: closing.position)...])
      .withoutBlankEnds
  }

  private mutating func source(of passage: Passage, at index: Int) -> [Inline]? {
    let introduction = passage.introduction ?? (startsAfterColon(index) ? paragraphs[index - 1].text : nil)
    let names = introduction.map { Attribution(in: $0).names } ?? []
    guard names.isEmpty else { return [.text(names.asList)] }
    findings.append(
      Finding(
        "quotation-source", .note, .noSource, at: Place(file: file, line: paragraphs[index].line),
        help: [.sourceHelp]))
    return nil
  }
}

/// A double quotation mark, and whether it opens.
struct QuotationMark {
  var position: String.Index
  var isOpening: Bool

  static func marks(in text: String) -> [QuotationMark] {
    var marks: [QuotationMark] = []
    var previous: Character?
    for position in text.indices {
      let character = text[position]
      switch character {
      case "“": marks.append(QuotationMark(position: position, isOpening: true))
      case "”": marks.append(QuotationMark(position: position, isOpening: false))
      case "\"":
        let isOpening = previous.map { $0.isWhitespace || "([—–-“\"".contains($0) } ?? true
        marks.append(QuotationMark(position: position, isOpening: isOpening))
      default: break
      }
      previous = character
    }
    return marks
  }
}

extension [String] {
  /// `A`, `A and B`, `A, B and C`.
  var asList: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " and " + (last ?? "")
  }
}

extension String {
  fileprivate var withoutBlankEnds: String { String(self[...].trimmed) }

  fileprivate static let open = "a quotation begins here and is not closed at the end of a paragraph"
  fileprivate static let openHelp = "the paragraphs are kept as they are"
  fileprivate static let noSource = "nobody is named before this quotation"
  fileprivate static let sourceHelp = "add a last paragraph '— NAME' to the quotation"
}
