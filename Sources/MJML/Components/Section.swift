/// `mj-section`: a row of columns.
enum Section: BodyComponent {
  static let tag: StaticString = "mj-section"
  static let summary: StaticString = "A row of columns."
  static let attributes = sectionAttributes
  static let content = ComponentContent.components(["mj-column", "mj-group", "mj-raw"])

  /// What `mj-wrapper` accepts as well.
  static let sectionAttributes =
    [
      AttributeDeclaration(.backgroundColor, .color),
      AttributeDeclaration(.backgroundPosition, .text, default: "top center"),
      AttributeDeclaration(.backgroundPositionX, .text),
      AttributeDeclaration(.backgroundPositionY, .text),
      AttributeDeclaration(.backgroundRepeat, .oneOf(["repeat", "no-repeat"]), default: "repeat"),
      AttributeDeclaration(.backgroundSize, .text, default: "auto"),
      AttributeDeclaration(.backgroundURL, .text),
      AttributeDeclaration(.borderRadius, .text),
      AttributeDeclaration(.direction, .direction, default: "ltr"),
      AttributeDeclaration(.fullWidth, .oneOf(["full-width", "false", ""])),
      AttributeDeclaration(.gutter, .length),
      AttributeDeclaration(.textAlign, .horizontalAlign, default: "center"),
      AttributeDeclaration(.textPadding, .padding, default: "4px 4px 4px 0"),
    ] + .border() + .padding(default: "20px 0")

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    SectionLayout(element: element, rendering: rendering).render(to: &out) { out in
      renderColumns(element, in: rendering, to: &out)
    }
  }

  private static func renderColumns(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.openOutlook()
    out.write("<tr>")
    out.closeOutlook()
    let placement = rendering.placement(in: element, width: Width(element.boxWidth))
    rendering.renderChildren(of: element, placement, to: &out) { child, component, out in
      out.openOutlook()
      out.write("<td")
      out.attribute("align", child[.align])
      out.outlookClassAttribute(child[.cssClass])
      out.style { component.declareOutlookCell(child, in: rendering, to: &$0) }
      out.write(">")
      out.closeOutlook()
      component.render(child, in: rendering, to: &out)
      out.openOutlook()
      out.write("</td>")
      out.closeOutlook()
    }
    out.openOutlook()
    out.write("</tr>")
    out.closeOutlook()
  }
}
