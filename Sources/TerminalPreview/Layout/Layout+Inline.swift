import Diagnostics
import Markup

extension Layout {
  /// Text and boxes that wait to be drawn.
  struct Pending {
    var paragraph = Paragraph()
    var boxes: [Int] = []
    var hasHardBlank = false
  }

  /// Draws what is in a block; tells whether it had a blank that does not break.
  mutating func contents(_ node: Int, in flow: inout Flow) -> Bool {
    if style(node).display == .listItem { marker(node, in: &flow) }
    var pending = Pending()
    for child in children(node) { walk(child, &pending, in: &flow, of: node, highlight: nil) }
    flush(&pending, in: &flow, of: node)
    return pending.hasHardBlank
  }

  private mutating func walk(
    _ node: Int, _ pending: inout Pending, in flow: inout Flow, of block: Int, highlight: Color?
  ) {
    guard let element = document.tree.nodes[node].element else {
      text(node, &pending, in: &flow, of: block, highlight: highlight)
      return
    }
    let style = style(node)
    if element.name == "br" {
      if !pending.boxes.isEmpty { flushBoxes(&pending, in: &flow, of: block) }
      pending.paragraph.appendNewline()
    } else if element.name == "img", !isBox(node) {
      if let label = imageLabel(node) {
        flushBoxes(&pending, in: &flow, of: block)
        append(label, of: node, to: &pending.paragraph)
      }
    } else if isBox(node) {
      if !pending.paragraph.isBlank { flush(&pending, in: &flow, of: block) }
      pending.boxes.append(node)
    } else if style.isBlockLevel {
      flush(&pending, in: &flow, of: block)
      self.block(node, in: &flow)
    } else {
      let highlight = shown(style.background).flatMap { $0 == flow.ground ? nil : $0 } ?? highlight
      let before = pending.paragraph.glyphs.count
      for child in children(node) { walk(child, &pending, in: &flow, of: block, highlight: highlight) }
      if element.name == "a", pending.paragraph.glyphs.count > before, !pending.paragraph.isBlank {
        let marker = linkMarker(node)
        if !marker.isEmpty { pending.paragraph.appendMarker(marker, markerInk(node)) }
      }
    }
  }

  private mutating func text(
    _ node: Int, _ pending: inout Pending, in flow: inout Flow, of block: Int, highlight: Color?
  ) {
    let style = style(node)
    let text = document.tree.nodes[node].text
    guard style.showsText else { return }
    let isBlank = text.isBlank
    if !pending.boxes.isEmpty {
      if isBlank { return }
      flushBoxes(&pending, in: &flow, of: block)
    }
    let shown = style.isUppercase ? text.uppercased() : style.isLowercase ? text.lowercased() : text
    pending.paragraph.append(
      shown, ink(node, ground: flow.ground, highlight: highlight), whitespace: style.whitespace)
  }

  /// Draws the waiting text and boxes.
  private mutating func flush(_ pending: inout Pending, in flow: inout Flow, of block: Int) {
    flushBoxes(&pending, in: &flow, of: block)
    let paragraph = pending.paragraph
    pending.paragraph = Paragraph()
    if paragraph.hasHardBlank { pending.hasHardBlank = true }
    if paragraph.isBlank {
      if style(block).fontSize > 1 { flow.pad(min(2, paragraph.newlines)) }
      return
    }
    draw(paragraph, in: &flow, alignment: style(block).alignment)
  }

  mutating func draw(_ paragraph: Paragraph, in flow: inout Flow, alignment: ComputedStyle.Alignment) {
    for line in paragraph.lines(width: flow.width) {
      let room = max(0, flow.width - paragraph.columns(line))
      let shift = alignment == .center ? room / 2 : alignment == .end ? room : 0
      let row = flow.take(1)
      canvas.runs += paragraph.runs(line, row: row, column: flow.column + shift)
    }
  }

  private mutating func flushBoxes(_ pending: inout Pending, in flow: inout Flow, of block: Int) {
    let nodes = pending.boxes
    guard !nodes.isEmpty else { return }
    pending.boxes = []
    boxes(nodes, in: &flow, alignment: style(block).alignment)
  }

  /// The bullet or number of a list item.
  private mutating func marker(_ node: Int, in flow: inout Flow) {
    let parent = document.tree.nodes[node].parent
    let text = bullet(node)
    guard !text.isEmpty else { return }
    let room =
      ["ul", "ol"].contains(document.tree.name(parent)) ? geometry.across(cellPadding(parent).left.pixels) : 0
    let outside = min(room, text.columns, flow.column)
    let row = flow.row + flow.gap
    let ink = markerInk(node)
    canvas.runs.append(
      Run(
        row: row, column: flow.column - outside, text: text, style: ink.style, sourceLine: ink.sourceLine,
        role: .marker))
    flow = flow.inset(left: text.columns - outside, right: 0)
  }

  private func bullet(_ node: Int) -> String {
    let number = ordinals[node] ?? 1
    switch style(node).bullet {
    case .none: return ""
    case .circle: return "◦ "
    case .square: return "▪ "
    case .disc: return "• "
    case .decimal: return String(number) + ". "
    case .lowerLetters: return Self.letter(number, from: "a") + ". "
    case .upperLetters: return Self.letter(number, from: "A") + ". "
    }
  }

  /// Numbers the items of all ordered lists.
  mutating func countItems() {
    for list in document.tree.nodes.indices where document.tree.name(list) == "ol" {
      var number = document.tree.attribute("start", of: list).flatMap { Int($0) } ?? 1
      for item in children(list) where document.tree.name(item) == "li" {
        number = document.tree.attribute("value", of: item).flatMap { Int($0) } ?? number
        ordinals[item] = number
        number &+= 1
      }
    }
  }

  private static func letter(_ number: Int, from first: Unicode.Scalar) -> String {
    guard (1...26).contains(number), let letter = Unicode.Scalar(first.value + UInt32(number - 1)) else {
      return String(number)
    }
    return String(Character(letter))
  }
}

extension Layout {
  /// Draws text that lies between the cells of a table.
  mutating func stray(_ node: Int, in flow: inout Flow) {
    var pending = Pending()
    let parent = document.tree.nodes[node].parent
    if style(node).display == .row {
      for child in children(node) { cell(child, in: &flow) }
      return
    }
    walk(node, &pending, in: &flow, of: parent, highlight: nil)
    flush(&pending, in: &flow, of: parent)
  }
}
