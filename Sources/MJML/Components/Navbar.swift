/// `mj-navbar`: a row of links, which a small screen may fold.
enum Navbar: BodyComponent {
  static let tag: StaticString = "mj-navbar"
  static let summary: StaticString = "A row of links, which small screens may fold behind an icon."
  static let attributes =
    [
      AttributeDeclaration(.align, .horizontalAlign, default: "center"),
      AttributeDeclaration(.baseURL, .text),
      AttributeDeclaration(.hamburger, .text),
      AttributeDeclaration(.icoAlign, .horizontalAlign, default: "center"),
      AttributeDeclaration(.icoClose, .text, default: "&#8855;"),
      AttributeDeclaration(.icoColor, .color, default: "#000000"),
      AttributeDeclaration(.icoFontFamily, .text, default: "Ubuntu, Helvetica, Arial, sans-serif"),
      AttributeDeclaration(.icoFontSize, .length, default: "30px"),
      AttributeDeclaration(.icoLineHeight, .lineHeight, default: "30px"),
      AttributeDeclaration(.icoOpen, .text, default: "&#9776;"),
      AttributeDeclaration(.icoPadding, .padding, default: "10px"),
      AttributeDeclaration(.icoPaddingBottom, .length),
      AttributeDeclaration(.icoPaddingLeft, .length),
      AttributeDeclaration(.icoPaddingRight, .length),
      AttributeDeclaration(.icoPaddingTop, .length),
      AttributeDeclaration(.icoTextDecoration, .text, default: "none"),
      AttributeDeclaration(.icoTextTransform, .text, default: "uppercase"),
    ] + .padding()
  static let content = ComponentContent.components(["mj-navbar-link", "mj-raw"])

  static let headStyle: HeadStyle? = { breakpoint, out in
    out.write("noinput.mj-menu-checkbox { display:block!important; max-height:none!important; ")
    out.write("visibility:visible!important; }\n@media only screen and (max-width:")
    out.write(breakpoint.below)
    out.write(
      """
      px) {
      .mj-menu-checkbox[type="checkbox"] ~ .mj-inline-links { display:none!important; }
      .mj-menu-checkbox[type="checkbox"]:checked ~ .mj-inline-links,
      .mj-menu-checkbox[type="checkbox"] ~ .mj-menu-trigger { display:block!important; max-width:none!important; max-height:none!important; font-size:inherit!important; }
      .mj-menu-checkbox[type="checkbox"] ~ .mj-inline-links > a { display:block!important; }
      .mj-menu-checkbox[type="checkbox"]:checked ~ .mj-menu-trigger .mj-menu-icon-close { display:block!important; }
      .mj-menu-checkbox[type="checkbox"]:checked ~ .mj-menu-trigger .mj-menu-icon-open { display:none!important; }
      }

      """)
  }

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    if element.equals(.hamburger, "hamburger") { renderHamburger(element, in: rendering, to: &out) }
    out.write("<div class=\"mj-inline-links\">\n")
    out.openOutlook()
    out.write("<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"")
    out.attribute("align", element[.align])
    out.write("><tr>")
    out.closeOutlook()
    var placement = rendering.placement(in: element)
    if let base = element.nonEmpty(.baseURL) { placement.inherited.append((.baseURL, base)) }
    rendering.renderChildren(of: element, placement, to: &out) { child, component, out in
      component.render(child, in: rendering, to: &out)
    }
    out.openOutlook()
    out.write("</tr></table>")
    out.closeOutlook()
    out.write("</div>\n")
  }

  private static func renderHamburger(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    let id = rendering.ids.next(for: rendering.tree.nodes[element.node].name, in: rendering)
    out.write("<!--[if !mso]><!-->\n<input type=\"checkbox\" id=\"")
    out.write(bytes: id)
    out.write(
      "\" class=\"mj-menu-checkbox\" style=\"display:none !important; max-height:0; visibility:hidden;\" />\n"
    )
    out.write("<!--<![endif]-->\n<div class=\"mj-menu-trigger\" style=\"display:none;max-height:0px;")
    out.write("max-width:0px;font-size:0px;overflow:hidden;\">\n<label for=\"")
    out.write(bytes: id)
    out.write("\" class=\"mj-menu-label\"")
    out.style { declareLabel(element, to: &$0) }
    out.attribute("align", element[.icoAlign])
    out.write(">\n<span class=\"mj-menu-icon-open\" style=\"mso-hide:all;\">\n")
    if let icon = element[.icoOpen] { out.write(icon) }
    out.write("\n</span>\n<span class=\"mj-menu-icon-close\" style=\"display:none;mso-hide:all;\">\n")
    if let icon = element[.icoClose] { out.write(icon) }
    out.write("\n</span>\n</label>\n</div>\n")
  }

  private static func declareLabel(_ element: Element, to out: inout HTMLBuffer) {
    out.write("display:block;cursor:pointer;mso-hide:all;-moz-user-select:none;user-select:none;")
    out.declare("color", element[.icoColor])
    out.declare("font-size", element[.icoFontSize])
    if let family = element[.icoFontFamily] { out.noteFont(family) }
    out.declare("font-family", element[.icoFontFamily])
    out.declare("text-transform", element[.icoTextTransform])
    out.declare("text-decoration", element[.icoTextDecoration])
    out.declare("line-height", element[.icoLineHeight])
    out.declare("padding", element[.icoPadding])
    out.declare("padding-top", element[.icoPaddingTop])
    out.declare("padding-right", element[.icoPaddingRight])
    out.declare("padding-bottom", element[.icoPaddingBottom])
    out.declare("padding-left", element[.icoPaddingLeft])
  }
}
