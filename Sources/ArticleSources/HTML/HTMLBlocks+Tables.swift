import Editorial
import Markup

extension HTMLBlocks {
  /// A table of data; one that only lays out a page is its cells, one after the other.
  mutating func readTable(_ node: Int, _ element: MarkupTree.Element, _ forms: [LineOfText.Form]) {
    let rows = rows(of: node)
    guard !isFlat, isData(node, element, rows) else {
      for row in rows {
        for cell in row.cells {
          flush()
          if ["td", "th"].contains(tree.name(cell)) {
            readChildren(of: cell, forms)
          } else {
            read(cell, forms)
          }
          flush()
        }
      }
      return
    }
    flush()
    if let caption = tree.nodes[node].children.first(where: { tree.name($0) == "caption" }) {
      let line = collectedLine(caption)
      if !line.isEmpty { blocks.append(.paragraph([.emphasis(line)])) }
    }
    var written = rows.map { row in
      row.cells.flatMap { cell -> [[Inline]] in
        let columns = tree.attribute("colspan", of: cell).flatMap { Int($0) } ?? 1
        return [collectedLine(cell).withoutImages]
          + [[Inline]](repeating: [], count: max(0, min(columns, 40) - 1))
      }
    }
    written.removeAll { $0.allSatisfy(\.isEmpty) }
    guard let width = written.map(\.count).max(), let header = written.first, width > 0 else { return }
    func padded(_ row: [[Inline]]) -> [[Inline]] {
      row + [[Inline]](repeating: [], count: width - row.count)
    }
    blocks.append(.table(header: padded(header), rows: written.dropFirst().map(padded)))
  }

  private struct Row {
    var cells: [Int]
  }

  /// The rows of a table itself, not those of tables in it; what stands between rows and cells is a row.
  private func rows(of table: Int) -> [Row] {
    var rows: [Row] = []
    var waiting = Array(tree.nodes[table].children.reversed())
    while let node = waiting.popLast() {
      guard !leftOut[node] else { continue }
      guard let element = tree.nodes[node].element else {
        if !tree.nodes[node].text.isBlankText { rows.append(Row(cells: [node])) }
        continue
      }
      if element.isHidden { continue }
      switch element.name {
      case "tr":
        let cells = tree.nodes[node].children.filter { ["td", "th"].contains(tree.name($0)) && !leftOut[$0] }
        rows.append(Row(cells: cells))
        let others = tree.nodes[node].children.filter { !["td", "th"].contains(tree.name($0)) }
        waiting.append(contentsOf: others.reversed())
      case "tbody", "thead", "tfoot": waiting.append(contentsOf: tree.nodes[node].children.reversed())
      case "caption", "colgroup", "col", "script", "style": break
      default: rows.append(Row(cells: [node]))
      }
    }
    return rows
  }

  private func isData(_ node: Int, _ element: MarkupTree.Element, _ rows: [Row]) -> Bool {
    if ["presentation", "none"].contains(element.attributes["role"]) { return false }
    let columns = rows.map(\.cells.count).max() ?? 0
    guard rows.count > 1, columns > 1, columns <= 30 else { return false }
    var paragraphs = 0
    var headers = 0
    for child in tree.descendants(of: node) {
      switch tree.name(child) {
      case "table", "h1", "h2", "h3", "iframe", "blockquote", "pre": return false
      case "p": paragraphs += 1
      case "th": headers += 1
      default: break
      }
    }
    return headers > 0 || paragraphs <= rows.count * columns
  }
}
