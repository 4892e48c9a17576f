/// `mj-text`: words, as HTML.
enum Text: BodyComponent {
  static let tag: StaticString = "mj-text"
  static let summary: StaticString = "Words, as HTML."
  static let attributes =
    [
      AttributeDeclaration(.align, .oneOf(["left", "right", "center", "justify"]), default: "left"),
      AttributeDeclaration(.backgroundColor, .color),
      AttributeDeclaration(.color, .color, default: "#000000"),
      AttributeDeclaration(.containerBackgroundColor, .color),
      AttributeDeclaration(.fontFamily, .text, default: "Ubuntu, Helvetica, Arial, sans-serif"),
      AttributeDeclaration(.fontSize, .pixels, default: "13px"),
      AttributeDeclaration(.fontStyle, .text),
      AttributeDeclaration(.fontWeight, .text),
      AttributeDeclaration(.height, .length),
      AttributeDeclaration(.letterSpacing, .letterSpacing),
      AttributeDeclaration(.lineHeight, .lineHeight, default: "1"),
      AttributeDeclaration(.textDecoration, .text),
      AttributeDeclaration(.textTransform, .text),
      AttributeDeclaration(.verticalAlign, .verticalAlign),
    ] + .padding(default: "10px 25px")
  static let content = ComponentContent.raw

  private static let font: [AttributeName] = [
    .fontFamily, .fontSize, .fontStyle, .fontWeight, .letterSpacing, .lineHeight,
  ]
  private static let decoration: [AttributeName] = [.textDecoration, .textTransform, .color, .height]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    guard let height = element.nonEmpty(.height) else {
      renderContent(element, in: rendering, to: &out)
      return
    }
    out.openOutlook()
    out.write("<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr><td")
    out.attribute("height", height)
    out.style {
      $0.declare("vertical-align", text: "top")
      $0.declare("height", height)
    }
    out.write(">")
    out.closeOutlook()
    renderContent(element, in: rendering, to: &out)
    out.openOutlook()
    out.write("</td></tr></table>")
    out.closeOutlook()
  }

  private static func renderContent(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<div")
    out.style {
      $0.declare(element, font)
      $0.declare("text-align", element[.align])
      $0.declare(element, decoration)
    }
    out.write(">")
    out.writeRaw(rendering.content(of: element))
    out.write("</div>\n")
  }
}
