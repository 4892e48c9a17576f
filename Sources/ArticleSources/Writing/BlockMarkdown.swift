import Editorial

/// Writes blocks as lines of Markdown that are read back as the same blocks.
struct BlockMarkdown {
  /// The lines of the blocks, with an empty line between two of them.
  func lines(of blocks: [Block], isTight: Bool = false) -> [String] {
    var lines: [String] = []
    var previous: Block?
    for block in blocks {
      let written = self.lines(of: block)
      guard !written.isEmpty else { continue }
      if !lines.isEmpty, !isTight { lines.append("") }
      if case .list(let a) = previous, case .list(let b) = block, a.isOrdered == b.isOrdered {
        lines += [InlineMarkdown.separator, ""]
      }
      lines += written
      previous = block
    }
    return lines
  }

  private func lines(of block: Block) -> [String] {
    switch block {
    case .paragraph(let parts): return checked(parts, InlineMarkdown())
    case .heading(let level, let parts):
      let line = checked(parts, InlineMarkdown(isInHeading: true)).joined(separator: " ")
      return line.isEmpty ? [] : [String(repeating: "#", count: max(1, min(6, level))) + " " + line]
    case .quote(let blocks, let source): return quote(blocks, source)
    case .list(let list): return self.list(list)
    case .image(let picture): return [InlineMarkdown().text(of: [.image(picture.withCreditInCaption)])]
    case .code(let text, let language): return code(text.cleaned, language)
    case .rule: return ["***"]
    case .table(let header, let rows): return table(header, rows)
    case .callToAction(let call): return self.call(call)
    case .embed(let embed):
      let label = embed.title ?? embed.url.text
      return checked([.link([.text(label)], url: embed.url, title: nil)], InlineMarkdown())
    }
  }

  /// The lines of a paragraph, tried: as it is, with separators, and as plain text where Markdown has no
  /// way to say it.
  private func checked(_ parts: [Inline], _ writer: InlineMarkdown) -> [String] {
    let normal = parts.normalForm(keepingBreaks: !writer.isInHeading && !writer.isInTable)
    guard !normal.isEmpty else { return [] }
    var separated = writer
    separated.isSeparated = true
    let plain = normal.flatMap { part -> [Inline] in
      if case .mergeField = part { [part] } else { [.text(part.plainText)] }
    }
    for form in [normal, normal.withoutForm.normalForm(), plain.normalForm()] {
      for writer in [writer, separated] {
        let lines = writer.text(of: form).paragraphLines
        if isReadBack(lines, as: form, isInTable: writer.isInTable) { return lines }
      }
    }
    return writer.text(of: [.text(normal.plainText)].normalForm(keepingBreaks: false)).paragraphLines
  }

  private func isReadBack(_ lines: [String], as normal: [Inline], isInTable: Bool) -> Bool {
    if normal.count == 1, case .text = normal[0] { return true }
    var reader = MarkdownBody(file: "", firstLine: 1, calls: nil)
    if isInTable {
      let blocks = reader.blocks(from: "| \(lines.joined(separator: " ")) |\n| --- |")
      guard case .table(let header, _) = blocks.first else { return false }
      return header.count == 1 && header[0].normalForm() == normal
    }
    return reader.inlines(from: lines.joined(separator: "\n")).map { reader.softened($0).normalForm() }
      == normal
  }

