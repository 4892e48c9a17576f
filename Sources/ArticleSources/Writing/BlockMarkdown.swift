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
    case .image(let picture): return [InlineMarkdown().text(of: [.image(picture)])]
    case .code(let text, let language): return code(text.cleaned, language)
    case .rule: return ["***"]
    case .table(let header, let rows): return table(header, rows)
    case .callToAction(let call): return self.call(call)
    }
  }

  /// The lines of a paragraph, tried: as it is, with separators, and as plain text where Markdown has no
  /// way to say it.
  private func checked(_ parts: [Inline], _ writer: InlineMarkdown) -> [String] {
    let normal = parts.normalForm(keepingBreaks: !writer.isInHeading && !writer.isInTable)
    guard !normal.isEmpty else { return [] }
    var separated = writer
    separated.isSeparated = true
    for (writer, parts) in [(writer, normal), (separated, normal)] {
      let lines = writer.text(of: parts).paragraphLines
      if isReadBack(lines, as: normal, isInTable: writer.isInTable) { return lines }
    }
    return separated.text(of: normal.withoutForm.normalForm()).paragraphLines
  }

  private func isReadBack(_ lines: [String], as normal: [Inline], isInTable: Bool) -> Bool {
    if normal.count == 1, case .text = normal[0] { return true }
    var reader = MarkdownBody(file: "", firstLine: 1, providers: ProviderCatalog([]))
    let text = lines.joined(separator: "\n")
    let read = reader.inlines(from: isInTable ? text.replacing("\\|", with: "|") : text)
    return read.map { reader.softened($0).normalForm() } == normal
  }

  private func quote(_ blocks: [Block], _ source: [Inline]?) -> [String] {
    var (blocks, source) = (blocks, source?.normalForm(keepingBreaks: false))
    if source == nil, blocks.count > 1, case .paragraph(let parts) = blocks.last,
      let dashed = parts.normalForm(keepingBreaks: false).withoutDash
    {
      source = dashed
      blocks.removeLast()
    }
    var lines = self.lines(of: blocks)
    if let source, !source.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines += checked([.text("— ")] + source, InlineMarkdown()).map { $0.replacing("\\\n", with: " ") }
    }
    return lines.map { $0.isEmpty ? ">" : "> " + $0 }
  }

  private func list(_ list: ListBlock) -> [String] {
    let items = list.items.map { self.lines(of: $0) }.filter { !$0.isEmpty }
    let isTight = list.items.allSatisfy { item in
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
    let lines = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return [fence + info] + lines + [fence]
  }

  private func table(_ header: [[Inline]], _ rows: [[[Inline]]]) -> [String] {
    guard !header.isEmpty else { return [] }
    func line(_ row: [[Inline]]) -> String {
      let cells = (0..<header.count).map { index in
        index < row.count ? cell(row[index]) : ""
      }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let delimiter = "|" + String(repeating: " --- |", count: header.count)
    return [line(header), delimiter] + rows.map { line($0) }
  }

  private func cell(_ parts: [Inline]) -> String {
    let normal = parts.normalForm(keepingBreaks: false)
    let needsPlainText = normal.contains { part in
      guard case .code(let code) = part else { return false }
      return code.contains("|") || code.contains("\\")
    }
    let lines = checked(needsPlainText ? normal.withoutForm : normal, InlineMarkdown(isInTable: true))
    return lines.joined(separator: " ")
  }

  private func call(_ call: CallToAction) -> [String] {
    let label = call.label(provider: nil)
    guard let url = call.url else { return checked([.strong([.text(label)])], InlineMarkdown()) }
    return checked([.strong([.link([.text(label)], url: url, title: nil)])], InlineMarkdown())
  }
}
