import Diagnostics
import Markup

extension Layout {
  /// How wide a node has to be, and would like to be; asked once for each node.
  mutating func extent(_ node: Int) -> Extent {
    if let known = measured[node] { return known }
    let extent = freshExtent(node)
    measured[node] = extent
    return extent
  }

  private mutating func freshExtent(_ node: Int) -> Extent {
    if document.isHidden[node] { return Extent() }
    if let button = buttons[node] {
      return Extent(least: min(button.columns + 1, 16), most: button.columns + 1)
    }
    let style = style(node)
    var extent = Extent()
    if document.tree.name(node) == "img" {
      extent = imageExtent(node)
    } else if style.display == .table {
      extent = tableExtent(node)
    } else {
      var measure = Measure()
      if document.tree.nodes[node].element == nil {
        self.measure(node, &measure)
      } else {
        for child in children(node) { self.measure(child, &measure) }
      }
      measure.endLine()
      extent = measure.extent
      if style.display == .listItem, style.bullet != .none, extent.most > 0 {
        extent.least += 2
        extent.most += 4
      }
    }
    guard document.tree.nodes[node].element != nil else { return extent }
    if extent.most > 0, !isButtonCell[node] {
      let padding = cellPadding(node)
      var around = geometry.across(padding.left.pixels) + geometry.across(padding.right.pixels)
      around += geometry.across(style.margin.left.pixels) + geometry.across(style.margin.right.pixels)
      if style.display != .cell {
        around += (style.borders.right == nil ? 0 : 1) + (style.borders.left == nil ? 0 : 1)
      }
      extent.least += around
      extent.most += around
    }
    if case .pixels(let pixels) = style.width, style.display != .inline {
      extent.most = max(extent.least, Int(geometry.exactAcross(pixels).rounded()))
    }
    extent.most = max(extent.least, min(extent.most, 10_000))
    return extent
  }

  mutating func tableExtent(_ node: Int) -> Extent {
    let (least, most) = columnExtents(grid(node))
    return Extent(least: least.max() ?? 0, most: min(10_000, most.reduce(0, +)))
  }

  /// What has been measured of inline text and boxes.
  private struct Measure {
    var paragraph = Paragraph()
    var boxes = Extent()
    var extent = Extent()

    mutating func endLine() {
      let widths = paragraph.widths
      // A word longer than this is cut where there is no room.
      extent.include(Extent(least: min(widths.least, 24), most: widths.most))
      extent.include(boxes)
      paragraph = Paragraph()
      boxes = Extent()
    }
  }

  private mutating func measure(_ node: Int, _ measure: inout Measure) {
    guard let element = document.tree.nodes[node].element else {
      let style = style(node)
      if style.showsText {
        measure.paragraph.append(
          document.tree.nodes[node].text, Paragraph.Ink(), whitespace: style.whitespace)
      }
      return
    }
    if element.name == "br" {
      measure.paragraph.appendNewline()
    } else if isBox(node) || element.name == "img" {
      let extent = extent(node)
      measure.boxes.least = max(measure.boxes.least, extent.least)
      measure.boxes.most += extent.most
    } else if style(node).isBlockLevel {
      measure.endLine()
      measure.extent.include(extent(node))
    } else {
      for child in children(node) { self.measure(child, &measure) }
      if element.name == "a" {
        let marker = linkMarker(node)
        if !marker.isEmpty, !measure.paragraph.isBlank {
          measure.paragraph.appendMarker(marker, Paragraph.Ink())
        }
      }
    }
  }
}
