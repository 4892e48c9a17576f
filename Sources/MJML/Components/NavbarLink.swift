/// `mj-navbar-link`: one link of a navigation bar.
enum NavbarLink: BodyComponent {
  static let tag: StaticString = "mj-navbar-link"
  static let summary: StaticString = "One link of a navigation bar."
  static let attributes =
    [
      AttributeDeclaration(.color, .color, default: "#000000"),
      AttributeDeclaration(.fontFamily, .text, default: "Ubuntu, Helvetica, Arial, sans-serif"),
      AttributeDeclaration(.fontSize, .pixels, default: "13px"),
      AttributeDeclaration(.fontStyle, .text),
      AttributeDeclaration(.fontWeight, .text, default: "normal"),
      AttributeDeclaration(.href, .text),
      AttributeDeclaration(.letterSpacing, .letterSpacing),
      AttributeDeclaration(.lineHeight, .lineHeight, default: "22px"),
      AttributeDeclaration(.name, .text),
      AttributeDeclaration(.rel, .text),
      AttributeDeclaration(.target, .text, default: "_blank"),
      AttributeDeclaration(.textDecoration, .text, default: "none"),
      AttributeDeclaration(.textTransform, .text, default: "uppercase"),
    ] + .padding(default: "15px 10px")
  static let content = ComponentContent.raw

  private static let font: [AttributeName] = [
    .color, .fontFamily, .fontSize, .fontStyle, .fontWeight, .letterSpacing, .lineHeight,
    .textDecoration, .textTransform,
  ]
  private static let sides: [AttributeName] = [
    .padding, .paddingTop, .paddingLeft, .paddingRight, .paddingBottom,
  ]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.openOutlook()
    out.write("<td")
    out.style { $0.declare(element, sides) }
    out.outlookClassAttribute(element[.cssClass])
    out.write(">")
    out.closeOutlook()
    out.write("<a class=\"mj-link")
    if let classes = element.nonEmpty(.cssClass) {
      out.write(" ")
      out.write(classes)
    }
    out.write("\"")
    if element.has(.href) || element.has(.baseURL) {
      out.begin("href")
      if let base = element[.baseURL] { out.write(base) }
      if let href = element[.href] { out.write(href) }
      out.end()
    }
    out.attribute("rel", element[.rel])
    out.attribute("target", element[.target])
    out.attribute("name", element[.name])
    out.style {
      $0.declare("display", text: "inline-block")
      $0.declare(element, font)
      $0.declare(element, sides)
    }
    out.write(">")
    out.writeRaw(rendering.content(of: element))
    out.write("</a>\n")
    out.openOutlook()
    out.write("</td>")
    out.closeOutlook()
  }
}