  private func quote(_ blocks: [Block], _ source: [Inline]?) -> [String] {
    var (blocks, source) = (blocks.filter { !$0.isBlank }, source?.normalForm(keepingBreaks: false))
    if source?.isEmpty != false, blocks.count > 1, let last = blocks.last, let dashed = dashed(last) {
      source = dashed.normalForm(keepingBreaks: false)
      blocks.removeLast()
    }
    var lines = self.lines(of: blocks)
    if let source, !source.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines += checked([.text("— ")] + source, InlineMarkdown()).map { $0.replacing("\\\n", with: " ") }
    }
    return lines.map { $0.isEmpty ? ">" : "> " + $0 }
  }

  /// What a paragraph says after the dash that makes it a source; nil for everything else.
  private func dashed(_ block: Block) -> [Inline]? {
    guard case .paragraph = block, case let written = lines(of: block),
      let first = written.first, first.hasPrefix("\\-- ") || first.hasPrefix("— ")
    else { return nil }
    var reader = MarkdownBody(file: "", firstLine: 1, calls: nil)
    return reader.inlines(from: written.joined(separator: "\n")).flatMap { reader.softened($0).withoutDash }
  }

  private func list(_ list: ListBlock) -> [String] {
    let blocks = list.items.map { $0.filter { !$0.isBlank } }
    let items = blocks.map { self.lines(of: $0) }.filter { !$0.isEmpty }
    let isTight = blocks.allSatisfy { item in
      if item.isEmpty { return true }
      guard item.count == 1, case .paragraph = item[0] else { return false }
      return true
    }
    var lines: [String] = []
    for (index, item) in items.enumerated() {
      let number = max(0, min(list.start, 999_999_999 - items.count)) + index
      let marker = list.isOrdered ? "\(number). " : "- "
      if index > 0, !isTight { lines.append("") }
      lines += item.enumerated().map { line, text in
        text.isEmpty ? "" : (line == 0 ? marker : String(repeating: " ", count: marker.count)) + text
      }
    }
    return lines
  }

  private func code(_ text: String, _ language: String?) -> [String] {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let info = (language ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber || "+-#._".contains($0)) }
    let lines =
      text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return [fence + info] + lines + [fence]
  }

  private func table(_ header: [[Inline]], _ rows: [[[Inline]]]) -> [String] {
    guard !header.isEmpty else { return [] }
    let table = ([header] + rows).map { row in
      (0..<header.count).map { $0 < row.count ? row[$0].normalForm(keepingBreaks: false) : [] }
    }
    let forms: [([Inline]) -> [Inline]] = [{ $0 }, { $0.withoutForm.normalForm() }]
    for form in forms {
      let lines = self.lines(ofTable: table.map { $0.map(form) })
      var reader = MarkdownBody(file: "", firstLine: 1, calls: nil)
      if case .table(let header, let rows) = reader.blocks(from: lines.joined(separator: "\n")).first {
        let read = ([header] + rows).map { $0.map { $0.normalForm() } }
        if self.lines(ofTable: read) == lines { return lines }
      }
    }
    return lines(
      ofTable: table.map { $0.map { [Inline.text($0.plainText)].normalForm(keepingBreaks: false) } })
  }

  private func lines(ofTable table: [[[Inline]]]) -> [String] {
    let rows = table.map { row in
      let cells = row.map { checked($0, InlineMarkdown(isInTable: true)).joined(separator: " ") }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let delimiter = "|" + String(repeating: " --- |", count: table.first?.count ?? 0)
    return rows.prefix(1) + [delimiter] + rows.dropFirst()
  }

  private func call(_ call: CallToAction) -> [String] {
    let label = call.plainLabel
    guard let url = call.url else { return checked([.strong([.text(label)])], InlineMarkdown()) }
    return checked([.strong([.link([.text(label)], url: url, title: nil)])], InlineMarkdown())
  }
}

extension Block {
  /// Whether nothing is written for it.
  fileprivate var isBlank: Bool {
    switch self {
    case .paragraph(let parts), .heading(_, let parts): parts.normalForm(keepingBreaks: false).isEmpty
    case .quote(let blocks, let source):
      blocks.allSatisfy(\.isBlank) && source?.normalForm(keepingBreaks: false).isEmpty != false
    case .list(let list): list.items.allSatisfy { $0.allSatisfy(\.isBlank) }
    case .table(let header, _): header.isEmpty
    case .image, .code, .rule, .callToAction, .embed: false
    }
  }
}

extension Picture {
  /// Markdown has one text for an image beside the alternative: caption and credit together.
  fileprivate var withCreditInCaption: Picture {
    guard let credit, !credit.isEmpty, !(caption ?? "").contains(credit) else { return self }
    var picture = self
    picture.caption = [caption, credit].compactMap(\.self).joined(separator: " ")
    return picture
  }
}
