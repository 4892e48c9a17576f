/// `mj-hero`: components on a large image.
enum Hero: BodyComponent {
  static let tag: StaticString = "mj-hero"
  static let summary: StaticString = "Components below each other on a large image."
  static let attributes =
    [
      AttributeDeclaration(.backgroundColor, .color, default: "#ffffff"),
      AttributeDeclaration(.backgroundHeight, .length),
      AttributeDeclaration(.backgroundPosition, .text, default: "center center"),
      AttributeDeclaration(.backgroundURL, .text),
      AttributeDeclaration(.backgroundWidth, .length),
      AttributeDeclaration(.borderRadius, .text),
      AttributeDeclaration(.height, .length, default: "0px"),
      AttributeDeclaration(.innerBackgroundColor, .color),
      AttributeDeclaration(.innerPadding, .padding),
      AttributeDeclaration(.innerPaddingBottom, .length),
      AttributeDeclaration(.innerPaddingLeft, .length),
      AttributeDeclaration(.innerPaddingRight, .length),
      AttributeDeclaration(.innerPaddingTop, .length),
      AttributeDeclaration(.mode, .text, default: "fixed-height"),
      AttributeDeclaration(.verticalAlign, .verticalAlign, default: "top"),
    ] + .padding(default: "0px")
  static let content = ComponentContent.components([
    "mj-accordion", "mj-button", "mj-carousel", "mj-divider", "mj-image", "mj-social", "mj-spacer",
    "mj-table", "mj-text", "mj-navbar", "mj-raw",
  ])

  private static let sides: [AttributeName] = [
    .padding, .paddingTop, .paddingLeft, .paddingRight, .paddingBottom,
  ]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    let width = element.placement.width
    out.openOutlook()
    out.write(
      "<table align=\"center\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"")
    out.style { $0.declare("width", width) }
    out.attribute("width", width.whole)
    out.write("><tr><td style=\"line-height:0;font-size:0;mso-line-height-rule:exactly;\"><v:image")
    out.style {
      $0.declare("border", text: "0")
      $0.declare("height", element[.backgroundHeight])
      $0.declare("mso-position-horizontal", text: "center")
      $0.declare("position", text: "absolute")
      $0.declare("top", text: "0")
      if let own = element.nonEmpty(.backgroundWidth) {
        $0.declare("width", own)
      } else {
        $0.declare("width", width)
      }
      $0.declare("z-index", text: "-3")
    }
    out.attribute("src", element[.backgroundURL])
    out.write(" xmlns:v=\"urn:schemas-microsoft-com:vml\" />")
    out.closeOutlook()
    renderFrame(element, in: rendering, to: &out)
    out.openOutlook()
    out.write("</td></tr></table>")
    out.closeOutlook()
  }

  private static func renderFrame(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<div")
    out.attribute("align", element[.align])
    out.classAttribute(element[.cssClass])
    out.style {
      $0.declare("margin", text: "0 auto")
      $0.declare("max-width", element.placement.width)
    }
    out.write(">\n<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"")
    out.write(" style=\"width:100%;\">\n<tbody>\n<tr style=\"vertical-align:top;\">\n")
    if element.equals(.mode, "fluid-height") {
      renderFluidCell(element, to: &out)
      renderCell(element, height: nil, in: rendering, to: &out)
      renderFluidCell(element, to: &out)
    } else {
      let height =
        element.integer(.height) - element.side(.top, of: .padding, own: .paddingTop)
        - element.side(.bottom, of: .padding, own: .paddingBottom)
      renderCell(element, height: height, in: rendering, to: &out)
    }
    out.write("</tr>\n</tbody>\n</table>\n</div>\n")
  }

  /// An empty cell as high, compared to its width, as the image is.
  private static func renderFluidCell(_ element: Element, to out: inout HTMLBuffer) {
    let ratio = (element.integer(.backgroundHeight) / element.integer(.backgroundWidth) * 100).rounded()
    out.write("<td")
    out.style {
      $0.declare("width", text: "0.01%")
      $0.write("padding-bottom:")
      $0.write(ratio)
      $0.write("%;")
      $0.declare("mso-padding-bottom-alt", text: "0")
    }
    out.write(" />\n")
  }

  private static func renderCell(
    _ element: Element, height: Double?, in rendering: Rendering, to out: inout HTMLBuffer
  ) {
    out.write("<td")
    out.attribute("background", element[.backgroundURL])
    out.style {
      declareBackground(element, to: &$0)
      $0.declare(element, .backgroundPosition)
      $0.declare("background-repeat", text: "no-repeat")
      $0.declare(element, .borderRadius)
      $0.declare(element, sides)
      $0.declare(element, .verticalAlign)
      if let height { $0.declare("height", pixels: height) }
    }
    if let height { out.attribute("height", height) }
    out.write(">\n")
    renderContent(element, in: rendering, to: &out)
    out.write("</td>\n")
  }

  private static func declareBackground(_ element: Element, to out: inout HTMLBuffer) {
    out.write("background:")
    if let color = element.nonEmpty(.backgroundColor) { out.write(color) }
    if let url = element.nonEmpty(.backgroundURL) {
      out.write(" url('")
      out.write(url)
      out.write("') no-repeat ")
      if let position = element[.backgroundPosition] { out.write(position) }
      out.write(" / cover")
    }
    out.write(";")
  }

  private static func renderContent(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    let width = Width(element.placement.width.number - element.horizontalPadding)
    let table: StaticString =
      "<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\" style=\"width:100%;margin:0px;\">\n<tbody>\n"
    out.openOutlook()
    out.write("<table")
    out.attribute("align", element[.align])
    out.write(" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"")
    out.style { $0.declare("width", width) }
    out.attribute("width", width.whole)
    out.write("><tr><td")
    out.style { declareInner(element, to: &$0) }
    out.write(">")
    out.closeOutlook()
    out.write("<div")
    out.attribute("align", element[.align])
    out.write(" class=\"mj-hero-content\"")
    out.style {
      $0.declare("background-color", element[.innerBackgroundColor])
      $0.declare("float", element[.align])
      $0.declare("margin", text: "0px auto")
      $0.declare(element, .width)
    }
    out.write(">\n")
    out.write(table)
    out.write("<tr>\n<td>\n")
    out.write(table)
    let placement = rendering.placement(in: element, width: width)
    rendering.renderChildren(of: element, placement, to: &out) { child, component, out in
      Cells.writeRow(child, component, in: rendering, to: &out)
    }
    out.write("</tbody>\n</table>\n</td>\n</tr>\n</tbody>\n</table>\n</div>\n")
    out.openOutlook()
    out.write("</td></tr></table>")
    out.closeOutlook()
  }

  private static func declareInner(_ element: Element, to out: inout HTMLBuffer) {
    out.declare("background-color", element[.innerBackgroundColor])
    out.declare("padding", element[.innerPadding])
    out.declare("padding-top", element[.innerPaddingTop])
    out.declare("padding-left", element[.innerPaddingLeft])
    out.declare("padding-right", element[.innerPaddingRight])
    out.declare("padding-bottom", element[.innerPaddingBottom])
  }
}
