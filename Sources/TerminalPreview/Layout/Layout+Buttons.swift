import Diagnostics
import Markup

/// A link that looks like something to press.
struct Button {
  var node: Int
  var color: Color
  var label: Paragraph
  var marker: String

  /// The label on one line with its edges and its number.
  var columns: Int { label.widths.most + 4 + marker.columns }
}

extension Layout {
  /// Finds the links that have a background of their own, or are alone in a cell with one.
  mutating func findButtons() {
    for node in document.tree.nodes.indices where document.tree.name(node) == "a" {
      guard document.linkNumbers[node] > 0, !document.isHidden[node] else { continue }
      let chain = soleParents(of: node)
      guard let holder = ([node] + chain).first(where: { shown(style($0).background) != nil }),
        let color = shown(style(holder).background), color != ground(above: chain.last ?? node)
      else { continue }
      let isPadded =
        ([node] + chain).contains { style($0).padding.isWide } || style(node).display == .inlineBlock
        || style(node).borders.left != nil
      guard isPadded, let label = buttonLabel(node, on: color) else { continue }
      buttons[node] = Button(node: node, color: color, label: label, marker: linkMarker(node))
      for cell in chain where style(cell).display == .cell { isButtonCell[cell] = true }
    }
  }

  /// The elements that hold nothing but this one, up to the cell.
  private func soleParents(of node: Int) -> [Int] {
    var chain: [Int] = []
    var current = node
    while chain.count < 3 {
      let parent = document.tree.nodes[current].parent
      guard parent > 0, children(parent).filter({ !isBlank($0) }) == [current] else { return [] + chain }
      guard ["td", "th", "div", "p", "span", "center", "strong", "b"].contains(document.tree.name(parent))
      else {
        return chain
      }
      chain.append(parent)
      if style(parent).background != nil || style(parent).display == .cell { return chain }
      current = parent
    }
    return chain
  }

  private func ground(above node: Int) -> Color? {
    var parent = document.tree.nodes[node].parent
    while parent > 0 {
      if let color = shown(style(parent).background) { return color }
      parent = document.tree.nodes[parent].parent
    }
    return nil
  }

  /// The words of a button; nil where there are none, or more than words.
  private func buttonLabel(_ node: Int, on color: Color) -> Paragraph? {
    var label = Paragraph()
    func visit(_ node: Int) -> Bool {
      for child in children(node) {
        let style = style(child)
        if document.tree.nodes[child].element == nil {
          guard style.showsText else { continue }
          var ink = ink(child, ground: nil, highlight: color)
          ink.style.isUnderlined = false
          let text = document.tree.nodes[child].text
          label.append(style.isUppercase ? text.uppercased() : text, ink)
        } else if document.tree.name(child) == "br" {
          label.append(" ", Paragraph.Ink())
        } else if document.tree.name(child) == "img" {
          if imageLabel(child) != nil { return false }
        } else if style.display == .table || style.display == .row || !visit(child) {
          return false
        }
      }
      return true
    }
    guard visit(node), !label.isBlank else { return nil }
    return label
  }

  mutating func draw(_ button: Button, in flow: inout Flow) {
    flow.margin(geometry.down(style(button.node).margin.top.pixels))
    let room = max(1, flow.width - 4 - button.marker.columns)
    let lines = button.label.lines(width: room)
    let isWide = style(button.node).display == .block
    let inside = isWide ? room : lines.map { button.label.columns($0) }.max() ?? 0
    var edge = Frame.Style()
    edge.foreground = button.color
    let line = document.tree.nodes[button.node].line
    let number = document.linkNumbers[button.node]
    func run(_ text: String, _ row: Int, _ column: Int, _ style: Frame.Style) -> Run {
      Run(
        row: row, column: column, text: text, style: style, link: number, sourceLine: line, role: .buttonEdge)
    }
    let halves = options.isCompact ? 0 : 1
    let top = flow.take(lines.count + 2 * halves)
    if halves > 0 {
      canvas.runs.append(run(String(repeating: "▄", count: inside + 4), top, flow.column, edge))
      canvas.runs.append(
        run(String(repeating: "▀", count: inside + 4), top + 1 + lines.count, flow.column, edge))
    }
    var face = Frame.Style()
    face.foreground = button.color.letters
    face.background = button.color
    for (index, range) in lines.enumerated() {
      let row = top + halves + index
      let shift = (inside - button.label.columns(range)) / 2
      canvas.runs.append(run("[ " + String(repeating: " ", count: shift), row, flow.column, face))
      canvas.runs += button.label.runs(range, row: row, column: flow.column + 2 + shift)
      let rest = inside - button.label.columns(range) - shift
      canvas.runs.append(
        run(String(repeating: " ", count: rest) + " ]", row, flow.column + 2 + inside - rest, face))
    }
    let ink = markerInk(button.node)
    if !button.marker.isEmpty {
      canvas.runs.append(
        Run(
          row: top + halves + lines.count - 1, column: flow.column + inside + 4, text: button.marker,
          style: ink.style, link: number, sourceLine: line, role: .marker))
    }
    flow.margin(geometry.down(style(button.node).margin.bottom.pixels))
  }
}

extension ComputedStyle.Sides {
  /// Whether there is room left and right, or above and below.
  fileprivate var isWide: Bool { left.pixels >= 6 || top.pixels >= 6 }
}
