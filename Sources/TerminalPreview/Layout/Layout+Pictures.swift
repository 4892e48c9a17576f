import Diagnostics
import Markup
import Pictures

extension Layout {
  /// The image of a node, if it is here and is to be drawn.
  func picture(_ node: Int) -> PictureFile? {
    guard options.images == .blocks || options.images == .placed,
      let source = document.tree.attribute("src", of: node), let file = options.pictures[source],
      file.width > 2, file.height > 2
    else { return nil }
    return file
  }

  /// The columns and rows of an image: as wide as the message says, no wider than there is room,
  /// no higher than the options allow.
  func pictureCells(_ file: PictureFile, of node: Int, available: Int) -> (columns: Int, rows: Int) {
    let wanted: Double
    if case .percent(let percent) = style(node).width {
      wanted = Double(available) * percent / 100
    } else if let value = document.tree.attribute("width", of: node), value.hasSuffix("%"),
      let percent = Double(value.dropLast())
    {
      wanted = Double(available) * percent / 100
    } else {
      wanted = geometry.exactAcross(imageSize(node).width ?? Double(file.width))
    }
    var columns = min(Double(available), max(1, wanted))
    let shape = Double(file.height) / Double(file.width) / max(0.5, min(options.cellShape, 5))
    var rows = max(1, columns * shape)
    let limit = Double(max(1, options.pictureRows))
    if rows > limit {
      columns = max(1, columns * limit / rows)
      rows = limit
    }
    return (max(1, Int(columns.rounded())), max(1, Int(rows.rounded())))
  }

  /// Draws an image, and its words below it.
  mutating func draw(_ file: PictureFile, of node: Int, in flow: inout Flow) {
    let size = pictureCells(file, of: node, available: flow.width)
    let alignment = style(document.tree.nodes[node].parent).alignment
    let room = max(0, flow.width - size.columns)
    let column = flow.column + (alignment == .center ? room / 2 : alignment == .end ? room : 0)
    let top = flow.take(size.rows)
    if options.images == .blocks, let picture = file.decoded() {
      drawBlocks(picture, size, row: top, column: column, node, ground: flow.ground)
    } else {
      for row in 0..<size.rows {
        var run = pictureRun(
          String(repeating: " ", count: size.columns), row: top + row, column: column, node)
        if row == 0 { run.picture = (document.tree.attribute("src", of: node) ?? "", size.rows) }
        canvas.runs.append(run)
      }
    }
    caption(node, in: &flow)
  }

  private func pictureRun(_ text: String, row: Int, column: Int, _ node: Int) -> Run {
    Run(
      row: row, column: column, text: text, style: Frame.Style(), link: document.linkNumbers[node],
      sourceLine: document.tree.nodes[node].line, role: .picture)
  }

  private mutating func drawBlocks(
    _ picture: Picture, _ size: (columns: Int, rows: Int), row: Int, column: Int, _ node: Int, ground: Color?
  ) {
    let paper = ground ?? (options.theme == .dark || options.dark != nil ? Color(18, 18, 18) : .white)
    let small = picture.scaled(width: size.columns, height: size.rows * 2)
      .opaque(onRed: paper.red, green: paper.green, blue: paper.blue)
    func color(_ x: Int, _ y: Int) -> Color {
      let at = (y * small.width + x) * 4
      return Color(small.pixels[at], small.pixels[at + 1], small.pixels[at + 2])
    }
    for y in 0..<size.rows {
      for x in 0..<size.columns {
        var run = pictureRun("▀", row: row + y, column: column + x, node)
        run.style.foreground = color(x, y * 2)
        run.style.background = color(x, y * 2 + 1)
        canvas.runs.append(run)
      }
    }
  }

  private mutating func caption(_ node: Int, in flow: inout Flow) {
    let marker = linkMarker(node)
    guard let label = imageLabel(node), document.tree.attribute("alt", of: node) != nil else {
      if !marker.isEmpty {
        var paragraph = Paragraph()
        paragraph.appendMarker(marker.trimmingBlanks, markerInk(node))
        draw(paragraph, in: &flow, alignment: .start)
      }
      return
    }
    var inks = (label: markerInk(node), name: markerInk(node))
    inks.label.role = .image
    var paragraph = Paragraph()
    paragraph.append("alt: ", inks.name)
    paragraph.append(label, inks.label)
    if !marker.isEmpty { paragraph.appendMarker(marker, markerInk(node)) }
    draw(paragraph, in: &flow, alignment: .start)
  }
}
