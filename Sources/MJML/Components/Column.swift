/// `mj-column`: components below each other.
enum Column: BodyComponent {
  static let tag: StaticString = "mj-column"
  static let summary: StaticString =
    "Components below each other; columns stand side by side on large screens."
  static let attributes =
    [
      AttributeDeclaration(.backgroundColor, .color),
      AttributeDeclaration(.borderRadius, .text),
      AttributeDeclaration(.direction, .direction, default: "ltr"),
      AttributeDeclaration(.innerBackgroundColor, .color),
      AttributeDeclaration(.innerBorder, .text),
      AttributeDeclaration(.innerBorderBottom, .text),
      AttributeDeclaration(.innerBorderLeft, .text),
      AttributeDeclaration(.innerBorderRadius, .text),
      AttributeDeclaration(.innerBorderRight, .text),
      AttributeDeclaration(.innerBorderTop, .text),
      AttributeDeclaration(.verticalAlign, .verticalAlign, default: "top"),
      AttributeDeclaration(.width, .length),
    ] + .border() + .padding()
  static let content = ComponentContent.components([
    "mj-accordion", "mj-button", "mj-carousel", "mj-divider", "mj-image", "mj-raw", "mj-social", "mj-spacer",
    "mj-table", "mj-text", "mj-navbar",
  ])

  private static let frame: [AttributeName] = [
    .backgroundColor, .border, .borderBottom, .borderLeft, .borderRadius, .borderRight, .borderTop,
    .verticalAlign,
  ]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<div class=\"")
    out.write(ColumnWidth(element).className(in: rendering))
    out.write(" mj-outlook-group-fix")
    if let classes = element.nonEmpty(.cssClass) {
      out.write(" ")
      out.write(classes)
    }
    out.write("\"")
    out.style {
      $0.declare("font-size", text: "0px")
      $0.declare("text-align", text: "left")
      $0.declare(element, .direction)
      $0.declare("display", text: "inline-block")
      $0.declare(element, .verticalAlign)
      $0.write("width:")
      $0.write(mobileWidth(element))
      $0.write(";")
    }
    out.write(">\n")
    if Cells.sides.contains(where: { element.has($0) }) {
      renderGutter(element, in: rendering, to: &out)
    } else {
      renderTable(element, hasGutter: false, in: rendering, to: &out)
    }
    out.write("</div>\n")
  }

  static func declareOutlookCell(
    _ element: Element, in rendering: Rendering, to out: inout HTMLBuffer
  ) {
    out.declare(element, .verticalAlign)
    out.declare("width", pixels: ColumnWidth(element).pixels)
  }

  /// The table that holds the padding, around the one that holds the content.
  private static func renderGutter(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    let hasRadius = element.nonEmpty(.borderRadius) != nil
    out.write("<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\" width=\"100%\"")
    out.style { if hasRadius { $0.declare("border-collapse", text: "separate") } }
    out.write(">\n<tbody>\n<tr>\n<td")
    out.style {
      $0.declare(element, frame)
      if hasRadius { $0.declare("border-collapse", text: "separate") }
      $0.declare(element, Cells.sides)
    }
    out.write(">\n")
    renderTable(element, hasGutter: true, in: rendering, to: &out)
    out.write("</td>\n</tr>\n</tbody>\n</table>\n")
  }

  private static func renderTable(
    _ element: Element, hasGutter: Bool, in rendering: Rendering, to out: inout HTMLBuffer
  ) {
    out.write("<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"")
    out.style {
      if hasGutter {
        declareInnerFrame(element, to: &$0)
      } else {
        $0.declare(element, frame)
        if element.nonEmpty(.borderRadius) != nil { $0.declare("border-collapse", text: "separate") }
      }
    }
    out.write(" width=\"100%\">\n<tbody>\n")
    let innerBorders =
      element.border(.innerBorder, own: .innerBorderLeft)
      + element.border(.innerBorder, own: .innerBorderRight)
    let width =
      ColumnWidth.inner(element) - element.horizontalPadding - element.horizontalBorders - innerBorders
    let placement = rendering.placement(in: element, width: Width(width))
    rendering.renderChildren(of: element, placement, to: &out) { child, component, out in
      Cells.writeRow(child, component, in: rendering, to: &out)
    }
    out.write("</tbody>\n</table>\n")
  }

  private static func declareInnerFrame(_ element: Element, to out: inout HTMLBuffer) {
    out.declare("background-color", element[.innerBackgroundColor])
    out.declare("border", element[.innerBorder])
    out.declare("border-bottom", element[.innerBorderBottom])
    out.declare("border-left", element[.innerBorderLeft])
    out.declare("border-radius", element[.innerBorderRadius])
    out.declare("border-right", element[.innerBorderRight])
    out.declare("border-top", element[.innerBorderTop])
    if element.nonEmpty(.innerBorderRadius) != nil { out.declare("border-collapse", text: "separate") }
  }

  /// In a group the own part of the width, otherwise all of it.
  private static func mobileWidth(_ element: Element) -> String {
    guard element.placement.isInGroup else { return "100%" }
    guard let width = element.length(.width, decimalPercent: true), let text = element[.width] else {
      let part = 100 / Double(max(element.placement.siblings, 1))
      return JavaScriptNumber.text(part.rounded(.towardZero)) + "%"
    }
    if width.isPercent { return element.store.string(text) }
    return JavaScriptNumber.text(width.number / element.placement.width.whole * 100) + "%"
  }
}
