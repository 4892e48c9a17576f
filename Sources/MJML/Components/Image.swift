/// `mj-image`: a picture.
enum Image: BodyComponent {
  static let tag: StaticString = "mj-image"
  static let summary: StaticString = "A picture, as wide as its column unless it says otherwise."
  static let attributes =
    [
      AttributeDeclaration(.align, .horizontalAlign, default: "center"),
      AttributeDeclaration(.alt, .text, default: ""),
      AttributeDeclaration(.borderRadius, .text),
      AttributeDeclaration(.containerBackgroundColor, .color),
      AttributeDeclaration(.fluidOnMobile, .boolean),
      AttributeDeclaration(.fontSize, .pixels, default: "13px"),
      AttributeDeclaration(.height, .lengths([.pixels, .auto]), default: "auto"),
      AttributeDeclaration(.href, .text),
      AttributeDeclaration(.maxHeight, .length),
      AttributeDeclaration(.name, .text),
      AttributeDeclaration(.rel, .text),
      AttributeDeclaration(.sizes, .text),
      AttributeDeclaration(.src, .text),
      AttributeDeclaration(.srcset, .text),
      AttributeDeclaration(.target, .text, default: "_blank"),
      AttributeDeclaration(.title, .text),
      AttributeDeclaration(.usemap, .text),
      AttributeDeclaration(.width, .pixels),
    ] + .border(default: "0") + .padding(default: "10px 25px")
  static let content = ComponentContent.nothing

  static let headStyle: HeadStyle? = { breakpoint, out in
    out.write("@media only screen and (max-width:")
    out.write(breakpoint.below)
    out.write("px) {\ntable.mj-full-width-mobile { width: 100% !important; }\n")
    out.write("td.mj-full-width-mobile { width: auto !important; }\n}\n")
  }

  private static let borders: [AttributeName] = [
    .border, .borderLeft, .borderRight, .borderTop, .borderBottom, .borderRadius,
  ]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    let isFluid = element.equals(.fluidOnMobile, "true")
    let isFullWidth = element.equals(.fullWidth, "full-width")
    let width = contentWidth(element)
    out.write("<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"")
    out.style {
      if isFullWidth {
        $0.declare("min-width", text: "100%")
        $0.declare("max-width", text: "100%")
        $0.declare("width", pixels: width)
      }
      $0.declare("border-collapse", text: "collapse")
      $0.declare("border-spacing", text: "0px")
    }
    if isFluid { out.write(" class=\"mj-full-width-mobile\"") }
    out.write(">\n<tbody>\n<tr>\n<td")
    out.style { if !isFullWidth { $0.declare("width", pixels: width) } }
    if isFluid { out.write(" class=\"mj-full-width-mobile\"") }
    out.write(">\n")
    renderLink(element, width, isFullWidth, to: &out)
    out.write("</td>\n</tr>\n</tbody>\n</table>\n")
  }

  private static func renderLink(
    _ element: Element, _ width: Double, _ isFullWidth: Bool, to out: inout HTMLBuffer
  ) {
    let isLink = element.nonEmpty(.href) != nil
    if isLink {
      out.write("<a")
      for name in [AttributeName.href, .target, .rel, .name, .title] {
        out.attribute(name.text, element[name])
      }
      out.write(">\n")
    }
    out.write("<img")
    for name in [AttributeName.alt, .src, .srcset, .sizes] { out.attribute(name.text, element[name]) }
    out.style { declareImage(element, isFullWidth, to: &$0) }
    out.attribute("title", element[.title])
    out.attribute("width", width)
    out.attribute("usemap", element[.usemap])
    if let height = element.nonEmpty(.height) {
      if element.store.equals(height, "auto") {
        out.attribute("height", height)
      } else {
        out.attribute("height", element.integer(.height))
      }
    }
    out.write(isLink ? " />\n</a>\n" : " />\n")
  }

  private static func declareImage(_ element: Element, _ isFullWidth: Bool, to out: inout HTMLBuffer) {
    out.declare(element, borders)
    out.declare("display", text: "block")
    out.declare("outline", text: "none")
    out.declare("text-decoration", text: "none")
    out.declare(element, .height)
    out.declare(element, .maxHeight)
    if isFullWidth { out.declare("min-width", text: "100%") }
    out.declare("width", text: "100%")
    if isFullWidth { out.declare("max-width", text: "100%") }
    out.declare(element, .fontSize)
  }

  /// The smaller of the own width and the room there is.
  private static func contentWidth(_ element: Element) -> Double {
    let box = element.boxWidth
    guard element.nonEmpty(.width) != nil else { return box }
    return min(box, element.integer(.width))
  }
}
