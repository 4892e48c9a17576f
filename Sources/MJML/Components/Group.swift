/// `mj-group`: columns that stay side by side on small screens.
enum Group: BodyComponent {
  static let tag: StaticString = "mj-group"
  static let summary: StaticString = "Columns that stay side by side on small screens."
  static let attributes = [
    AttributeDeclaration(.backgroundColor, .color),
    AttributeDeclaration(.direction, .direction, default: "ltr"),
    AttributeDeclaration(.verticalAlign, .verticalAlign),
    AttributeDeclaration(.width, .length),
  ]
  static let content = ComponentContent.components(["mj-column", "mj-raw"])

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
      $0.declare("font-size", text: "0")
      $0.declare("line-height", text: "0")
      $0.declare("text-align", text: "left")
      $0.declare("display", text: "inline-block")
      $0.declare("width", text: "100%")
      $0.declare(element, .direction)
      $0.declare(element, .verticalAlign)
      $0.declare(element, .backgroundColor)
    }
    out.write(">\n")
    renderColumns(element, in: rendering, to: &out)
    out.write("</div>\n")
  }

  static func declareOutlookCell(
    _ element: Element, in rendering: Rendering, to out: inout HTMLBuffer
  ) {
    out.declare(element, .verticalAlign)
    out.declare("width", pixels: ColumnWidth(element).pixels)
  }

  private static func renderColumns(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.openOutlook()
    out.write("<table")
    if !element.equals(.backgroundColor, "none") { out.attribute("bgcolor", element[.backgroundColor]) }
    out.write(" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"><tr>")
    out.closeOutlook()
    let width = Width(ColumnWidth.inner(element) - element.horizontalPadding)
    var placement = rendering.placement(in: element, width: width)
    placement.isInGroup = true
    rendering.renderChildren(of: element, placement, to: &out) { child, component, out in
      out.openOutlook()
      out.write("<td")
      out.style {
        $0.declare(child, .align)
        $0.declare(child, .verticalAlign)
        if child.component == rendering.index.number(of: Column.tag) {
          $0.declare("width", pixels: ColumnWidth(child).pixels)
        } else {
          $0.declare(child, .width)
        }
      }
      out.write(">")
      out.closeOutlook()
      component.render(child, in: rendering, to: &out)
      out.openOutlook()
      out.write("</td>")
      out.closeOutlook()
    }
    out.openOutlook()
    out.write("</tr></table>")
    out.closeOutlook()
  }
}
