import Editorial

/// Writes parts of an article's body as HTML.
///
/// Everything comes from the tree, so that nothing of the author's own HTML is
/// passed on. How it looks is the template's: the elements are bare, with the
/// classes `source`, `caption`, `card`, `action`, `grid` and `number`, and templates
/// have style sheets that are moved into the elements.
struct ArticleHTML {
  let lexicon: Lexicon
  let language: Language
  let token: (MergeField) -> String

  /// Inline text.
  func html(of inlines: [Inline]) -> String {
    inlines.reduce(into: "") { html, inline in html += self.html(of: inline) }
  }

  private func html(of inline: Inline) -> String {
    switch inline {
    case .text(let text): text.htmlEscaped
    case .emphasis(let inner): "<em>\(html(of: inner))</em>"
    case .strong(let inner): "<strong>\(html(of: inner))</strong>"
    case .strikethrough(let inner): "<s>\(html(of: inner))</s>"
    case .link(let inner, let url, _): "<a href=\"\(url.text.htmlEscaped)\">\(html(of: inner))</a>"
    case .code(let code): "<code>\(code.htmlEscaped)</code>"
    case .image(let picture): image(picture)
    case .lineBreak: "<br>"
    case .mergeField(let field): token(field)
    }
  }

  /// An image as wide as it is, but not wider than the text.
  private func image(_ picture: Picture) -> String {
    guard picture.src.isRemote else { return picture.alt.htmlEscaped }
    let width = min(picture.width ?? Self.textWidth, Self.textWidth)
    return """
      <img src="\(picture.src.text.htmlEscaped)" alt="\(picture.alt.htmlEscaped)" width="\(width)" \
      style="width:100%;max-width:\(width)px;height:auto">
      """
  }

  /// The room that text has in a template of 600 pixels.
  private static let textWidth = 536

  /// A block, alone or nested in another.
  func html(of block: Block) -> String {
    switch block {
    case .paragraph(let inlines): return "<p>\(html(of: inlines))</p>"
    case .heading(let level, let inlines):
      return "<h\(level)>\(html(of: inlines))</h\(level)>"
    case .quote(let blocks, let source):
      let cite = source.map { "<p class=\"source\">— \(html(of: $0))</p>" } ?? ""
      return "<blockquote>" + html(of: blocks) + cite + "</blockquote>"
    case .list(let list): return self.list(list)
    case .image(let picture): return figure(picture)
    case .code(let code, _): return "<pre><code>\(code.htmlEscaped)</code></pre>"
    case .rule: return "<hr>"
    case .table(let header, let rows): return table(header: header, rows: rows)
    case .embed(let embed): return card(embed)
    case .callToAction(let call):
      return call.url.map {
        "<p class=\"action\"><a href=\"\($0.text.htmlEscaped)\">\(lexicon.label(of: call, in: language).htmlEscaped)</a></p>"
      } ?? ""
    }
  }

  /// Several blocks.
  func html(of blocks: [Block]) -> String { blocks.map(html).joined() }

  private func figure(_ picture: Picture) -> String {
    guard picture.src.isRemote else { return "" }
    let words = [picture.caption, picture.credit.map(language.picture)].compactMap { $0?.htmlEscaped }
      .joined(separator: " · ")
    return "<p>\(image(picture))</p>" + (words.isEmpty ? "" : "<p class=\"caption\">\(words)</p>")
  }

  /// A box with a link: where the piece plays, and what it is called.
  private func card(_ embed: Embed) -> String {
    let label = lexicon.label(of: embed, in: language).htmlEscaped
    return """
      <p class="card"><a href="\(embed.url.text.htmlEscaped)">\
      <span aria-hidden="true">&#9654;&#65038; </span>\(label)</a></p>
      """
  }

  private func list(_ list: ListBlock) -> String {
    let name = list.isOrdered ? "ol" : "ul"
    let start = list.isOrdered && list.start != 1 ? " start=\"\(list.start)\"" : ""
    return "<\(name)\(start)>" + list.items.map { "<li>\(listItem($0))</li>" }.joined() + "</\(name)>"
  }

  /// A list item of one paragraph needs no paragraph around it.
  private func listItem(_ blocks: [Block]) -> String {
    if blocks.count == 1, case .paragraph(let inlines) = blocks[0] { return html(of: inlines) }
    return html(of: blocks)
  }

  /// Columns of numbers line up at their end.
  private func table(header: [[Inline]], rows: [[[Inline]]]) -> String {
    let columns = ([header] + rows).map(\.count).max() ?? 0
    let areNumbers = (0..<columns).map { column in
      rows.allSatisfy { column >= $0.count || $0[column].plainText.isNumber }
    }
    func row(_ cells: [[Inline]], _ name: String, _ scope: String = "") -> String {
      let tags = cells.enumerated().map { column, cell in
        "<\(name)\(scope)\(areNumbers[column] ? " class=\"number\"" : "")>\(html(of: cell))</\(name)>"
      }
      return "<tr>" + tags.joined() + "</tr>"
    }
    let head = header.isEmpty ? "" : "<thead>" + row(header, "th", " scope=\"col\"") + "</thead>"
    return "<table class=\"grid\">" + head + "<tbody>" + rows.map { row($0, "td") }.joined()
      + "</tbody></table>"
  }
}

extension String {
  /// Whether it is a number as people write it: digits, with signs and a unit perhaps.
  fileprivate var isNumber: Bool {
    let digits = filter(\.isNumber).count
    return digits > 0 && digits * 2 >= filter { !$0.isWhitespace }.count
  }
}
