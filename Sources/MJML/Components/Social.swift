/// `mj-social`: icons of social networks, with or without words.
enum Social: BodyComponent {
  static let tag: StaticString = "mj-social"
  static let summary: StaticString = "Links to social networks, with their icons."
  static let attributes =
    [
      AttributeDeclaration(.align, .oneOf(["left", "right", "center"]), default: "center"),
      AttributeDeclaration(.border, .text),
      AttributeDeclaration(.borderRadius, .text, default: "3px"),
      AttributeDeclaration(.color, .color, default: "#333333"),
      AttributeDeclaration(.containerBackgroundColor, .color),
      AttributeDeclaration(.fontFamily, .text, default: "Ubuntu, Helvetica, Arial, sans-serif"),
      AttributeDeclaration(.fontSize, .pixels, default: "13px"),
      AttributeDeclaration(.fontStyle, .text),
      AttributeDeclaration(.fontWeight, .text),
      AttributeDeclaration(.iconHeight, .length),
      AttributeDeclaration(.iconPadding, .padding),
      AttributeDeclaration(.iconSize, .length, default: "20px"),
      AttributeDeclaration(.innerPadding, .padding),
      AttributeDeclaration(.lineHeight, .lineHeight, default: "22px"),
      AttributeDeclaration(.mode, .oneOf(["horizontal", "vertical"]), default: "horizontal"),
      AttributeDeclaration(.tableLayout, .oneOf(["auto", "fixed"])),
      AttributeDeclaration(.textDecoration, .text, default: "none"),
      AttributeDeclaration(.textPadding, .padding),
      AttributeDeclaration(.verticalAlign, .verticalAlign),
    ] + .padding(default: "10px 25px")
  static let content = ComponentContent.components(["mj-social-element", "mj-raw"])

  private static let handedDown: [AttributeName] = [
    .borderRadius, .color, .fontFamily, .fontSize, .fontWeight, .fontStyle, .iconSize, .iconHeight,
    .iconPadding, .textPadding, .lineHeight, .textDecoration,
  ]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    var placement = rendering.placement(in: element)
    if let padding = element.nonEmpty(.innerPadding) { placement.inherited.append((.padding, padding)) }
    for name in handedDown {
      if let value = element[name] { placement.inherited.append((name, value)) }
    }
    if element.equals(.mode, "horizontal") {
      renderHorizontal(element, placement, in: rendering, to: &out)
    } else {
      out.write("<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"")
      out.write(" style=\"margin:0px;\">\n<tbody>\n")
      rendering.renderChildren(of: element, placement, to: &out) { child, component, out in
        component.render(child, in: rendering, to: &out)
      }
      out.write("</tbody>\n</table>\n")
    }
  }

  private static func renderHorizontal(
    _ element: Element, _ placement: Placement, in rendering: Rendering, to out: inout HTMLBuffer
  ) {
    out.openOutlook()
    out.write("<table")
    out.attribute("align", element[.align])
    out.write(" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"><tr>")
    out.closeOutlook()
    rendering.renderChildren(of: element, placement, wrapsRaw: true, to: &out) { child, component, out in
      out.openOutlook()
      out.write("<td>")
      out.closeOutlook()
      out.write("<table")
      out.attribute("align", element[.align])
      out.write(" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"")
      out.write(" style=\"float:none;display:inline-table;\">\n<tbody>\n")
      component.render(child, in: rendering, to: &out)
      out.write("</tbody>\n</table>\n")
      out.openOutlook()
      out.write("</td>")
      out.closeOutlook()
    }
    out.openOutlook()
    out.write("</tr></table>")
    out.closeOutlook()
  }
}
