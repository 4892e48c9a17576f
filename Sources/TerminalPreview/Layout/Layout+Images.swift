import Diagnostics
import Markup
import Pictures

extension Layout {
  /// What is said in place of an image; nil for what is only decoration or a tracking pixel.
  func imageLabel(_ node: Int) -> String? {
    let (width, height) = imageSize(node)
    if let width, width <= 2 { return nil }
    if let height, height <= 2 { return nil }
    guard let alt = document.tree.attribute("alt", of: node) else { return "image" }
    let words = alt.withoutFiller
    return words.isEmpty ? nil : words
  }

  /// The size in pixels as far as the message says it.
  func imageSize(_ node: Int) -> (width: Double?, height: Double?) {
    func size(_ name: String, _ length: Length?) -> Double? {
      if case .pixels(let pixels) = length { return pixels }
      guard let value = document.tree.attribute(name, of: node) else { return nil }
      if case .pixels(let pixels) = Length(css: value.lowercased()) { return pixels }
      return nil
    }
    let style = style(node)
    return (size("width", style.width), size("height", style.height))
  }

  /// Whether the words for an image get a frame of their own.
  func isWideImage(_ node: Int) -> Bool {
    guard imageLabel(node) != nil || picture(node) != nil else { return false }
    // The whole of a narrow cell is no room for words either.
    if picture(node) == nil, let width = imageSize(node).width { return geometry.exactAcross(width) >= 12 }
    if case .percent(let percent) = style(node).width { return percent >= 50 }
    if document.tree.attribute("width", of: node)?.hasSuffix("%") == true { return true }
    return (imageSize(node).width ?? picture(node).map { Double($0.width) }).map {
      geometry.exactAcross($0) >= 12
    }
      ?? false
  }

  func imageExtent(_ node: Int) -> Extent {
    guard let label = imageLabel(node) ?? (picture(node) == nil ? nil : "") else { return Extent() }
    guard isWideImage(node) else { return Extent(least: min(12, label.columns + 2), most: label.columns + 2) }
    let cells = imageSize(node).width.map { Int(geometry.exactAcross($0).rounded()) } ?? label.columns + 4
    return Extent(least: min(cells, 12), most: max(cells, 12))
  }

  private func imageInks(_ node: Int) -> (label: Paragraph.Ink, bracket: Paragraph.Ink) {
    var label = markerInk(node)
    label.style.isItalic = true
    label.style.isDim = false
    label.role = document.tree.attribute("alt", of: node) == nil ? .line : .image
    var bracket = markerInk(node)
    bracket.role = .line
    return (label, bracket)
  }

  /// The words for a small image, in a line of text.
  func append(_ label: String, of node: Int, to paragraph: inout Paragraph) {
    let inks = imageInks(node)
    if let last = paragraph.glyphs.last, last.kind == .text {
      paragraph.append(" ", inks.bracket)
    }
    paragraph.append("[", inks.bracket)
    paragraph.append(label, inks.label)
    paragraph.append("]", inks.bracket)
    paragraph.append(" ", inks.bracket)
  }

  /// A frame with the words for an image.
  mutating func drawImage(_ node: Int, in flow: inout Flow) {
    if let file = picture(node) { return draw(file, of: node, in: &flow) }
    guard let label = imageLabel(node) else { return }
    let inks = imageInks(node)
    var paragraph = Paragraph()
    paragraph.append(label, inks.label)
    let marker = linkMarker(node)
    if !marker.isEmpty { paragraph.appendMarker(marker, markerInk(node)) }
    let width = max(5, flow.width)
    let lines = paragraph.lines(width: max(1, min(flow.width, width) - 4))
    var height = lines.count
    if options.images == .off, let pixels = imageSize(node).height {
      height = max(height, min(geometry.down(pixels), 12) - 2)
    }
    let top = flow.take(height + 2)
    let rule = String(repeating: "─", count: max(0, min(flow.width, width) - 2))
    func line(_ text: String, _ row: Int, _ column: Int) -> Run {
      Run(
        row: row, column: column, text: text, style: inks.bracket.style, link: inks.bracket.link,
        sourceLine: inks.bracket.sourceLine, role: .line)
    }
    canvas.runs.append(line("┌\(rule)┐", top, flow.column))
    for index in 0..<height {
      canvas.runs.append(line("│", top + 1 + index, flow.column))
      if index < lines.count {
        canvas.runs += paragraph.runs(lines[index], row: top + 1 + index, column: flow.column + 2)
      }
      canvas.runs.append(line("│", top + 1 + index, flow.column + max(0, flow.width - 1)))
    }
    canvas.runs.append(line("└\(rule)┘", top + 1 + height, flow.column))
  }
}
