import Markup

/// The cells of a table by row and column.
struct TableGrid {
  struct Cell {
    var node: Int
    var column: Int
    var span: Int
  }

  struct Row {
    var node: Int
    var cells: [Cell]
  }

  var rows: [Row] = []
  var columns = 0
  /// Whether there are more columns than anybody reads.
  var isTooWide = false

  /// How many columns a table can have.
  static let limit = 200
}

extension Layout {
  /// The grid of a table; text that stands between cells gets a cell of its own.
  mutating func grid(_ table: Int) -> TableGrid {
    if let known = grids[table] { return known }
    var grid = TableGrid()
    var below: [Int: Int] = [:]
    func add(_ row: Int, _ nodes: [Int]) {
      var cells: [TableGrid.Cell] = []
      var column = 0
      for node in nodes {
        while let rows = below[column], rows > 0 {
          below[column] = rows - 1
          column += 1
        }
        let span = min(max(Int(document.tree.attribute("colspan", of: node) ?? "") ?? 1, 1), TableGrid.limit)
        let down = min(max(Int(document.tree.attribute("rowspan", of: node) ?? "") ?? 1, 1), 1000)
        if column >= TableGrid.limit { grid.isTooWide = true }
        column = min(column, TableGrid.limit)
        cells.append(.init(node: node, column: column, span: span))
        if down > 1 { for taken in column..<(column + span) { below[taken] = down - 1 } }
        column += span
      }
      for taken in below.keys where taken >= column { below[taken] = max(0, (below[taken] ?? 0) - 1) }
      grid.columns = max(grid.columns, column)
      grid.rows.append(.init(node: row, cells: cells))
    }
    func visit(_ nodes: [Int]) {
      for node in nodes where !isBlank(node) {
        switch style(node).display {
        case .rowGroup: visit(children(node))
        case .row:
          let nodes = children(node).filter { !isBlank($0) }
          // Cells that the message's media rules made blocks stand under each other.
          if nodes.contains(where: { isBlockCell($0) }) {
            for node in nodes { add(document.tree.nodes[node].parent, [node]) }
          } else {
            add(node, nodes)
          }
        default: add(node, [node])
        }
      }
    }
    visit(children(table))
    grids[table] = grid
    return grid
  }

  private func isBlockCell(_ node: Int) -> Bool {
    style(node).display == .block && ["td", "th"].contains(document.tree.name(node))
  }

  /// Whether a node is text that shows nothing.
  func isBlank(_ node: Int) -> Bool {
    document.tree.nodes[node].element == nil
      && (!style(node).showsText || document.tree.nodes[node].text.isBlank)
  }

  mutating func table(_ node: Int, in flow: inout Flow) {
    let style = style(node)
    flow.pad(geometry.down(style.padding.top.pixels))
    var inner = flow.inset(
      left: geometry.across(style.padding.left.pixels), right: geometry.across(style.padding.right.pixels))
    let grid = grid(node)
    if let border = style.borders.top, grid.columns > 0 { rule(node, color: border.color, in: &inner) }
    let widths = grid.columns > 1 && !grid.isTooWide ? columnWidths(node, grid, available: inner.width) : nil
    if grid.columns > 1, widths == nil { canvas.isStacked = true }
    for row in grid.rows {
      var part = inner
      for parent in [document.tree.nodes[row.node].parent, row.node] {
        if let color = shown(self.style(parent).background) { part.ground = color }
      }
      if let widths, row.cells.count > 1 || row.cells.first.map({ $0.span < grid.columns }) == true {
        sideBySide(row, widths, in: &part)
      } else {
        for cell in row.cells { self.cell(cell.node, in: &part) }
      }
      (inner.row, inner.gap) = (part.row, part.gap)
    }
    if let border = style.borders.bottom, grid.columns > 0 { rule(node, color: border.color, in: &inner) }
    (flow.row, flow.gap) = (inner.row, inner.gap)
    flow.pad(geometry.down(style.padding.bottom.pixels))
  }

  /// Draws what stands in a cell: a cell, or what should have been in one.
  mutating func cell(_ node: Int, in flow: inout Flow) {
    let style = style(node)
    guard style.display == .cell else {
      if document.tree.nodes[node].element != nil, style.isBlockLevel, style.display != .row {
        block(node, in: &flow)
      } else {
        stray(node, in: &flow)
      }
      return
    }
    var inner = flow
    if let color = shown(style.background) { inner.ground = color }
    let first = (canvas.runs.count, canvas.patches.count, inner.row + inner.gap)
    framed(node, in: &inner)
    paint(node, first, until: inner, width: inner.width, column: inner.column)
    (flow.row, flow.gap) = (inner.row, inner.gap)
  }

