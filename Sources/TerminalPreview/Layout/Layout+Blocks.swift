import Markup

extension Layout {
  /// Draws a block with its margins, borders and padding.
  mutating func block(_ node: Int, in flow: inout Flow) {
    let style = style(node)
    let name = document.tree.name(node)
    if style.display == .none || document.isHidden[node] { return }
    if name == "hr" {
      flow.margin(1)
      rule(node, color: style.color, in: &flow)
      flow.margin(1)
      return
    }
    flow.margin(geometry.down(style.margin.top.pixels))
    var inner = placed(node, in: flow)
    let first = (canvas.runs.count, canvas.patches.count, inner.row + inner.gap)
    if style.display == .table || (style.display == .inlineBlock && hasRows(node)) {
      table(node, in: &inner)
    } else {
      framed(node, in: &inner)
    }
    paint(node, first, until: inner, width: inner.width, column: inner.column)
    flow.row = inner.row
    flow.gap = inner.gap
    flow.margin(geometry.down(style.margin.bottom.pixels))
  }

  private func hasRows(_ node: Int) -> Bool {
    document.tree.name(node) == "table"
  }

  /// The place of a block in what is around it: its width, its own alignment, its background.
  mutating func placed(_ node: Int, in flow: Flow) -> Flow {
    let style = style(node)
    var inner = flow.inset(
      left: geometry.across(style.margin.left.pixels), right: geometry.across(style.margin.right.pixels))
    if let background = shown(style.background) { inner.ground = background }
    guard style.display != .cell, style.display != .row else { return inner }
    let limit = geometry.cells(style.maxWidth, of: inner.width)
    let wanted = geometry.cells(style.width, of: inner.width)
    var width = min(Double(inner.width), wanted ?? Double(inner.width), limit ?? Double(inner.width))
    if document.tree.name(node) == "table", style.width == nil || style.width == .auto {
      width = min(width, Double(max(1, tableExtent(node).most)))
    }
    // Narrower than a few words helps nobody on a screen of cells.
    let cells = min(inner.width, max(Int(width.rounded()), min(12, inner.width, extent(node).most)))
    let room = inner.width - cells
    let align = document.tree.attribute("align", of: node)?.lowercased() ?? ""
    let parent = self.style(document.tree.nodes[node].parent)
    if style.margin.left == .auto, style.margin.right == .auto || style.maxWidth != nil {
      inner.column += room / 2
    } else if style.margin.left == .auto {
      inner.column += room
    } else if document.tree.name(node) == "table", align == "center" {
      inner.column += room / 2
    } else if document.tree.name(node) == "table", align == "right" {
      inner.column += room
    } else if document.tree.name(node) == "table", parentAligns(node) {
      inner.column += parent.alignment == .center ? room / 2 : parent.alignment == .end ? room : 0
    }
    inner.width = cells
    return inner
  }

  /// `align` on a cell moves the tables in it, `text-align` does not.
  private func parentAligns(_ node: Int) -> Bool {
    let parent = document.tree.nodes[node].parent
    return parent >= 0
      && (document.tree.attribute("align", of: parent) != nil || document.tree.name(parent) == "center")
  }

  /// Draws what is inside the margins: borders, padding, content.
  mutating func framed(_ node: Int, in flow: inout Flow) {
    let style = style(node)
    let isButtonCell = isButtonCell[node]
    let isCell = style.display == .cell
    let sides = isButtonCell ? ComputedStyle.Borders() : style.borders
    let hasLeft = sides.left != nil && !isCell && flow.width > 13
    let hasRight = sides.right != nil && !isCell && flow.width > 13
    if let border = sides.top {
      rule(node, color: border.color, in: &flow, corners: (hasLeft ? "┌" : "─", hasRight ? "┐" : "─"))
    }
    let top = flow.row + flow.gap
    let padding = isButtonCell ? ComputedStyle.Sides() : cellPadding(node)
    var inner = flow.inset(
      left: (hasLeft ? 1 : 0) + geometry.across(pixels(padding.left, flow)),
      right: (hasRight ? 1 : 0) + geometry.across(pixels(padding.right, flow)))
    inner.pad(geometry.down(padding.top.pixels))
    let first = canvas.runs.count
    let hasHardBlank = contents(node, in: &inner)
    if canvas.runs.count == first {
      let height = style.height?.pixels ?? (hasHardBlank ? style.fontSize * 1.2 : 0)
      inner.pad(geometry.down(height))
    }
    inner.pad(geometry.down(padding.bottom.pixels))
    flow.row = inner.row
    flow.gap = inner.gap
    if canvas.runs.count > first {
      if hasLeft { bar(node, sides.left?.color, column: flow.column, rows: top..<max(top, flow.row)) }
      if hasRight {
        bar(node, sides.right?.color, column: flow.column + flow.width - 1, rows: top..<max(top, flow.row))
      }
    }
    if let border = sides.bottom, canvas.runs.count > first || sides.top == nil {
      rule(node, color: border.color, in: &flow, corners: (hasLeft ? "└" : "─", hasRight ? "┘" : "─"))
    }
  }

  private func pixels(_ length: Length, _ flow: Flow) -> Double {
    if case .percent(let percent) = length {
      return Double(flow.width) * percent / 100 * Double(geometry.viewport) / Double(geometry.columns)
    }
    return length.pixels
  }

  /// A cell without padding of its own takes its table's `cellpadding`.
  func cellPadding(_ node: Int) -> ComputedStyle.Sides {
    var padding = style(node).padding
    guard ["td", "th"].contains(document.tree.name(node)) else { return padding }
    let zero = Length.pixels(0)
    guard padding.top == zero, padding.right == zero, padding.bottom == zero, padding.left == zero else {
      return padding
    }
    var table = node
    while table > 0, document.tree.name(table) != "table" { table = document.tree.nodes[table].parent }
    if let value = document.tree.attribute("cellpadding", of: max(0, table)), let all = Length(css: value) {
      padding = .init(top: all, right: all, bottom: all, left: all)
    }
    return padding
  }

  private mutating func bar(_ node: Int, _ color: Color?, column: Int, rows: Range<Int>) {
    for row in rows {
      var style = Frame.Style()
      style.foreground = readable(color, on: nil)
      style.isDim = style.foreground == nil
      canvas.runs.append(
        Run(
          row: row, column: column, text: "│", style: style, sourceLine: document.tree.nodes[node].line,
          role: .line))
    }
  }

  /// A line across.
  mutating func rule(
    _ node: Int, color: Color?, in flow: inout Flow, corners: (left: String, right: String) = ("─", "─")
  ) {
    var style = Frame.Style()
    style.foreground = readable(color, on: flow.ground)
    style.isDim = style.foreground == nil
    canvas.runs.append(
      Run(
        row: flow.take(1), column: flow.column,
        text: corners.left + String(repeating: "─", count: max(0, flow.width - 2)) + corners.right,
        style: style, sourceLine: document.tree.nodes[node].line, role: .line))
  }

  /// Lays the background under what was drawn, where backgrounds are painted.
  mutating func paint(
    _ node: Int, _ first: (runs: Int, patches: Int, row: Int), until flow: Flow, width: Int, column: Int
  ) {
    guard options.paintsBackgrounds, let color = shown(style(node).background), flow.row > first.row,
      !isButtonCell[node]
    else { return }
    canvas.patches.insert(
      Canvas.Patch(row: first.row, column: column, width: width, height: flow.row - first.row, color: color),
      at: first.patches)
  }
}
