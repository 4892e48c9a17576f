import Editorial

/// Writes parts of an article's body as HTML that mail clients understand.
///
/// Everything comes from the tree, so that nothing of the author's own HTML is
/// passed on; styles stand in the elements because Outlook reads no others.
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

  private func image(_ picture: Picture) -> String {
    guard picture.src.isRemote else { return picture.alt.htmlEscaped }
    return
      "<img src=\"\(picture.src.text.htmlEscaped)\" alt=\"\(picture.alt.htmlEscaped)\" style=\"max-width:100%\">"
  }

  /// A block that is nested in another, or stands in a text of its own.
  func html(of block: Block, isLast: Bool = false) -> String {
    let margin = isLast ? "0" : "0 0 14px"
    switch block {
    case .paragraph(let inlines): return "<p style=\"margin:\(margin)\">\(html(of: inlines))</p>"
    case .heading(let level, let inlines): return heading(level, inlines)
    case .quote(let blocks, let source): return quote(blocks, source: source)
    case .list(let list): return self.list(list, margin: margin)
    case .image(let picture): return image(picture)
    case .code(let code, _):
      return "<pre style=\"margin:\(margin);white-space:pre-wrap\"><code>\(code.htmlEscaped)</code></pre>"
    case .rule: return "<hr>"
    case .table(let header, let rows): return table(header: header, rows: rows)
    case .embed(let embed): return card(embed, margin: margin)
    case .callToAction(let call):
      return call.url.map {
        "<p style=\"margin:\(margin)\"><a href=\"\($0.text.htmlEscaped)\">\(lexicon.label(of: call, in: language).htmlEscaped)</a></p>"
      } ?? ""
    }
  }

  /// Several blocks, the last without a margin below.
  func html(of blocks: [Block]) -> String {
    blocks.enumerated().map { html(of: $1, isLast: $0 == blocks.count - 1) }.joined()
  }

  /// A box with a link: where the piece plays, and what it is called.
  private func card(_ embed: Embed, margin: String) -> String {
    let label = lexicon.label(of: embed, in: language).htmlEscaped
    return
      "<p style=\"margin:\(margin);padding:12px 16px;border:1px solid #b8b0a2;border-radius:6px\">"
      + "<a href=\"\(embed.url.text.htmlEscaped)\"><span aria-hidden=\"true\">&#9654;&#65038; </span>\(label)</a></p>"
  }

  private func heading(_ level: Int, _ inlines: [Inline]) -> String {
    let shown = min(max(level, 2), 4)
    let size = [2: "24px", 3: "20px", 4: "17px"][shown] ?? "20px"
    return "<h\(shown) style=\"margin:0;font-size:\(size);line-height:1.3\">\(html(of: inlines))</h\(shown)>"
  }

  private func quote(_ blocks: [Block], source: [Inline]?) -> String {
    let cite = source.map { "<p style=\"margin:12px 0 0;font-size:15px\">— \(html(of: $0))</p>" } ?? ""
    return
      "<blockquote style=\"margin:0;padding:2px 0 2px 18px;border-left:3px solid #b8b0a2;font-size:18px;line-height:1.55\">"
      + html(of: blocks) + cite + "</blockquote>"
  }

  private func list(_ list: ListBlock, margin: String) -> String {
    let name = list.isOrdered ? "ol" : "ul"
    let start = list.isOrdered && list.start != 1 ? " start=\"\(list.start)\"" : ""
    let items = list.items.map { item in "<li style=\"margin:0 0 6px\">\(listItem(item))</li>" }.joined()
    return "<\(name)\(start) style=\"margin:\(margin);padding:0 0 0 24px\">\(items)</\(name)>"
  }

  /// A list item of one paragraph needs no paragraph around it.
  private func listItem(_ blocks: [Block]) -> String {
    if blocks.count == 1, case .paragraph(let inlines) = blocks[0] { return html(of: inlines) }
    return html(of: blocks)
  }

  private func table(header: [[Inline]], rows: [[[Inline]]]) -> String {
    let cell = "padding:6px 10px 6px 0;text-align:left;vertical-align:top"
    func row(_ cells: [[Inline]], _ name: String) -> String {
      "<tr>" + cells.map { "<\(name) style=\"\(cell)\">\(html(of: $0))</\(name)>" }.joined() + "</tr>"
    }
    return "<table style=\"border-collapse:collapse;width:100%\">"
      + (header.isEmpty ? "" : row(header, "th")) + rows.map { row($0, "td") }.joined() + "</table>"
  }
}
