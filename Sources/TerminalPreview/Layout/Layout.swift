import Diagnostics
import Markup

/// Puts a document into cells.
///
/// Every node is visited once to be measured and once to be drawn, so the time
/// grows with the document; the tree's depth is bounded where it is read.
struct Layout {
  let document: StyledDocument
  let options: PreviewOptions
  let geometry: Geometry
  var canvas = Canvas()
  var buttons: NodeTable<Button>
  /// Whether a node is a cell whose padding belongs to the button in it.
  var isButtonCell: [Bool]
  var measured: NodeTable<Extent>
  var grids: NodeTable<TableGrid>
  var ordinals: [Int: Int] = [:]

  /// How wide something has to be, and would like to be.
  struct Extent: Hashable {
    var least = 0
    var most = 0

    mutating func include(_ other: Extent) {
      least = max(least, other.least)
      most = max(most, other.most)
    }
  }

  init(_ document: StyledDocument, options: PreviewOptions) {
    self.document = document
    self.options = options
    geometry = Geometry(columns: options.columns, viewport: options.viewport)
    let count = document.tree.nodes.count
    buttons = NodeTable(count: count)
    isButtonCell = [Bool](repeating: false, count: count)
    measured = NodeTable(count: count)
    grids = NodeTable(count: count)
    findButtons()
    countItems()
  }

  static func frame(_ document: StyledDocument, options: PreviewOptions) -> Frame {
    var layout = Layout(document, options: options)
    var flow = Flow(column: 0, width: options.columns, row: 0)
    layout.block(0, in: &flow)
    return layout.canvas.frame(columns: options.columns, links: document.links.map(\.url))
  }

  func style(_ node: Int) -> ComputedStyle { document.styles[node] }

  func children(_ node: Int) -> [Int] {
    let children = document.tree.nodes[node].children
    guard children.contains(where: { document.isHidden[$0] }) else { return children }
    return children.filter { !document.isHidden[$0] }
  }

  func shown(_ color: Color?) -> Color? {
    options.dark == .inverted ? color?.inverted : color
  }

  /// The author's colour where it can be read, else nil.
  func readable(_ color: Color?, on ground: Color?) -> Color? {
    guard let color = shown(color) else { return nil }
    return grounds(ground).allSatisfy { color.contrast(with: $0) >= 3 } ? color : nil
  }

  /// What letters stand on, as far as it is known.
  private func grounds(_ ground: Color?) -> [Color] {
    if options.paintsBackgrounds, let ground { return [ground] }
    switch options.theme {
    case .light: return [.white]
    case .dark: return [Color(18, 18, 18)]
    case .unknown: return options.dark == nil ? [.white, Color(18, 18, 18)] : [Color(18, 18, 18)]
    }
  }

  func ink(_ node: Int, ground: Color?, highlight: Color?) -> Paragraph.Ink {
    let style = style(node)
    var ink = Paragraph.Ink()
    ink.style.isBold = style.isBold
    ink.style.isItalic = style.isItalic
    ink.style.isUnderlined = style.isUnderlined
    ink.style.isStruck = style.isStruck
    if let highlight {
      let color = shown(style.color) ?? .black
      ink.style.foreground = color.contrast(with: highlight) >= 3 ? color : highlight.letters
      ink.style.background = highlight
    } else {
      ink.style.foreground = readable(style.color, on: ground)
    }
    ink.link = document.linkNumbers[node]
    ink.sourceLine = document.tree.nodes[node].line
    return ink
  }

  func markerInk(_ node: Int) -> Paragraph.Ink {
    var ink = Paragraph.Ink()
    ink.style.isDim = true
    ink.link = document.linkNumbers[node]
    ink.sourceLine = document.tree.nodes[node].line
    ink.role = .marker
    return ink
  }

  /// ` [2]` for a link, if numbers are wanted.
  func linkMarker(_ node: Int) -> String {
    let number = document.linkNumbers[node]
    return options.numbersLinks && number > 0 ? " [\(number)]" : ""
  }
}

extension Color {
  /// Black or white, whichever can be read on it.
  var letters: Color { contrast(with: .white) >= contrast(with: .black) ? .white : .black }
}
