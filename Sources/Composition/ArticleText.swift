import Diagnostics
import Editorial

/// Writes an article's body as plain text, from its tree.
///
/// Headings are underlined, quotes marked with `> `, links numbered and listed
/// at the end, lines at most 72 columns wide; a URL is never broken.
struct ArticleText {
  private(set) var links: [String] = []
  let lexicon: Lexicon
  let language: Language
  private let wrapper: TextWrapper
  private let token: (MergeField) -> String

  init(
    lexicon: Lexicon, language: Language, wrapper: TextWrapper, token: @escaping (MergeField) -> String
  ) {
    self.lexicon = lexicon
    self.language = language
    self.wrapper = wrapper
    self.token = token
  }

  /// The body, then the list of its links.
  mutating func text(of body: [Block]) -> String {
    var lines = self.lines(of: body, indent: "")
    if !links.isEmpty {
      lines.append("")
      for (index, url) in links.enumerated() { lines.append("[\(index + 1)] \(url)") }
    }
    return lines.joined(separator: "\n")
  }

  private mutating func lines(of blocks: [Block], indent: String) -> [String] {
    var lines: [String] = []
    for block in blocks {
      if !lines.isEmpty { lines.append(withoutTrailingBlanks(indent)) }
      lines += self.lines(of: block, indent: indent)
    }
    return lines
  }

  private mutating func lines(of block: Block, indent: String) -> [String] {
    switch block {
    case .paragraph(let inlines):
      return wrapper.lines(of: text(of: inlines), first: indent, rest: indent)
    case .heading(let level, let inlines):
      let title = wrapper.lines(of: text(of: inlines), first: indent, rest: indent)
      let columns = (title.map(wrapper.columns).max() ?? 0) - indent.columns
      return title + [indent + String(repeating: level <= 2 ? "=" : "-", count: max(1, columns))]
    case .quote(let blocks, let source):
      return quote(blocks, source: source, indent: indent)
    case .list(let list):
      return self.lines(of: list, indent: indent)
    case .image(let picture):
      return imageLines(picture, indent: indent)
    case .code(let code, _):
      return code.split(separator: "\n", omittingEmptySubsequences: false).map { indent + "    " + $0 }
    case .rule:
      return [indent + String(repeating: "-", count: 24)]
    case .table(let header, let rows):
      return tableLines(header: header, rows: rows, indent: indent)
    case .callToAction(let call):
      return callToActionLines(call, indent: indent)
    case .embed(let embed):
      return linkLines(lexicon.label(of: embed, in: language, quoting: true), embed.url, indent: indent)
    }
  }

  private mutating func quote(_ blocks: [Block], source: [Inline]?, indent: String) -> [String] {
    var quoted = lines(of: blocks, indent: indent + "> ")
    if let source {
      quoted.append(indent + ">")
      quoted += wrapper.lines(of: "— " + text(of: source), first: indent + "> ", rest: indent + ">   ")
    }
    return quoted
  }

  private mutating func lines(of list: ListBlock, indent: String) -> [String] {
    var lines: [String] = []
    for (offset, item) in list.items.enumerated() {
      let marker = list.isOrdered ? "\(list.start + offset). " : "- "
      let blanks = String(repeating: " ", count: marker.count)
      var itemLines = self.lines(of: item, indent: indent + blanks)
      if let first = itemLines.first {
        itemLines[0] = indent + marker + first.dropFirst(indent.count + blanks.count)
      } else {
        itemLines = [indent + withoutTrailingBlanks(marker)]
      }
      lines += itemLines
    }
    return lines
  }

  private func imageLines(_ picture: Picture, indent: String) -> [String] {
    let words = [picture.caption, picture.credit.map(language.picture)].compactMap(\.self)
    let alternative =
      picture.alt.isEmpty
      ? [] : wrapper.lines(of: "[\(language.word("image")): \(picture.alt)]", first: indent, rest: indent)
    return alternative
      + words.flatMap { wrapper.lines(of: $0, first: indent, rest: indent) }
  }

  private mutating func tableLines(header: [[Inline]], rows: [[[Inline]]], indent: String) -> [String] {
    var lines: [String] = []
    for row in [header] + rows where !row.isEmpty {
      let cells = row.map { text(of: $0) }
      lines += wrapper.lines(of: cells.joined(separator: " | "), first: indent, rest: indent + "  ")
    }
    return lines
  }

  /// A line of its own, and the address on the next: clients make it a link.
  func callToActionLines(_ call: CallToAction, indent: String = "") -> [String] {
    guard let url = call.url else { return [] }
    let label = lexicon.label(of: call, in: language, quoting: true)
    return linkLines(label, url, indent: indent)
  }

  private func linkLines(_ label: String, _ url: LinkURL, indent: String) -> [String] {
    wrapper.lines(of: "→ \(label):", first: indent, rest: indent + "  ") + [indent + "  \(url)"]
  }

  /// Inline text without its marks; a link is followed by its number.
  mutating func text(of inlines: [Inline]) -> String {
    inlines.reduce(into: "") { text, inline in text += self.text(of: inline) }
  }

  private mutating func text(of inline: Inline) -> String {
    switch inline {
    case .text(let text), .code(let text): return text
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): return text(of: inner)
    case .link(let inner, let url, _):
      let label = text(of: inner)
      return label == url.text || label.isEmpty ? url.text : "\(label)\u{A0}[\(number(of: url.text))]"
    case .image(let picture): return picture.alt.isEmpty ? "" : "[\(language.word("image")): \(picture.alt)]"
    case .lineBreak: return "\n"
    case .mergeField(let field): return token(field)
    }
  }

  private mutating func number(of url: String) -> Int {
    if let index = links.firstIndex(of: url) { return index + 1 }
    links.append(url)
    return links.count
  }
}