  /// Columns beside each other, or nil where one would be too narrow for words.
  private mutating func columnWidths(_ table: Int, _ grid: TableGrid, available: Int) -> [Int]? {
    var (least, most) = columnExtents(grid)
    var wanted = [Double?](repeating: nil, count: grid.columns)
    for row in grid.rows {
      for cell in row.cells where cell.span == 1 {
        guard let width = geometry.cells(style(cell.node).width, of: available) else { continue }
        wanted[cell.column] = max(wanted[cell.column] ?? 0, width)
      }
    }
    for column in least.indices { least[column] = min(least[column], most[column]) }
    guard least.reduce(0, +) <= available else { return nil }
    var widths = most.indices.map {
      max(Double(least[$0]), min(wanted[$0] ?? Double(most[$0]), Double(available)))
    }
    let sum = widths.reduce(0, +)
    let room = Double(available)
    if sum > room {
      let slack = widths.indices.map { widths[$0] - Double(least[$0]) }
      let all = max(slack.reduce(0, +), 0.001)
      for column in widths.indices { widths[column] -= (sum - room) * slack[column] / all }
    } else if sum < room {
      var flexible = widths.indices.filter { wanted[$0] == nil && most[$0] > 0 }
      if flexible.isEmpty { flexible = widths.indices.filter { widths[$0] > 0 } }
      let all = max(flexible.reduce(0) { $0 + widths[$1] }, 0.001)
      for column in flexible { widths[column] += (room - sum) * widths[column] / all }
    }
    var position = 0.0
    var cells: [Int] = []
    for width in widths {
      let start = Int(position.rounded())
      position += width
      cells.append(Int(position.rounded()) - start)
    }
    let isTooNarrow = cells.indices.contains { cells[$0] < min(12, most[$0]) }
    return isTooNarrow ? nil : cells
  }

  /// The widths that the columns need, from their cells.
  mutating func columnExtents(_ grid: TableGrid) -> (least: [Int], most: [Int]) {
    var least = [Int](repeating: 0, count: grid.columns)
    var most = least
    for row in grid.rows {
      for cell in row.cells {
        var extent = extent(cell.node)
        if cell.column + cell.span < grid.columns, extent.most > 0 {
          extent.least += gutter(cell.node)
          extent.most += gutter(cell.node)
        }
        let columns = cell.column..<min(grid.columns, cell.column + cell.span)
        if cell.span == 1 {
          least[cell.column] = max(least[cell.column], extent.least)
          most[cell.column] = max(most[cell.column], extent.most)
        } else if let last = columns.last {
          least[last] += max(0, extent.least - least[columns].reduce(0, +))
          most[last] += max(0, extent.most - most[columns].reduce(0, +))
        }
      }
    }
    return (least, most)
  }

  /// A blank between columns whose author left none.
  private func gutter(_ node: Int) -> Int { cellPadding(node).right.pixels < 6 ? 1 : 0 }

  private mutating func sideBySide(_ row: TableGrid.Row, _ widths: [Int], in flow: inout Flow) {
    let top = flow.take(0)
    var parts: [(flow: Flow, runs: Int, patches: Int, alignment: ComputedStyle.Alignment)] = []
    let rowAlignment = style(row.node).verticalAlignment
    for cell in row.cells {
      let end = min(widths.count, cell.column + cell.span)
      let start = min(cell.column, end)
      let width = widths[start..<end].reduce(0, +)
      let gap = end < widths.count && width > 1 ? gutter(cell.node) : 0
      let column = min(flow.column + widths[..<start].reduce(0, +), flow.column + flow.width - 1)
      var inner = Flow(column: column, width: max(1, width - gap), row: top, ground: flow.ground)
      let first = (canvas.runs.count, canvas.patches.count)
      self.cell(cell.node, in: &inner)
      inner.pad(inner.gap)
      parts.append((inner, first.0, first.1, style(cell.node).verticalAlignment ?? rowAlignment ?? .center))
    }
    settle(parts, in: &flow)
  }
}
