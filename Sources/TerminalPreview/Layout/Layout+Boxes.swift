import Markup

extension Layout {
  /// Whether an element is put beside others as a whole: columns, floats, buttons.
  func isBox(_ node: Int) -> Bool {
    if buttons.has(node) { return true }
    if document.tree.name(node) == "img" { return isWideImage(node) }
    let style = style(node)
    if style.display == .inlineBlock { return style.width != nil || style.maxWidth != nil || hasBlocks(node) }
    if style.float != nil, style.display != .cell, style.display != .row { return true }
    guard document.tree.name(node) == "table", style.width != .percent(100) else { return false }
    let align = document.tree.attribute("align", of: node)?.lowercased()
    return align == "left" || align == "right"
  }

  private func hasBlocks(_ node: Int) -> Bool {
    children(node).contains {
      style($0).isBlockLevel || buttons.has($0) || document.tree.name($0) == "img"
    }
  }

  /// Puts boxes side by side as long as they fit, and under each other where they do not.
  mutating func boxes(_ nodes: [Int], in flow: inout Flow, alignment: ComputedStyle.Alignment) {
    var line: [(node: Int, width: Double)] = []
    var used = 0.0
    for node in nodes {
      let width = boxWidth(node, of: flow.width)
      if !line.isEmpty, used + width > Double(flow.width) + 0.5 {
        boxLine(line, in: &flow, alignment: alignment)
        (line, used) = ([], 0)
      }
      line.append((node, width))
      used += width
    }
    boxLine(line, in: &flow, alignment: alignment)
  }

  private mutating func boxWidth(_ node: Int, of available: Int) -> Double {
    let style = style(node)
    if let button = buttons[node] {
      return Double(style.display == .block ? available : min(available, button.columns + 1))
    }
    let extent = extent(node)
    let wanted = geometry.cells(style.width, of: available)
    let limit = geometry.cells(style.maxWidth, of: available) ?? Double(available)
    let width = min(wanted ?? Double(extent.most), limit)
    // A column needs room for words.
    let least = Double(min(12, extent.most, available))
    if width < least { canvas.isStacked = true }
    return min(Double(available), max(width, least, 1))
  }

  private mutating func boxLine(
    _ line: [(node: Int, width: Double)], in flow: inout Flow, alignment: ComputedStyle.Alignment
  ) {
    let used = min(Double(flow.width), line.reduce(0) { $0 + $1.width })
    let room = Double(flow.width) - used
    let isRight = line.count == 1 && isRightBox(line[0].node)
    let shift = isRight || alignment == .end ? room : alignment == .center ? room / 2 : 0
    if line.count == 1 {
      var inner = flow
      inner.column += Int(shift)
      inner.width = max(1, min(flow.width - Int(shift), Int(line[0].width.rounded())))
      box(line[0].node, in: &inner, alignment: alignment)
      (flow.row, flow.gap) = (inner.row, inner.gap)
      return
    }
    let top = flow.take(0)
    var position = shift
    var parts: [(flow: Flow, runs: Int, patches: Int, alignment: ComputedStyle.Alignment)] = []
    for (node, width) in line {
      let start = Int(position.rounded())
      position += width
      let end = min(flow.width, Int(position.rounded()))
      var inner = Flow(
        column: flow.column + min(start, flow.width - 1), width: max(1, end - start), row: top,
        ground: flow.ground)
      let first = (canvas.runs.count, canvas.patches.count)
      box(node, in: &inner, alignment: .start)
      inner.pad(inner.gap)
      parts.append((inner, first.0, first.1, style(node).verticalAlignment ?? .start))
    }
    settle(parts, in: &flow)
  }

  /// Moves parts that are shorter than the tallest one down to where they are aligned.
  mutating func settle(
    _ parts: [(flow: Flow, runs: Int, patches: Int, alignment: ComputedStyle.Alignment)], in flow: inout Flow
  ) {
    let bottom = parts.map(\.flow.row).max() ?? flow.row
    let runs = parts.dropFirst().map(\.runs) + [canvas.runs.count]
    for (index, part) in parts.enumerated() where part.alignment != .start && part.flow.row < bottom {
      let rows = part.alignment == .center ? (bottom - part.flow.row) / 2 : bottom - part.flow.row
      for run in part.runs..<max(part.runs, runs[index]) { canvas.runs[run].row += rows }
    }
    flow.row = max(flow.row, bottom)
    flow.gap = 0
  }

  private func isRightBox(_ node: Int) -> Bool {
    style(node).float == .end || document.tree.attribute("align", of: node)?.lowercased() == "right"
  }

  private mutating func box(_ node: Int, in flow: inout Flow, alignment: ComputedStyle.Alignment) {
    if let button = buttons[node] {
      draw(button, in: &flow)
      return
    }
    if document.tree.name(node) == "img" {
      drawImage(node, in: &flow)
      return
    }
    flow.margin(geometry.down(style(node).margin.top.pixels))
    if let background = shown(style(node).background) { flow.ground = background }
    let first = (canvas.runs.count, canvas.patches.count, flow.row + flow.gap)
    if document.tree.name(node) == "table" {
      table(node, in: &flow)
    } else {
      framed(node, in: &flow)
    }
    paint(node, first, until: flow, width: flow.width, column: flow.column)
    flow.margin(geometry.down(style(node).margin.bottom.pixels))
  }
}
